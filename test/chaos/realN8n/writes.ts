import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Stack } from '../../support/n8n/stack';
import { tool } from '../../support/n8n/agentWorkflow';
import type { Records } from '../../../sandbox';
import type { FaultRequest } from '../../../sandbox/shared/faults';
import {
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_SAVINGS_ID,
} from '../../../sandbox/killb/seededIds';
import { byId } from '../../support/kernelhost/kernelHostSandbox';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';

/** A write as a tool whose caller chooses the values. */
export interface Write {
	/** the tool, by its name */
	toolOf: (stack: Stack, name: string, settings?: Partial<INode>) => INode;
	/** what the caller passes */
	input: IDataObject;
	/** what the answer must then show, under the service's names */
	asked: IDataObject;
	/** the request that it makes */
	route: Pick<FaultRequest, 'service' | 'method' | 'path'>;
	/** how many of them the service has executed */
	there: (records: Records) => number;
}

/** Retry On Fail as a user switches it on, without a long wait. */
export const WITH_RETRIES: Partial<INode> = {
	retryOnFail: true,
	maxTries: 3,
	waitBetweenTries: 100,
};

/** A value that the caller passes. */
const given = (name: string, description: string, type = 'string') =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;

/** Orders the product that the caller names. */
export const ORDER: Write = {
	toolOf: withParameters('kernelHost', {
		resource: 'order',
		operation: 'create',
		idempotencyMode: 'automatic',
		productId: byId(given('product', 'the ID of the product')),
		billingCycle: 'monthly',
	}),
	input: { product: '42' },
	asked: { product_id: 42 },
	route: { service: 'kernelhost', method: 'POST', path: '/v1/orders' },
	there: ({ kernelhost }) => kernelhost.orders.length,
};

/** Pays the amount that the caller names to the receiver that it names. */
export const PAYOUT: Write = {
	toolOf: withParameters('killB', {
		resource: 'payout',
		operation: 'create',
		externalIdMode: 'automatic',
		preFundAccountId: byId(SEEDED_PREFUND_ID),
		amount: given('amount', 'how much, in Colombian pesos', 'number'),
		beneficiaryType: 'BANK',
		...PERSON_HOLDER,
		...ACCOUNT_FORMS['PSE']?.form,
		firstName: given('receiver', 'the first name of the receiver'),
	}),
	input: { amount: 8000, receiver: 'Ana' },
	asked: { amount: 8000 },
	route: { service: 'killb', method: 'POST', path: '/payouts' },
	there: ({ killb }) => killb.payouts.length,
};

/** Withdraws the amount that the caller names: a write without a key. */
export const withdrawalTool = withParameters('killB', {
	resource: 'savings',
	operation: 'withdraw',
	sendAgainIfUnknown: false,
	savingsAccountId: SEEDED_SAVINGS_ID,
	externalAccountId: byId(SEEDED_ACCOUNT_ID),
	amount: given('amount', 'how much, in US dollars', 'number'),
	comment: 'Rent',
});

/** Each situation has its own amount: an outcome that stays unknown must not affect another one. */
export function withdrawalOf(amount: number): Write {
	return {
		toolOf: withdrawalTool,
		input: { amount },
		asked: { amount },
		route: { service: 'killb', method: 'POST', path: '/savings/withdrawal' },
		there: ({ killb }) => killb.withdrawals.length,
	};
}

function withParameters(
	service: 'kernelHost' | 'killB',
	parameters: INodeParameters,
): Write['toolOf'] {
	return (stack, name, settings = {}) => ({
		...tool(stack, service, name, parameters),
		...settings,
	});
}
