'use strict';

const base = require('../jest.config.js');

const unit = base.projects.find(({ displayName }) => displayName === 'unit');

/**
 * What Stryker runs for each mutant: the unit tests that need nothing but core/, with few examples a property.
 * The 100,000 hostile deliveries are left out: they take longer than a mutant is given.
 */
module.exports = {
	...unit,
	// Without core/ here jest finds only those tests of a mutant's file that import it themselves.
	roots: ['<rootDir>/core', '<rootDir>/test'],
	testMatch: [
		'<rootDir>/test/unit/core/**/*.test.ts',
		'<rootDir>/test/unit/webhook/**/*.test.ts',
		'<rootDir>/test/unit/killb/{explain,webhookEvents,webhookSecret}.test.ts',
	],
	testPathIgnorePatterns: ['/webhook/hostile\\.test', '/webhook/rejectionAdvice\\.test'],
	setupFiles: [...unit.setupFiles, '<rootDir>/test/support/fewerExamples.js'],
	// What waits for ever fails a little sooner than Stryker would give up on the whole process.
	testTimeout: 20_000,
};
