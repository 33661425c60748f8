import type { IDataObject } from 'n8n-workflow';
import { invoice, product, service } from '../../../nodes/KernelHost/lists/shown';

const words = (shown: { words: unknown[] }) => shown.words.filter(Boolean);

describe('a product in a list', () => {
	it.each<[IDataObject, string[]]>([
		[
			{ name: 'KVM S', currency: 'EUR', prices: { monthly: '4.99', annually: '49.90' } },
			['KVM S', '4.99 EUR monthly, …'],
		],
		[
			{ title: 'VPN', price: 3, currency: 'EUR', billing_cycle: 'monthly' },
			['VPN', '3 EUR monthly'],
		],
		[
			{ label: 'Web', pricing: [{ amount: '1.00', currency_code: 'USD', cycle: 'yearly' }] },
			['Web', '1.00 USD yearly'],
		],
		[{ name: 'A', prices: { monthly: { price: '2', currency: 'EUR' } } }, ['A', '2 EUR monthly']],
		[{ name: 'Without a price', prices: null }, ['Without a price']],
	])('%j', (entry, shown) => {
		expect(words(product(entry))).toEqual(shown);
	});
});

it('a service shows host name, address, product and status', () => {
	const entry = { hostname: 'a.example', ip_addresses: ['192.0.2.1'], status: 'active' };
	expect(words(service({ ...entry, name: 'KVM S' }))).toEqual([
		'a.example',
		'192.0.2.1',
		'KVM S',
		'active',
	]);
	expect(words(service({ ...entry, product: { name: 'KVM M' } }))).toContain('KVM M');
	expect(words(service({ id: 1 }))).toEqual([]);
});

it('an invoice shows number, day, total and status', () => {
	const entry = { number: 'R-1', issued_at: '2026-04-23T00:38:08Z', status: 'unpaid' };
	expect(words(invoice({ ...entry, amount: '9.98', currency: 'EUR' }))).toEqual([
		'R-1',
		'2026-04-23',
		'9.98 EUR',
		'unpaid',
	]);
});
