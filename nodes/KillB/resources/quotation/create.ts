import { operation } from '../../../shared/operation';
import { quotationBody, quotationFields, quotationJson } from '../../data/quotation';

/**
 * POST /api/v2/quotations (killb.md 6). A quotation moves no money and expires by itself, so it may
 * be retried.
 */
export const create = operation({
	name: 'Create',
	action: 'Create quotation',
	description: 'Ask for a price that a ramp can use until it runs out, usually after 30 seconds',
	endpoint: 'POST /api/v2/quotations',
	repeatable: true,
	effect: 'none',
	fields: { ...quotationFields, additionalFieldsJson: quotationJson },
	body: ({ additionalFieldsJson, ...values }) => quotationBody(values, additionalFieldsJson),
});
