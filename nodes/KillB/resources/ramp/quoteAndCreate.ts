import {
	additionalInputs,
	guardsTools,
	named,
	objectIn,
	operation,
	optionalAmount,
} from '../../../shared/operation';
import { quotationComparisons, rampComparisons } from '../../data/comparisons';
import { quotationBody, quotationFields, quotationJson } from '../../data/quotation';
import { rampBody, rampDetails, rampFields } from '../../data/ramp';
import { RAMP_ENDS } from '../../data/statuses';
import { existingRamp, findRamp } from './existingRamp';
import { checkExpiry, checkId, checkLimits } from './quotationChecks';

/**
 * A quotation and its ramp in one step, within the user's limits and before the price expires.
 *
 * If a ramp with the external ID exists, it is returned without another request: KillB's answer to
 * a repeated `externalId` is not documented (killb.md 7), and a repetition must neither quote nor
 * exchange again.
 */
export const quoteAndCreate = operation({
	name: 'Quote and Create',
	action: 'Quote and create ramp',
	description: 'Get a quotation and start the exchange, unless the quotation exceeds your limits',
	endpoint: 'POST /api/v2/ramps',
	idempotent: { member: 'externalId', find: findRamp },
	effect: 'movesMoney',
	creates: true,
	waitUntil: { endpoint: 'GET /api/v2/ramps/{id}', states: RAMP_ENDS, keeps: ['quotation'] },
	fields: {
		...quotationFields,
		minimumReceived: guardsTools(
			optionalAmount({
				displayName: 'Minimum Received',
				description: 'Only start the exchange if at least this much of the To Currency arrives',
				placeholder: 'e.g. 98.5',
				hint: 'Set at least one of the two limits. Without a limit, any quotation is accepted.',
			}),
		),
		maximumSent: guardsTools(
			optionalAmount({
				displayName: 'Maximum Sent',
				description: 'Only start the exchange if at most this much of the From Currency is sent',
				placeholder: 'e.g. 400000',
			}),
		),
		...rampFields,
		additionalFields: additionalInputs({
			...rampDetails,
			quotationFieldsJson: named('Quotation Fields (JSON)', quotationJson),
		}),
	},
	run: async ({ values, request, api, key }) => {
		// Built first: invalid input must not cost a quotation.
		const quotationRequest = quotationBody(values, values.additionalFields.quotationFieldsJson);
		const body = rampBody(values);

		const externalId = String(key);
		const existing = await findRamp(api, externalId);
		const comparisons = [...rampComparisons(body), ...quotationComparisons(quotationRequest)];
		if (existing) return existingRamp(existing, externalId, comparisons);

		const path = '/api/v2/quotations';
		const answer = await api.send({
			method: 'POST',
			path,
			body: quotationRequest,
			// A quotation moves no money and expires by itself.
			repeatable: true,
			changesNothing: true,
		});
		const quotation = objectIn(answer);
		const quotationId = checkId(quotation);
		checkLimits(quotation, values);
		checkExpiry(quotation, answer, Date.now());
		const created = await request({ body: { ...body, quotationId } });
		const ramp = objectIn(created);
		// Another execution may have been faster, or the first attempt's answer was lost: KillB then
		// has the ramp of that quotation.
		const isOfAnother = ramp.quotationId !== undefined && ramp.quotationId !== quotationId;
		if (isOfAnother) return existingRamp(ramp, externalId, comparisons);
		const attempts = created.attempts > 1 ? { attempts: created.attempts } : {};
		return { ...ramp, quotation, idempotency: { alreadyCreated: false, ...attempts } };
	},
});
