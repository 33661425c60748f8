import { additionalInputs, operation, requiredText } from '../../../shared/operation';
import { rampComparisons } from '../../data/comparisons';
import { rampBody, rampDetails, rampFields } from '../../data/ramp';
import { RAMP_ENDS } from '../../data/statuses';
import { findRamp } from './existingRamp';

/** POST /api/v2/ramps (killb.md 7). */
export const create = operation({
	name: 'Create',
	action: 'Create ramp',
	description: 'Start an exchange at a quotation’s price. Pre-funded money moves immediately.',
	endpoint: 'POST /api/v2/ramps',
	idempotent: { member: 'externalId', find: findRamp },
	effect: 'movesMoney',
	creates: true,
	waitUntil: { endpoint: 'GET /api/v2/ramps/{id}', states: RAMP_ENDS },
	compare: ({ quotationId }, body) => [
		{ label: 'Quotation ID', asked: quotationId, path: ['quotationId'] },
		...rampComparisons(body),
	],
	fields: {
		quotationId: requiredText({
			everyPart: true,
			displayName: 'Quotation ID',
			description: 'Quotation to use, once and before it expires (usually 30 seconds)',
			placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
			hint: 'This starts an exchange; from a pre-funded balance, money moves immediately',
		}),
		...rampFields,
		additionalFields: additionalInputs(rampDetails),
	},
	body: ({ quotationId, ...values }) => ({
		...rampBody(values),
		quotationId: quotationId.trim(),
	}),
});
