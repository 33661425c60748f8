/** The number of checks. */
export interface Count {
	passed: number;
	failed: number;
	skipped: number;
}

/** The fields of jest's `--json` report that are counted. */
export interface JestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	/** Suites that could not run (compile or load errors): no other number includes their tests. */
	numRuntimeErrorTestSuites: number;
}

/**
 * Counts one jest run. A run without a report, one without tests, and one that failed although no
 * test did (an error outside of all tests) count as one failure: silence must not look like
 * success.
 */
export function countJest(report: JestReport | undefined, exitedWithZero: boolean): Count {
	if (!report) return { passed: 0, failed: 1, skipped: 0 };
	const passed = report.numPassedTests;
	const skipped = report.numPendingTests + report.numTodoTests;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	const unexplained = failed === 0 && (!exitedWithZero || passed === 0);
	return { passed, failed: unexplained ? 1 : failed, skipped };
}

/** Returns `N passed, N failed`, and `, N skipped` only if there are any. */
export function summaryLine({ passed, failed, skipped }: Count): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
