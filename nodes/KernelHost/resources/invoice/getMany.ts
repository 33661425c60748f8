import { operation } from '../../../shared/operation/operation';
import { pagedListFields, readList } from '../../readList';

/** GET /v1/billing/invoices: own invoices, "paginated" (kernelhost.md sections 4 and 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many invoices',
	description: 'List your invoices',
	endpoint: 'GET /v1/billing/invoices',
	fields: pagedListFields,
	run: async ({ values, api }) => await readList(api, '/v1/billing/invoices', 'invoices', values),
});
