'use strict';

const fc = require('fast-check');

/**
 * For mutation testing, which runs the tests some thousand times: a mutant that lives through this many examples lives. They
 * are the same ones each time, so that a mutant that was killed once is killed always.
 */
const EXAMPLES = 50;
const SEED = 6;

const { assert } = fc;
fc.assert = (property, parameters) =>
	assert(property, {
		seed: SEED,
		...parameters,
		numRuns: Math.min(EXAMPLES, parameters?.numRuns ?? EXAMPLES),
	});
