import { page } from '../../../versions/page';
import { merged, type Result } from '../../../versions/result';
import { TARGETS } from '../../../versions/target';

const result = (fields: Partial<Result>): Result => ({
	kind: 'engine',
	name: '2.36',
	versions: { n8n: '2.36.0' },
	passed: 10,
	failed: 0,
	skipped: 0,
	failures: [],
	date: '2026-01-31',
	commit: 'abc1234',
	...fields,
});

describe('the record of versions', () => {
	it('keeps what other runs found, and replaces what this run found again', () => {
		const older = { results: [result({ name: '2.41' }), result({ passed: 9 })] };
		const { results } = merged(older, [result({ passed: 11 })], undefined, TARGETS);
		expect(results.map(({ name, passed }) => [name, passed])).toEqual([
			['2.36', 11],
			['2.41', 10],
		]);
	});

	it('forgets what is no target any more', () => {
		const { results } = merged({ results: [result({ name: '2.10' })] }, [], undefined, TARGETS);
		expect(results).toEqual([]);
	});

	it('keeps what could not be installed until a run has looked again', () => {
		const refused = [{ n8n: '2.41.3', reason: 'none', date: '2026-01-31' }];
		const older = { results: [], notInstallable: refused };
		expect(merged(older, [], undefined, TARGETS).notInstallable).toEqual(refused);
		expect(merged(older, [], [], TARGETS).notInstallable).toEqual([]);
	});
});

describe('the page of versions', () => {
	it('calls a run without a single test failed', () => {
		expect(page({ results: [result({ passed: 0 })] })).toContain('| **failed** |');
	});

	it('names each failed test with the run it failed in', () => {
		const failed = result({ failed: 1, failures: ['test/engine/a.test.ts: it works'] });
		expect(page({ results: [failed] })).toContain(
			'## What failed\n\n- engine 2.36: test/engine/a.test.ts: it works',
		);
	});

	it('does not claim that a run was made which was not', () => {
		expect(page({ results: [] })).toContain('Not run yet.');
	});
});
