'use strict';

const fc = require('fast-check');

/**
 * For mutation testing, which runs the tests some thousand times: a mutant that survives this many
 * examples survives. They are the same each time, so that a mutant is killed either always or
 * never.
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
 * fast-check needs a second to load all of Unicode, each time. These characters cover every length
 * in UTF-8, and those with a special meaning somewhere.
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
