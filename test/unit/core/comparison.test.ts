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
		['900.123.456', '900123456'],
		['12.345', '12345'],
		[1000.5, '1000.50'],
	])('accepts %j for %j', (asked, found) => {
		expect(differences({ amount: found }, amount(asked))).toEqual([]);
	});

	it.each([
		['0012', '12'],
		['80.001', '80.002'],
		['Doe', 'Smith'],
		[5001, '5002'],
		[10005, 1000.5],
		[10005, '1000.5'],
		[1000.5, 10005],
		['1000.5', '10005'],
		[12345, '12.345'],
		[-5, 5],
		['ana.b@example.com', 'anab@example.com'],
	])('does not accept %j for %j', (asked, found) => {
		expect(differences({ amount: found }, amount(asked))).toHaveLength(1);
	});

	it('counts dots and dashes in a name', () => {
		const product = (asked: string) => [
			{ label: 'Product', asked, path: ['product_id'], isName: true as const },
		];
		expect(differences({ product_id: 'vps-11' }, product('vps-1.1'))).toHaveLength(1);
		expect(differences({ product_id: 'VPS-1.1 ' }, product('vps-1.1'))).toEqual([]);
	});

	it('matches the entries of a list by their IDs, in any order', () => {
		const accounts = [
			{ id: 'a', amount: 1 },
			{ id: 'b', amount: 2 },
		];
		const asked = [{ label: 'Accounts', asked: accounts, path: ['accounts'] }];
		expect(differences({ accounts: [...accounts].reverse() }, asked)).toEqual([]);
		const swapped = [
			{ id: 'b', amount: 1 },
			{ id: 'a', amount: 2 },
		];
		expect(differences({ accounts: swapped }, asked)).toHaveLength(2);
		expect(differences({ accounts: [accounts[0], accounts[0]] }, asked)).toHaveLength(2);
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
