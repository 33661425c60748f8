import { operation } from '../../../shared/operation';
import { ADVICE } from '../../overrides';
import { listOf, pagedListFields } from '../../readList';

/** GET /v1/billing/invoices: own invoices, "paginated" (kernelhost.md 4 and 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many invoices',
	description: 'List your invoices',
	endpoint: 'GET /v1/billing/invoices',
	fields: pagedListFields,
	advice: ADVICE.list,
	run: listOf('invoices'),
});
