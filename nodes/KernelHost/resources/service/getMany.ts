import { operation } from '../../../shared/operation';
import { ADVICE } from '../../overrides';
import { listOf, pagedListFields } from '../../readList';

/** GET /v1/services: own services, "paginated" (kernelhost.md 4 and 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many services',
	description: 'List your servers and other services',
	endpoint: 'GET /v1/services',
	fields: pagedListFields,
	advice: ADVICE.list,
	run: listOf('services'),
});
