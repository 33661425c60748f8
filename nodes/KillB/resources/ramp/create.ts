import { operation, requiredText } from '../../../shared/operation';
import { rampComparisons } from '../../data/comparisons';
import { rampBody, rampFields } from '../../data/ramp';
import { findRamp } from './existingRamp';

/** POST /api/v2/ramps (killb.md 7). */
export const create = operation({
	name: 'Create',
	action: 'Create ramp',
	description:
		'Start an exchange at the price of a quotation. From a pre-funded balance, money moves at once.',
	endpoint: 'POST /api/v2/ramps',
	idempotent: { member: 'externalId', find: findRamp },
	effect: 'movesMoney',
	creates: true,
	compare: ({ quotationId }, body) => [
		{ label: 'Quotation ID', asked: quotationId, path: ['quotationId'] },
		...rampComparisons(body),
	],
	fields: {
		quotationId: requiredText({
			everyPart: true,
			displayName: 'Quotation ID',
			description: 'The quotation to use, once and before it runs out (30 seconds as a rule)',
			placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
			hint: 'This starts an exchange; from a pre-funded balance it moves money at once',
		}),
		...rampFields,
	},
	body: ({ quotationId, ...values }) => ({
		...rampBody(values),
		quotationId: quotationId.trim(),
	}),
});
