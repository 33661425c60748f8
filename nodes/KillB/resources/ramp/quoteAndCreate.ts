import { operation } from '../../../shared/operation/operation';
import { optionalAmount } from '../../../shared/fields/money';
import { objectIn } from '../../../shared/operation/results';
import { named } from '../../../shared/fields/field';
import { quotationComparisons, rampComparisons } from '../../data/comparisons';
import { quotationBody, quotationFields, quotationJson } from '../../data/quotation';
import { rampBody, rampFields } from '../../data/ramp';
import { createOnce, existingRamp, findRamp } from './createOnce';
import { checkExpiry, checkId, checkLimits } from './quotationChecks';

/**
 * A quotation and its ramp in one step, within limits of the user's own, and before the price runs out.
 *
 * A ramp that is there under the external id is given back before anything is asked for: what KillB answers to a repeated
 * `externalId` is not documented (killb.md section 7), and a repetition must neither quote nor exchange again.
 */
export const quoteAndCreate = operation({
	name: 'Quote and Create',
	action: 'Quote and create ramp',
	description:
		'Ask for a quotation, check it against your limits, and start the exchange at once. A refused quotation exchanges nothing.',
	endpoint: 'POST /api/v2/ramps',
	idempotent: { member: 'externalId' },
	effect: 'movesMoney',
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
	run: async ({ values, api, key }) => {
		// Made first: what can't be sent must not cost a quotation.
		const asked = quotationBody(values, values.quotationFieldsJson);
		const ramp = { ...rampBody(values), externalId: String(key) };

		const existing = await findRamp(api, ramp.externalId);
		const comparisons = [...rampComparisons(ramp), ...quotationComparisons(asked)];
		if (existing) return existingRamp(existing, ramp.externalId, comparisons);

		const path = '/api/v2/quotations';
		const answer = await api.send({
			...{ method: 'POST', path, body: asked },
			// A quotation moves no money and runs out by itself.
			...{ repeatable: true, changesNothing: true },
		});
		const quotation = objectIn(answer);
		const quotationId = checkId(quotation);
		checkLimits(quotation, values);
		checkExpiry(quotation, answer, Date.now());
		return await createOnce(api, quotation, { ...ramp, quotationId }, comparisons);
	},
});
