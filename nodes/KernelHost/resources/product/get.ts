import { operation } from '../../../shared/operation';
import { productLocator } from '../../locators';

/** GET /v1/products/{id}: "product detail incl. config options" (kernelhost.md 4). */
export const get = operation({
	name: 'Get',
	action: 'Get product',
	description: 'Get a product with its prices and configuration options',
	endpoint: 'GET /v1/products/{productId}',
	fields: { productId: productLocator },
});
