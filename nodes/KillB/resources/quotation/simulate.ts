import { operation } from '../../../shared/operation';
import { quotationBody, quotationFields, quotationJson } from '../../data/quotation';

/** POST /api/v2/quotations/simulation (killb.md 6): nothing is stored, so it may be retried. */
export const simulate = operation({
	name: 'Simulate',
	action: 'Simulate quotation',
	description: 'Calculate what an exchange would give now, without a quotation that a ramp can use',
	endpoint: 'POST /api/v2/quotations/simulation',
	repeatable: true,
	effect: 'none',
	fields: { ...quotationFields, additionalFieldsJson: quotationJson },
	body: ({ additionalFieldsJson, ...values }) => quotationBody(values, additionalFieldsJson),
});
