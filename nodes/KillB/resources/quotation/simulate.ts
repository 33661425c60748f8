import { operation } from '../../../shared/operation';
import { quotationBody, quotationForm } from '../../data/quotation';

/** POST /api/v2/quotations/simulation (killb.md 6): nothing is stored, so it may be retried. */
export const simulate = operation({
	name: 'Simulate',
	action: 'Simulate quotation',
	description: 'Calculate the current price of an exchange without creating a quotation',
	endpoint: 'POST /api/v2/quotations/simulation',
	repeatable: true,
	effect: 'none',
	fields: quotationForm,
	body: ({ additionalFields, ...values }) =>
		quotationBody(values, additionalFields.additionalFieldsJson),
});
