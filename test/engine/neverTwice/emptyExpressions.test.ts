import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEEDED_PREFUND_ID, SEEDED_SAVINGS_ID } from '../../../sandbox';
import { byId as productId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';
import { QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const killB = KillBSandbox.forEachTest();
const kernelHost = KernelHostSandbox.forThisFile();

/** The output of an earlier node in place of the value. */
const NOTHINGS: IDataObject[] = [{}, { it: null }, { it: '' }, { it: '  ' }, { it: [] }];
const IT = '={{ $json.it }}';

const PAYOUT: INodeParameters = {
	preFundAccountId: byId(SEEDED_PREFUND_ID),
	amount: '8000',
	beneficiaryType: 'BANK',
	...PERSON_HOLDER,
	...ACCOUNT_FORMS.PSE?.form,
	externalIdMode: 'automatic',
};

async function rejected(operation: `${string}.${string}`, parameters: INodeParameters) {
	for (const item of NOTHINGS) {
		const { error, items } = await killB.run(operation, parameters, { items: [item] });
		expect(error?.message).toMatch(
			/ is empty: its expression \{\{ \$json\.it \}\} returned nothing$/,
		);
		expect(items).toEqual([]);
	}
	expect(killB.ownRequests()).toEqual([]);
}

describe('nothing is sent if a limit’s expression returns nothing', () => {
	it('for the maximum of a payout', async () => {
		await rejected('payout.create', { ...PAYOUT, maximumAmount: IT });
	});

	it.each(['minimumReceived', 'maximumSent'])('for the %s of an exchange', async (limit) => {
		await rejected('ramp.quoteAndCreate', {
			...QUOTATION_FORM,
			...RECEIVER_FORM,
			externalIdMode: 'automatic',
			[limit]: IT,
		});
	});

	it('for the maximum of a withdrawal', async () => {
		await rejected('savings.withdraw', {
			savingsAccountId: SEEDED_SAVINGS_ID,
			externalAccountId: byId('an-account'),
			amount: '1',
			comment: 'A test',
			options: { maximumAmount: IT },
		});
	});
});

describe('nothing is sent if a filter’s expression returns nothing', () => {
	it('for the user of a list of accounts', async () => {
		await rejected('account.getAll', { returnAll: true, filters: { userId: byId(IT) } });
	});

	it('for the IDs of a list of accounts', async () => {
		await rejected('account.getAll', { returnAll: true, filters: { ids: [IT] } });
	});

	it('for the status of a list of ramps', async () => {
		await rejected('ramp.getAll', { filters: { status: IT } });
	});

	it('for the user of a new account', async () => {
		await rejected('account.create', {
			accountType: 'PSE',
			...PERSON_HOLDER,
			...ACCOUNT_FORMS.PSE?.form,
			userId: byId(IT),
		});
	});

	it('for the documents that are signed at once', async () => {
		await rejected('document.signMany', { options: { body: IT } });
	});

	it('for a part of a filter', async () => {
		const filters = { externalId: '=order-{{ $json.id }}' };
		const { error } = await killB.run('ramp.getAll', { filters }, { items: [{}] });
		expect(error?.message).toBe(
			'Filters › External ID is empty: its expression {{ $json.id }} returned nothing',
		);
	});
});

it('an optional member of a body is left out if its expression returns nothing', async () => {
	const { error } = await killB.run('user.update', {
		userId: byId('4d23aa52-1b40-4584-a8ea-58aba6099c5c'),
		userType: 'PERSON',
		personChanges: { firstName: 'Ana', middleName: IT },
	});
	expect(killB.bodies('PATCH', /users/)).toEqual([{ firstName: 'Ana' }]);
	expect(error?.message).not.toMatch(/returned nothing/);
});

describe('a reference with a missing part', () => {
	it.each([
		'=order-{{ $json.payment.id }}',
		'={{ "order-" + $json.payment.id }}',
		'={{ `order-${$json.payment.id}` }}',
		'=order-{{ $json.number }}-{{ $json.payment.id }}',
		'={{ ["order", $json.payment.id].join("-") }}',
	])('orders nothing, and names the part: %s', async (businessReference) => {
		const { error } = await kernelHost.run(
			'order.create',
			{
				productId: productId('42'),
				billingCycle: 'monthly',
				idempotencyMode: 'reference',
				businessReference,
			},
			{ items: [{ number: 7, payment: {} }] },
		);
		expect(error?.message).toBe(
			'Business Reference is empty: its expression {{ $json.payment.id }} returned nothing',
		);
		expect(kernelHost.ordersAsked()).toEqual([]);
	});

	it('pays nothing', async () => {
		const externalId = '=order-{{ $json.payment.id }}';
		const own = { ...PAYOUT, externalIdMode: 'own', externalId };
		const { error } = await killB.run('payout.create', own, { items: [{ payment: {} }] });
		expect(error?.message).toMatch(/^External ID is empty/);
		expect(killB.ownRequests()).toEqual([]);
	});

	it('orders nothing if a calculation hides the missing part', async () => {
		const { error } = await kernelHost.run(
			'order.create',
			{
				productId: productId('42'),
				billingCycle: 'monthly',
				idempotencyMode: 'reference',
				businessReference: '={{ String($json.payment) }}',
			},
			{ items: [{}] },
		);
		expect(error?.message).toMatch(/^Business Reference is .*missing|returned nothing/);
		expect(kernelHost.ordersAsked()).toEqual([]);
	});
});

it('references that look the same are one order and one payout', async () => {
	const looksTheSame = [
		'pay-77',
		'pay-77 ',
		'pay-77\n',
		'\u00a0pay-77',
		'pay\u200b-77',
		'pay\u201177',
	];
	for (const ref of looksTheSame) {
		await kernelHost.run(
			'order.create',
			{
				productId: productId('42'),
				billingCycle: 'monthly',
				idempotencyMode: 'reference',
				businessReference: '={{ $json.ref }}',
			},
			{ items: [{ ref }] },
		);
		const own = { ...PAYOUT, externalIdMode: 'own', externalId: '={{ $json.ref }}' };
		const { items } = await killB.run('payout.create', own, { items: [{ ref }] });
		expect(items[0]?.json.externalId).toBe('pay-77');
	}
	expect(kernelHost.ordersPlaced()).toBe(1);
	expect(killB.state.killb.payouts.byId.size).toBe(1);
});
