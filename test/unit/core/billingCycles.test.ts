import { type BillingCycle, billingCyclesIn } from '../../../core/kernelhost/billingCycles';

describe('the billing cycles of a product', () => {
	it.each<[string, unknown, BillingCycle[]]>([
		[
			'prices by cycle',
			{ prices: { monthly: '4.99', annually: 49 } },
			[
				{ name: 'monthly', price: '4.99' },
				{ name: 'annually', price: '49' },
			],
		],
		[
			'names in a list',
			{ billing_cycles: ['monthly', ' yearly ', ''] },
			[{ name: 'monthly' }, { name: 'yearly' }],
		],
		[
			'objects in a list',
			{ cycles: [{ cycle: 'monthly', price: 5 }, { billing_cycle: 'yearly' }, { days: 30 }, 7] },
			[{ name: 'monthly', price: '5' }, { name: 'yearly' }],
		],
		[
			'objects by cycle',
			{ pricing: { monthly: { amount: '5' }, setup: '1', note: 'x' } },
			[{ name: 'monthly', price: '5' }],
		],
		[
			'a cycle that is not offered',
			{ pricing: { monthly: '5', quarterly: '-1.00' } },
			[{ name: 'monthly', price: '5' }],
		],
		[
			'prices with their own currency, or the product’s',
			{ currency: 'EUR', prices: [{ cycle: 'monthly', price: '5', currency: 'USD' }, 'yearly'] },
			[
				{ name: 'monthly', price: '5', currency: 'USD' },
				{ name: 'yearly', currency: 'EUR' },
			],
		],
		['an envelope', { data: { prices: { monthly: '5' } } }, [{ name: 'monthly', price: '5' }]],
		[
			'the first member that has any',
			{ cycles: [], prices: { monthly: 1 } },
			[{ name: 'monthly', price: '1' }],
		],
		['none', { id: 42, prices: null, product: 'KVM' }, []],
		['no object', 'monthly', []],
	])('are read from %s', (_, product, cycles) => {
		expect(billingCyclesIn(product)).toEqual(cycles);
	});
});
