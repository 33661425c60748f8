import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_PREFUND_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { byId as serviceId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';
import { QUOTATION_BODY, QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';
import { newQuotation } from '../killb/newQuotation';
import { PERSON_FORM } from '../../support/killb/people';

const killB = KillBSandbox.forEachTest();
const kernelHost = KernelHostSandbox.forThisFile();

const OWN: INodeParameters = { externalIdMode: 'own', externalId: 'invoice-7' };
const PAYOUT: INodeParameters = {
	preFundAccountId: byId(SEEDED_PREFUND_ID),
	amount: '50000',
	beneficiaryType: 'BANK',
	...PERSON_HOLDER,
	...ACCOUNT_FORMS.PSE?.form,
	...OWN,
};

describe.each(['same', 'conflict'] as const)(
	'an external ID used for something else (KillB responds with "%s")',
	(repeatedExternalId) => {
		beforeEach(() => killB.state.update('killb', { repeatedExternalId }));

		it('is an error that names both amounts, and nothing is paid', async () => {
			await killB.run('payout.create', PAYOUT);
			const { error, items } = await killB.run('payout.create', { ...PAYOUT, amount: '70000' });
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				'KillB already has a different record under "invoice-7": Amount is 50000, not 70000. Nothing was done now',
			);
			expect(killB.state.killb.payouts.byId.size).toBe(1);
		});

		it('is an error that names both receivers of the same amount', async () => {
			await killB.run('payout.create', PAYOUT);
			const { error } = await killB.run('payout.create', { ...PAYOUT, lastName: 'Smith' });
			expect(error?.message).toMatch(/Last Name is .+, not Smith/);
		});

		it('returns the existing payout if it is the same', async () => {
			const first = await killB.run('payout.create', PAYOUT);
			const { items, error } = await killB.run('payout.create', { ...PAYOUT, amount: '50000.00' });
			expect(error).toBeUndefined();
			expect(items[0]?.json.id).toBe(first.items[0]?.json.id);
		});

		it('is an error that names both quotations of a ramp', async () => {
			const create = async (amount: number) => {
				const { id } = await newQuotation(killB, { ...QUOTATION_BODY, amount });
				return await killB.run('ramp.create', { quotationId: id, ...RECEIVER_FORM, ...OWN });
			};
			await create(400_000);
			const { error } = await create(500_000);
			expect(error?.message).toMatch(/under "invoice-7": Quotation ID is .+, not .+/);
			expect(killB.state.killb.ramps.size).toBe(1);
		});

		it('is an error that names both amounts of Quote and Create, which requests no quotation', async () => {
			const create = async (amount: string) =>
				await killB.run('ramp.quoteAndCreate', {
					...QUOTATION_FORM,
					...RECEIVER_FORM,
					...OWN,
					amount,
				});
			await create('400000');
			killB.state.journal.clear();
			const { error } = await create('500000');
			expect(error?.message).toMatch(/Amount is 400000, not 500000/);
			expect(killB.bodies('POST', /quotations/)).toEqual([]);
		});

		it('is an error that names both e-mail addresses of a user', async () => {
			const create = async (email: string) =>
				await killB.run('user.create', { ...PERSON_FORM, ...OWN, email });
			await create('ana@killb.example');
			const { error } = await create('luis@killb.example');
			expect(error?.message).toMatch(
				/Email is ana@killb\.example, not luis@killb\.example\. Nothing was done now/,
			);
		});
	},
);

it('an account is compared by its number', async () => {
	const create = async (accountNumber: string) =>
		await killB.run('account.create', {
			accountType: 'PSE',
			...PERSON_HOLDER,
			...ACCOUNT_FORMS.PSE?.form,
			...OWN,
			accountNumber,
		});
	await create('10203040');
	const { error } = await create('50607080');
	expect(error?.message).toMatch(/Account Number is 10203040, not 50607080/);
});

it('an account that KillB rejects as existing says that nothing was done now', async () => {
	killB.state.update('killb', { repeatedExternalId: 'conflict' });
	const create = async () =>
		await killB.run('account.create', {
			accountType: 'PSE',
			...PERSON_HOLDER,
			...ACCOUNT_FORMS.PSE?.form,
			...OWN,
		});
	await create();
	const { error } = await create();
	expect(error?.message).toBe('externalId already exists');
	expect(error?.description).toMatch(/^Nothing was done now\. /);
});

it('several accounts of a ramp are compared', async () => {
	const create = async (amount: string) =>
		await killB.run('ramp.quoteAndCreate', {
			...QUOTATION_FORM,
			...RECEIVER_FORM,
			...OWN,
			amount: '50',
			amountIs: 'received',
			receiver: 'several',
			accounts: {
				rows: [
					{ id: byId(SEEDED_WALLET_ID), amount },
					{ id: byId(SEEDED_WALLET_ID), amount: `=${50 - Number(amount)}` },
				],
			},
		});
	await create('20');
	const { error } = await create('30');
	expect(error?.message).toMatch(/Accounts 1 › amount is 20, not 30/);
});

describe.each(['body', 'bodyAndPath'] as const)(
	'a reference that is used for two servers (KernelHost compares %s)',
	(compares) => {
		it('reboots both, and returns the right one to each', async () => {
			kernelHost.state.update('idempotency', { compares });
			const [one, two] = [...kernelHost.state.kernelhost.services.keys()];
			const reboot = async (id: number | undefined) =>
				await kernelHost.run('service.reboot', {
					serviceId: serviceId(String(id)),
					idempotencyMode: 'reference',
					businessReference: 'maintenance-7',
				});
			const results = [await reboot(one), await reboot(two), await reboot(two)];
			expect(results.map(({ items }) => items[0]?.json.service_id)).toEqual([one, two, two]);
			expect(kernelHost.state.kernelhost.actions).toHaveLength(2);
		});
	},
);

it('an action whose response is about another server is an error', async () => {
	kernelHost.state.faults.add([
		{ service: 'kernelhost', path: '/actions', status: 202, body: { id: 1, service_id: 9 } },
	]);
	const { error } = await kernelHost.run('service.reboot', { serviceId: serviceId('5001') });
	expect(error?.message).toMatch(/Service is 9, not 5001\. Nothing was done now/);
});

it('an order whose response is about another product is an error', async () => {
	kernelHost.state.faults.add([
		{ service: 'kernelhost', path: '/v1/orders', status: 201, body: { id: 1, product_id: 43 } },
	]);
	const { error } = await kernelHost.run('order.create', {
		productId: serviceId('42'),
		billingCycle: 'monthly',
		idempotencyMode: 'reference',
		businessReference: 'pay-77',
	});
	expect(error?.message).toMatch(/under "pay-77": Product is 43, not 42/);
});
