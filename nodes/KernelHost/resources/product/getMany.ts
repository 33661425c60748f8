import { limited, listFields, listIn, operation } from '../../../shared/operation';

/**
 * GET /v1/products: all publicly listed products; the documentation does not call this list
 * paginated (kernelhost.md 4).
 */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many products',
	description: 'List the available products and their prices',
	endpoint: 'GET /v1/products',
	fields: listFields,
	results: ({ body }, values) => limited(listIn(body, 'products'), values),
});
