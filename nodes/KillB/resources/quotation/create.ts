import { operation } from '../../../shared/operation';
import { quotationBody, quotationForm } from '../../data/quotation';

/**
 * POST /api/v2/quotations (killb.md 6). A quotation moves no money and expires by itself, so it may
 * be retried.
 */
export const create = operation({
	name: 'Create',
	action: 'Create quotation',
	description: 'Get a price that a ramp can use until it expires, usually after 30 seconds',
	endpoint: 'POST /api/v2/quotations',
	repeatable: true,
	effect: 'none',
	fields: quotationForm,
	body: ({ additionalFields, ...values }) =>
		quotationBody(values, additionalFields.additionalFieldsJson),
});
