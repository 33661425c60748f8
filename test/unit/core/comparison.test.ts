import { differences } from '../../../core/idempotency';

const amount = (asked: unknown) => [{ label: 'Amount', asked, path: ['amount'] }];

describe('comparing a record with the request', () => {
	it('names both values if they differ', () => {
		expect(differences({ amount: 50000 }, amount(70000))).toEqual([
			{ label: 'Amount', asked: '70000', found: '50000' },
		]);
	});

	it.each([
		[80000, '80000.00'],
		['1250.50', 1250.5],
		[0.1, '0.10'],
		['Ana@Example.com ', 'ana@example.com'],
		['1.020.304-5', '10203045'],
		['Pen\u0303a', 'Pe\u00f1a'],
		['10203040', '****3040'],
		['CLABE 646180', 'clabe646180'],
	])('accepts %j for %j', (asked, found) => {
		expect(differences({ amount: found }, amount(asked))).toEqual([]);
	});

	it.each([
		['0012', '12'],
		['80.001', '80.002'],
		['Doe', 'Smith'],
		[5001, '5002'],
	])('does not accept %j for %j', (asked, found) => {
		expect(differences({ amount: found }, amount(asked))).toHaveLength(1);
	});

	it.each([
		['the record does not say it', {}],
		['the record says nothing', { amount: null }],
		['the record has an object there', { amount: { value: 1 } }],
		['there is no record', undefined],
		['the record is a list', []],
	])('claims nothing if %s', (_what, record) => {
		expect(differences(record, amount(7))).toEqual([]);
	});

	it('ignores members that were not requested', () => {
		expect(differences({ amount: 7 }, amount(undefined))).toEqual([]);
	});

	it('compares the requested members one by one', () => {
		const asked = { accountNumber: '1', name: 'Ana' };
		expect(
			differences({ account: { accountNumber: '2', name: 'ANA', bank: 'x' } }, [
				{ label: 'Account', asked, path: ['account'] },
			]),
		).toEqual([{ label: 'Account › accountNumber', asked: '1', found: '2' }]);
	});

	it('compares list entries and the number of entries', () => {
		const compare = (asked: unknown, found: unknown) =>
			differences({ accounts: found }, [{ label: 'Accounts', asked, path: ['accounts'] }]);
		expect(compare([{ id: 'a' }], [{ id: 'b' }])).toEqual([
			{ label: 'Accounts 1 › id', asked: 'a', found: 'b' },
		]);
		expect(compare([1, 2], [1])).toEqual([
			{ label: 'Accounts', asked: '2 entries', found: '1 entries' },
		]);
	});

	it.each(['data', 'order', 'payout'])('looks inside the envelope "%s"', (envelope) => {
		expect(differences({ [envelope]: { amount: 1 } }, amount(2))).toHaveLength(1);
	});

	it('ignores inherited members', () => {
		expect(differences(Object.create({ amount: 1 }), amount(2))).toEqual([]);
	});
});
