import { requiredText, wholeNumber } from '../../../nodes/shared/fields/fields';
import { rows } from '../../../nodes/shared/fields/objects';

const field = rows({
	displayName: 'Accounts',
	description: 'Who receives',
	addButton: 'Add Account',
	fields: {
		id: requiredText({ displayName: 'ID' }),
		share: wholeNumber({ displayName: 'Share', default: 1, minimum: 1 }),
	},
});
const read = (raw: unknown) => field.read(raw, 'Accounts');

describe('rows of inputs', () => {
	it('are shown as a list to which rows are added', () => {
		expect(field.property).toMatchObject({
			type: 'fixedCollection',
			placeholder: 'Add Account',
			typeOptions: { multipleValues: true },
			options: [{ name: 'rows', values: [{ name: 'id' }, { name: 'share' }] }],
		});
	});

	it.each([
		['the form', { rows: [{ id: 'a', share: 2 }] }],
		['with values of expressions', { rows: [{ id: 'a', share: '2' }] }],
		['as a bare list', [{ id: 'a', share: 2 }]],
		['with members of no input', { rows: [{ id: 'a', share: 2, other: 'left out' }] }],
	])('are read as the form gives them: %s', (_, raw) => {
		expect(read(raw)).toEqual([{ id: 'a', share: 2 }]);
	});

	it.each([undefined, null, {}, [], { rows: [] }])('are undefined if there are none: %j', (raw) => {
		expect(read(raw)).toBeUndefined();
	});

	it.each<[unknown, string]>([
		[[{ id: 'a', share: 1 }, { share: 1 }], 'Accounts, row 2 › ID is empty'],
		[[{ id: 'a', share: 0 }], 'Accounts, row 1 › Share must be a whole number of 1 or more'],
		[['a'], 'Accounts, row 1 must be an object'],
		[[null], 'Accounts, row 1 must be an object'],
		[[[]], 'Accounts, row 1 must be an object'],
		['', 'Accounts must be a list of rows'],
		['a', 'Accounts must be a list of rows'],
		[{ id: 'a' }, 'Accounts must be a list of rows'],
		[{ rows: 'a' }, 'Accounts must be a list of rows'],
		[7, 'Accounts must be a list of rows'],
	])('reject %j and name the row', (raw, message) => {
		expect(() => read(raw)).toThrow(message);
	});
});
