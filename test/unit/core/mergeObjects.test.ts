import * as fc from 'fast-check';
import { type JsonObject, mergeObjects } from '../../../core/json';

const object = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;

describe('mergeObjects', () => {
	it('merges objects deeply and replaces everything else', () => {
		expect(
			mergeObjects(
				{ name: 'a', list: [1, 2], address: { city: 'X', zip: '1' }, kept: null },
				{ name: 'b', list: [3], address: { city: 'Y' } },
			),
		).toEqual({ name: 'b', list: [3], address: { city: 'Y', zip: '1' }, kept: null });
	});

	it('ignores undefined, and lets null replace everything', () => {
		expect(mergeObjects({ a: 1, b: { c: 2 } }, { a: undefined, b: null })).toEqual({
			a: 1,
			b: null,
		});
	});

	it('replaces a date instead of merging its members', () => {
		const date = new Date(0);
		expect(mergeObjects({ at: { x: 1 } }, { at: date })).toEqual({ at: date });
		expect(mergeObjects({ at: date }, { at: { x: 1 } })).toEqual({ at: { x: 1 } });
	});

	it('never pollutes a prototype through __proto__', () => {
		const hostile = JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject;
		const merged = mergeObjects(hostile, hostile);
		expect(merged.polluted).toBeUndefined();
		expect(({} as JsonObject).polluted).toBeUndefined();
		expect(JSON.stringify(merged)).toBe('{"__proto__":{"polluted":true}}');
	});

	it('has the empty object as neutral element, is idempotent, and changes neither input', () => {
		fc.assert(
			fc.property(object, object, (under, over) => {
				const before = JSON.stringify([under, over]);
				const merged = mergeObjects(under, over);
				expect(mergeObjects(under, {})).toEqual(under);
				expect(mergeObjects({}, over)).toEqual(over);
				expect(mergeObjects(merged, over)).toEqual(merged);
				expect(JSON.stringify([under, over])).toBe(before);
			}),
		);
	});
});
