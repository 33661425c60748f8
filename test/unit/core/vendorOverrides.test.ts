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

	it('replace each list of final statuses by itself', () => {
		const { finalStatuses } = vendorOverrides({ finalStatuses: { order: ['paid'] } });
		expect(finalStatuses).toEqual({ ...ASSUMED.finalStatuses, order: ['paid'] });
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
			'must only have members named actionField, configOptionsField, webhookUrlField, webhookEmptyValue, pageParameter, limitParameter, cursorParameter, signedPath, signatureDigits, statusField, powerField, finalStatuses, not "constructor".',
		],
		['{"__proto__":{}}', 'must only have members named'],
		['{"actionField":7}', 'must have a name as actionField, not 7.'],
		['{"actionField":" "}', 'must have a name as actionField, not " ".'],
		['{"pageParameter":null}', 'must have a name or "" as pageParameter, not null.'],
		['{"webhookEmptyValue":"null"}', 'must have null or "" as webhookEmptyValue, not "null".'],
		[
			'{"finalStatuses":{"order":"paid"}}',
			'must have lists of texts named order, start, stop, reboot, reinstall, suspend, unsuspend, failed as finalStatuses, not {"order":"paid"}.',
		],
		['{"finalStatuses":{"orders":[]}}', 'must have lists of texts named order, '],
		['{"finalStatuses":{"order":[7]}}', 'must have lists of texts named order, '],
		['{"finalStatuses":[]}', 'must have lists of texts named order, '],
		['{"signedPath":"all"}', 'must have "belowApiRoot" or "fullPath" as signedPath, not "all".'],
	])('are rejected each time if they are %j', (given, message) => {
		const read = () => vendorOverrides(given);
		const rejected = `Vendor Overrides of the KernelHost credential ${message}`;
		expect(read).toThrow(rejected);
		expect(read).toThrow(rejected);
	});
});
