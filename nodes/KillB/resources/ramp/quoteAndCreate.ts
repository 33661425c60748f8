import { named, objectIn, operation, optionalAmount } from '../../../shared/operation';
import { quotationComparisons, rampComparisons } from '../../data/comparisons';
import { quotationBody, quotationFields, quotationJson } from '../../data/quotation';
import { rampBody, rampFields } from '../../data/ramp';
import { existingRamp, findRamp } from './existingRamp';
import { checkExpiry, checkId, checkLimits } from './quotationChecks';

/**
 * A quotation and its ramp in one step, within limits of the user's own, and before the price runs
 * out.
 *
 * A ramp that is there under the external id is given back before anything is asked for: what KillB
 * answers to a repeated `externalId` is not documented (killb.md 7), and a repetition must neither
 * quote nor exchange again.
 */
export const quoteAndCreate = operation({
	name: 'Quote and Create',
	action: 'Quote and create ramp',
	description:
		'Ask for a quotation, check it against your limits, and start the exchange at once. A refused quotation exchanges nothing.',
	endpoint: 'POST /api/v2/ramps',
	idempotent: { member: 'externalId', find: findRamp },
	effect: 'movesMoney',
	creates: true,
	fields: {
		...quotationFields,
		minimumReceived: optionalAmount({
			displayName: 'Minimum Received',
			description: 'Start the exchange only if at least this much of the To Currency arrives',
			placeholder: 'e.g. 98.5',
			hint: 'Set at least one of the two limits. Without any, whatever KillB quotes is accepted.',
		}),
		maximumSent: optionalAmount({
			displayName: 'Maximum Sent',
			description: 'Start the exchange only if at most this much of the From Currency is sent',
			placeholder: 'e.g. 400000',
		}),
		...rampFields,
		quotationFieldsJson: named('Quotation Fields (JSON)', quotationJson),
	},
	run: async ({ values, request, api, key }) => {
		// Made first: what can't be sent must not cost a quotation.
		const asked = quotationBody(values, values.quotationFieldsJson);
		const body = rampBody(values);

		const externalId = String(key);
		const existing = await findRamp(api, externalId);
		const comparisons = [...rampComparisons(body), ...quotationComparisons(asked)];
		if (existing) return existingRamp(existing, externalId, comparisons);

		const path = '/api/v2/quotations';
		const answer = await api.send({
			method: 'POST',
			path,
			body: asked,
			// A quotation moves no money and runs out by itself.
			repeatable: true,
			changesNothing: true,
		});
		const quotation = objectIn(answer);
		const quotationId = checkId(quotation);
		checkLimits(quotation, values);
		checkExpiry(quotation, answer, Date.now());
		const ramp = objectIn(await request({ body: { ...body, quotationId } }));
		// Another execution may have been faster, or the answer of the first try was lost: KillB then
		// has the ramp of that quotation.
		const isOfAnother = ramp.quotationId !== undefined && ramp.quotationId !== quotationId;
		if (isOfAnother) return existingRamp(ramp, externalId, comparisons);
		return { ...ramp, quotation, idempotency: { alreadyCreated: false } };
	},
});
