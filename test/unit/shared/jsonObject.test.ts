import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { jsonObject, namedValues } from '../../../nodes/shared/fields/objects';

const { read: readJson } = jsonObject({ displayName: 'Body' });
const read = (raw: unknown) => readJson(raw, 'Body');

describe('an object that an expression gives as JSON', () => {
	const endless: Record<string, unknown> = { a: { b: 1 } };
	endless.a = { back: endless };

	it.each<[object, string]>([
		[
			{ amount: JSON.parse('12345678901234567') as number },
			'Body has the number 12345678901234568 at amount, which',
		],
		[{ amount: -(2 ** 53) }, 'Body has the number -9007199254740992 at amount, which is too long'],
		[{ items: [{ amount: 1 }, { amount: NaN }] }, 'Body has NaN at items[1].amount, which JSON'],
		[{ a: { b: -Infinity } }, 'Body has -Infinity at a.b, which JSON does not support'],
		[{ a: { b: undefined } }, 'Body has no value at a.b: its expression returned nothing'],
		[{ a: [undefined] }, 'Body has no value at a[0]'],
		[{ a: 1n }, 'Body has a bigint at a, which JSON does not support'],
		[{ a: () => 1 }, 'Body has a function at a, which JSON does not support'],
		[endless, 'Body contains itself at a.back'],
	])('is refused with the place: %#', (raw, message) => {
		expect(() => read(raw)).toThrow(message);
	});

	it('is sent with dates, null and numbers that JavaScript holds', () => {
		const value = {
			on: new Date(0),
			at: DateTime.fromMillis(0),
			none: null,
			numbers: [0.1 + 0.2, Number.MAX_SAFE_INTEGER, -0.5, 1e-7],
			text: '12345678901234567',
		};
		expect(read(value)).toBe(value);
	});

	it('is refused in the same cases as the text of it, if its numbers are whole', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 80n }), (number) => {
				expect(() => read({ amount: Number(number) })).toThrow(/^Body has the number/);
			}),
		);
		fc.assert(
			fc.property(
				fc.jsonValue().filter((value) => !/\d{16}|e\+/.test(JSON.stringify(value))),
				(value) => {
					const text = JSON.stringify({ value });
					expect(read({ value })).toEqual({ value });
					expect(read(text)).toEqual(JSON.parse(text));
				},
			),
		);
	});
});

it('names with values are checked in the same way', () => {
	const { read: readNames } = namedValues({
		displayName: 'Options',
		addButton: 'Add',
		nameLabel: 'Name',
		namePlaceholder: '',
	});
	expect(() => readNames({ vlan: 2 ** 60 }, 'Options')).toThrow(
		/^Options has the number .* at vlan/,
	);
	expect(readNames({ vlan: 7 }, 'Options')).toEqual({ vlan: 7 });
});
