import { amount, jsonObject, operation, required, when } from '../../../shared/operation';
import { additionalJson } from '../../data/json';
import { receiverComparisons } from '../../data/comparisons';
import { accountData } from '../../data/accounts/data';
import { accountFields } from '../../data/accounts/form';
import { AS_JSON, BENEFICIARY_RAILS, beneficiaryType } from '../../data/beneficiary';
import { maximumAmountLike, requireAtMost } from '../../data/maximumAmount';
import { PAYOUT_ENDS } from '../../data/statuses';
import { findByExternalId } from '../../findByExternalId';
import { preFundAccountLocator } from '../../locators';

const additionalFieldsJson = additionalJson(
	'More members of the receiver’s account',
	'{ "middleName": "Carlos" }',
);

/** POST /api/v2/payouts (killb.md 8). */
export const create = operation({
	name: 'Create',
	action: 'Create payout',
	description: 'Send Colombian pesos from a pre-funded balance to a receiver in Colombia',
	endpoint: 'POST /api/v2/payouts',
	idempotent: {
		header: true,
		member: 'externalId',
		find: async (api, externalId) =>
			await findByExternalId(api, { path: '/api/v2/payouts', resource: 'payouts' }, externalId),
	},
	effect: 'movesMoney',
	creates: true,
	waitUntil: { endpoint: 'GET /api/v2/payouts/{id}', states: PAYOUT_ENDS },
	compare: ({ amount: asked }, { beneficiary }) => [
		{ label: 'Amount', asked, path: ['amount'] },
		...receiverComparisons(beneficiary),
	],
	fields: {
		preFundAccountId: preFundAccountLocator,
		amount: amount({
			displayName: 'Amount',
			description: 'Amount to pay out, in Colombian pesos',
			placeholder: 'e.g. 80000',
			hint: 'This moves money',
		}),
		maximumAmount: maximumAmountLike('e.g. 500000'),
		beneficiaryType,
		...accountFields('beneficiaryType', BENEFICIARY_RAILS, { within: { additionalFieldsJson } }),
		beneficiaryJson: when(
			{ beneficiaryType: [AS_JSON] },
			required(
				jsonObject({
					displayName: 'Beneficiary (JSON)',
					description:
						'Type and account of the receiver with KillB’s field names, sent unchanged. KillB’s guides also mention the types PSE and ACH_CO.',
					placeholder: '{ "type": "PSE", "account": { "bankCode": "001" } }',
				}),
			),
		),
	},
	body: (values) => {
		const { preFundAccountId, amount: sent, beneficiaryType: type } = values;
		requireAtMost(sent, values.maximumAmount);
		if (type === AS_JSON) {
			return { preFundAccountId, amount: sent, beneficiary: values.beneficiaryJson };
		}
		const account = accountData(BENEFICIARY_RAILS[type], values);
		return { preFundAccountId, amount: sent, beneficiary: { type, account } };
	},
});
