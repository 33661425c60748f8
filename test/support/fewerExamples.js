'use strict';

const fc = require('fast-check');

/**
 * For mutation testing, which runs the tests some thousand times: a mutant that lives through this
 * many examples lives. They are the same ones each time, so that a mutant that was killed once is
 * killed always.
 */
const EXAMPLES = 50;
const SEED = 6;

const { assert, string } = fc;
fc.assert = (property, parameters) =>
	assert(property, {
		seed: SEED,
		...parameters,
		numRuns: Math.min(EXAMPLES, parameters?.numRuns ?? EXAMPLES),
	});

/**
 * fast-check needs a second to learn all of Unicode, each time. These are of every length in UTF-8,
 * and what has a meaning somewhere.
 */
const CHARACTERS = [...'aZ09 -_.~!%&=+?#/\\:;,"\'`{}[]()<>$|^@*', 'ñ', 'é', '漢', '😀', '\u2028'];
const UNITS = {
	grapheme: fc.constantFrom(...CHARACTERS),
	binary: fc.constantFrom(...CHARACTERS, '\0', '\n', '\r', '\t', '\u007f', '\ufeff', '\ufffd'),
};
fc.string = (constraints = {}) =>
	string(
		Object.hasOwn(UNITS, constraints.unit)
			? { ...constraints, unit: UNITS[constraints.unit] }
			: constraints,
	);
