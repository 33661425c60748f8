import type { INode, INodeParameters } from 'n8n-workflow';
import { tool } from '../../e2e/tests/agentWorkflow';
import type { Stack } from '../../e2e/stack';
import {
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_SAVINGS_ID,
} from '../../sandbox/killb/seeded-ids';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../test/engine/killb/accountForms';
import { byId } from '../../test/engine/kernelhost/kernelHostSandbox';

/** Retry On Fail as a user switches it on, without a long wait. */
export const WITH_RETRIES: Partial<INode> = {
	...{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
};

/** A value that the client or model gives. */
const given = (name: string, description: string, type = 'string') =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;

/** Orders the product that the client names, under a key for each call. */
export function orderTool(stack: Stack, name: string, rest: Partial<INode> = {}): INode {
	return {
		...tool(stack, 'kernelHost', name, {
			...{ resource: 'order', operation: 'create' },
			productId: byId(given('product', 'the ID of the product')),
			...{ billingCycle: 'monthly', idempotencyMode: 'automatic' },
		}),
		...rest,
	};
}

/** Pays the amount that the client names to the receiver that it names. */
export function payoutTool(stack: Stack, name: string): INode {
	const receiver: INodeParameters = {
		...PERSON_HOLDER,
		...ACCOUNT_FORMS['PSE']?.form,
		firstName: given('receiver', 'the first name of the receiver'),
	};
	return tool(stack, 'killB', name, {
		...{ resource: 'payout', operation: 'create', externalIdMode: 'automatic' },
		preFundAccountId: byId(SEEDED_PREFUND_ID),
		amount: given('amount', 'how much, in Colombian pesos', 'number'),
		...{ beneficiaryType: 'BANK', ...receiver },
	});
}

/** Withdraws the amount that the client names: a write without a key. */
export function withdrawalTool(stack: Stack, name: string): INode {
	return tool(stack, 'killB', name, {
		...{ resource: 'savings', operation: 'withdraw' },
		savingsAccountId: SEEDED_SAVINGS_ID,
		externalAccountId: byId(SEEDED_ACCOUNT_ID),
		amount: given('amount', 'how much, in US dollars', 'number'),
		comment: 'Rent',
	});
}
