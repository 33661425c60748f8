import { operation } from '../../../shared/operation/operation';
import { pagedListFields, readList } from '../../readList';

/** GET /v1/services: own services, "paginated" (kernelhost.md sections 4 and 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many services',
	description: 'List your servers and other services',
	endpoint: 'GET /v1/services',
	fields: pagedListFields,
	run: async ({ values, api }) => await readList(api, '/v1/services', 'services', values),
});
