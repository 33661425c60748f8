import { countJest, type JestReport, summaryLine } from '../../../scripts/count';

const report = (changes: Partial<JestReport> = {}): JestReport => ({
	numPassedTests: 7,
	numFailedTests: 0,
	numPendingTests: 0,
	numTodoTests: 0,
	numRuntimeErrorTestSuites: 0,
	...changes,
});

describe('the count at the end of npm test', () => {
	it('counts each test', () => {
		expect(countJest(report({ numFailedTests: 2 }), false)).toEqual({
			passed: 7,
			failed: 2,
			skipped: 0,
		});
	});

	it('counts a suite that could not run as a failure', () => {
		expect(countJest(report({ numRuntimeErrorTestSuites: 1 }), false).failed).toBe(1);
	});

	it('counts a run without a report as a failure', () => {
		expect(countJest(undefined, true).failed).toBe(1);
	});

	it('counts a run without a test as a failure', () => {
		expect(countJest(report({ numPassedTests: 0 }), true).failed).toBe(1);
	});

	it('counts a failing exit status that no test explains', () => {
		expect(countJest(report(), false).failed).toBe(1);
	});

	it('names skipped tests only when there are any', () => {
		expect(summaryLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
		expect(summaryLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
	});
});
