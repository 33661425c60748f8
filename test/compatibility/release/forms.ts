import type { INodeParameters } from 'n8n-workflow';
import {
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_SAVINGS_ID,
	SEEDED_USER_ID,
	SEEDED_VIRTUAL_ACCOUNT_ID,
	SEEDED_WALLET_ID,
} from '../../../sandbox';
import { operations } from '../../../scripts/operationList';
import { INPUTS as KERNELHOST } from '../../support/kernelhost/operationInputs';
import { ACCOUNT_FORMS, accountForm } from '../../support/killb/accountForms';
import { QUOTATION_FORM } from '../../support/killb/exchange';
import { INPUTS as KILLB } from '../../support/killb/operationInputs';
import { COMPANY_FORM } from '../../support/killb/people';
import { SERVICE_ID } from '../replay/given';

/** A form as a user filled it in. */
export interface FilledForm {
	/** type of the node, without the package */
	node: string;
	parameters: INodeParameters;
	/** see `given.ts` */
	given: string[];
}

/** Chosen from the list: the editor also stores the label of the choice. */
const chosen = (value: string, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const ofItem = (name: string) => `={{ $json.${name} }}`;

/** What names an object: chosen from a list, typed, or read from the item. */
const OBJECTS: Record<string, INodeParameters> = {
	kernelHost: {
		productId: chosen('42', 'Product 42'),
		serviceId: byId(String(SERVICE_ID)),
		invoiceId: byId('9001'),
		orderId: ofItem('orderId'),
	},
	killB: {
		userId: chosen(SEEDED_USER_ID, 'Ana Sandoval'),
		accountId: byId(SEEDED_WALLET_ID),
		rampId: byId(ofItem('rampId')),
		payoutId: byId(ofItem('payoutId')),
		preFundAccountId: byId(SEEDED_PREFUND_ID),
		virtualAccountId: byId(SEEDED_VIRTUAL_ACCOUNT_ID),
		documentId: byId(ofItem('documentId')),
		externalAccountId: byId(SEEDED_WALLET_ID),
		quotationId: ofItem('quotationId'),
		savingsAccountId: SEEDED_SAVINGS_ID,
		jobId: ofItem('bulkJobId'),
		customerId: ofItem('customerId'),
	},
};

/** Operations that need another object than the others. */
const OTHERWISE: Record<string, INodeParameters> = {
	'kernelHost.webhook.set': { url: 'http://127.0.0.1:5678/webhook/kernelhost' },
	'killB.account.update': { accountId: byId(SEEDED_ACCOUNT_ID) },
	'killB.apiRequest.send': { path: '/api/v2/customers/profile' },
	'killB.quotation.create': QUOTATION_FORM,
	'killB.quotation.simulate': QUOTATION_FORM,
	'killB.quotation.update': { fromAmount: '300000.5', toAmount: '50.25' },
	'killB.ramp.getReceipt': { rampId: byId(ofItem('completedRampId')) },
	'killB.ramp.quoteAndCreate': QUOTATION_FORM,
	'killB.ramp.update': {
		accounts: { rows: [{ id: byId(SEEDED_WALLET_ID), amount: ofItem('rampAmount') }] },
	},
	'killB.user.uploadCompanyDocument': { userId: byId(ofItem('companyId')) },
};

const GIVEN: Record<string, string[]> = {
	'kernelHost.service.start': ['stoppedService'],
	'kernelHost.service.unsuspend': ['suspendedService'],
	'killB.payout.getAll': ['payoutId'],
	'killB.ramp.getAll': ['rampId'],
	'killB.user.getFavorite': ['favorite'],
	'killB.virtualAccount.getAllWithdrawals': ['withdrawalId'],
	'killB.virtualAccount.getWithdrawals': ['withdrawalId'],
	'kernelHost.webhook.verifyDelivery': ['headers'],
	'killB.webhook.verifyDelivery': ['headers'],
	'killB.webhook.delete': ['webhook'],
	'killB.webhook.get': ['webhook'],
	'killB.webhook.update': ['webhook'],
};

/**
 * One form for each operation of both action nodes, more for those that have several kinds of form,
 * and the triggers.
 */
export function filledForms(): FilledForm[] {
	return [...operations().flatMap(formsOf), ...triggerForms()];
}

function formsOf({ node, resource, operation }: ReturnType<typeof operations>[number]) {
	const id = `${resource}.${operation}`;
	const inputs = (node === 'killB' ? KILLB : KERNELHOST)[id];
	const variants = VARIANTS[`${node}.${id}`] ?? [{}];
	return variants.map((variant) => ({
		node,
		parameters: {
			resource,
			operation,
			...OBJECTS[node],
			...inputs,
			...OTHERWISE[`${node}.${id}`],
			...variant,
		},
		given: GIVEN[`${node}.${id}`] ?? [],
	}));
}

/**
 * An operation that costs or moves money: with the automatic key, and by a reference, the default
 * of a new node.
 */
const BOTH_MARKS: INodeParameters[] = [
	{},
	{ externalIdMode: 'own', externalId: 'order-2026-00042' },
];

const VARIANTS: Record<string, INodeParameters[]> = {
	'kernelHost.order.create': [
		{},
		{ idempotencyMode: 'reference', businessReference: 'order-2026-00042' },
	],
	'killB.payout.create': BOTH_MARKS,
	'killB.ramp.create': BOTH_MARKS,
	'killB.ramp.quoteAndCreate': BOTH_MARKS,
	'killB.account.create': Object.keys(ACCOUNT_FORMS).map(accountForm),
	'killB.user.create': [{}, COMPANY_FORM],
};

function triggerForms(): FilledForm[] {
	const settings = { includeRawBody: true, takeOver: true };
	return [
		{ node: 'kernelHostTrigger', parameters: {}, given: [] },
		{ node: 'kernelHostTrigger', parameters: { events: ['order.*'], settings }, given: [] },
		{ node: 'killBTrigger', parameters: {}, given: [] },
		{ node: 'killBTrigger', parameters: { events: ['RAMP', 'PAYOUT'], settings }, given: [] },
		{ node: 'kernelHostPollingTrigger', parameters: {}, given: [] },
		{ node: 'kernelHostPollingTrigger', parameters: { resource: 'invoice' }, given: [] },
		{ node: 'killBPollingTrigger', parameters: {}, given: ['rampId'] },
		{ node: 'killBPollingTrigger', parameters: { resource: 'payout' }, given: ['payoutId'] },
		{ node: 'killBPollingTrigger', parameters: { resource: 'user' }, given: [] },
	];
}
