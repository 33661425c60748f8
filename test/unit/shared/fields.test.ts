import { locator, optional, text } from '../../../nodes/shared/fields/fields';

describe('a text', () => {
	const { read } = text({ displayName: 'Account Number' });

	it.each([
		[12345, '12345'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		[12345678901234567890n, '12345678901234567890'],
		[0.5, '0.5'],
		[true, 'true'],
		['00219', '00219'],
	])('accepts %p from an expression', (raw, expected) => {
		expect(read(raw, 'Account Number')).toBe(expected);
	});

	it.each([
		'6.46181E+17',
		'6,46181E+17',
		'6.46181e17',
		'6E+17',
		' 6.46181E+17 ',
		'1.5e-7',
		'10203049.0',
		'646.2E+15',
		'12,3E+10',
		'#N/A',
		'#REF!',
		'#ERROR!',
		'#SPILL!',
		'#CALC!',
		'#N/D',
		'#¡VALOR!',
		'#¿NOMBRE?',
		'#¡DIV/0!',
		'#NOME?',
		'######',
	])('refuses %s, which a spreadsheet made', (text) => {
		expect(() => read(text, 'Account Number')).toThrow(
			`Account Number was changed by a spreadsheet to "${text.trim()}". Format the column as text`,
		);
	});

	it.each([
		'646181',
		'0010203049',
		'1E10',
		'GE04292393',
		'123e4567-e89b-12d3-a456-426614174000',
		'6.46181E+17 pesos',
		'1.234.567-8',
		'12.0',
		'#1',
		'#',
		'#VALOR',
		'#pedido-7!',
		'',
	])('accepts %j, which a spreadsheet need not have made', (text) => {
		expect(read(text, 'Account Number')).toBe(text === '' ? undefined : text);
	});

	// JSON.parse turns 646180157000000004 into 646180157000000000.
	it.each([JSON.parse('646180157000000004') as number, 1e21, -(2 ** 53), Infinity])(
		'rejects the number %p, because its last digits may be wrong',
		(raw) => {
			expect(() => read(raw, 'Account Number')).toThrow(
				/^Account Number is the number .*\. Pass it as text$/,
			);
		},
	);
});

describe('an optional field', () => {
	const user = locator({ displayName: 'User', search: 'searchUsers', idPlaceholder: 'e.g. 1' });
	const { property, read } = optional(user);

	it.each([undefined, null, '', '  ', { mode: 'list', value: '' }, { mode: 'id', value: null }])(
		'is undefined for %j',
		(raw) => {
			expect(() => user.read(raw, 'User')).toThrow('User is empty');
			expect(read(raw, 'User')).toBeUndefined();
		},
	);

	it('is read as before if it has a value, and is not required', () => {
		expect(read({ mode: 'id', value: ' u1 ' }, 'User')).toBe('u1');
		expect([user.property.required, property.required]).toEqual([true, undefined]);
	});
});
