import { ASSUMED, vendorOverrides } from '../../../core/kernelhost/overrides';

describe('Vendor Overrides', () => {
	it.each([undefined, null, '', ' \n', '{}', {}])(
		'keep every assumption if they are %j',
		(given) => {
			expect(vendorOverrides(given)).toEqual(ASSUMED);
		},
	);

	it('replace the assumptions that they name, as text or as an object', () => {
		const given = { actionField: ' command ', webhookEmptyValue: '', pageParameter: '' };
		const read = { ...ASSUMED, actionField: 'command', webhookEmptyValue: '', pageParameter: '' };
		expect(vendorOverrides(JSON.stringify(given))).toEqual(read);
		expect(vendorOverrides(given)).toEqual(read);
	});

	it('are read again after a change', () => {
		expect(vendorOverrides('{"actionField":"a"}').actionField).toBe('a');
		expect(vendorOverrides('{"actionField":"b"}').actionField).toBe('b');
		expect(vendorOverrides('').actionField).toBe('action');
	});

	it.each([
		['{"actionField"', 'must be valid JSON'],
		['[]', 'must be a JSON object, such as {"actionField": "command"}.'],
		['"x"', 'must be a JSON object'],
		[7, 'must be a JSON object'],
		[
			'{"constructor":"x"}',
			'must have known members only, and "constructor" is none of actionField, configOptionsField, webhookUrlField, webhookEmptyValue, pageParameter, limitParameter, cursorParameter, signedPath.',
		],
		['{"__proto__":{}}', 'must have known members only, and "__proto__" is none of'],
		['{"actionField":7}', 'must have a name as actionField, and it is 7.'],
		['{"actionField":" "}', 'must have a name as actionField, and it is " ".'],
		['{"pageParameter":null}', 'must have a name or "" as pageParameter, and it is null.'],
		[
			'{"webhookEmptyValue":"null"}',
			'must have null or "" as webhookEmptyValue, and it is "null".',
		],
		[
			'{"signedPath":"all"}',
			'must have "belowApiRoot" or "fullPath" as signedPath, and it is "all".',
		],
	])('are rejected each time if they are %j', (given, message) => {
		const read = () => vendorOverrides(given);
		const rejected = `Vendor Overrides of the KernelHost credential ${message}`;
		expect(read).toThrow(rejected);
		expect(read).toThrow(rejected);
	});
});
