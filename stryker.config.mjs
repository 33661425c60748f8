/**
 * Mutation testing of core/: Stryker changes one expression at a time and looks whether a unit test fails.
 * `npm run mutation` runs it; docs/mutation.md is made of its report.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['core/**/*.ts'],
	// What the tests of core/ need; the rest of the repository need not be copied.
	ignorePatterns: [
		'/*',
		'!/core',
		'!/test',
		'/test/engine',
		'/test/fixtures',
		'!/*.js',
		'!/*.json',
	],
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: { projectType: 'custom', configFile: 'test/jest.mutation.config.js' },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// Not a claim about speed: a mutant that ends no more shall be told from a busy machine.
	timeoutMS: 30_000,
	timeoutFactor: 4,
	incrementalFile: '.tmp/mutation/incremental.json',
	tempDirName: '.tmp/mutation/sandbox',
	reporters: ['progress-append-only', 'clear-text', 'json'],
	clearTextReporter: {
		allowColor: false,
		logTests: false,
		reportTests: false,
		reportScoreTable: true,
	},
	jsonReporter: { fileName: '.tmp/mutation/report.json' },
	thresholds: { high: 95, low: 90, break: 90 },
	allowEmpty: false,
	// swc checks no types anyway.
	disableTypeChecks: false,
};
