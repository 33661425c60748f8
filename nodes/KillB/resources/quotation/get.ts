import { operation } from '../../../shared/operation';
import { quotationId } from './quotationId';

/** GET /api/v2/quotations/{id} (killb.md 6). */
export const get = operation({
	name: 'Get',
	action: 'Get quotation',
	description: 'Get a quotation by ID',
	endpoint: 'GET /api/v2/quotations/{quotationId}',
	fields: { quotationId },
});
