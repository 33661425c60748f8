import { operation } from '../../../shared/operation';
import { serviceLocator } from '../../locators';

/** GET /v1/services/{id} (kernelhost.md 4). */
export const get = operation({
	name: 'Get',
	action: 'Get service',
	description: 'Get a service and its status',
	endpoint: 'GET /v1/services/{serviceId}',
	fields: { serviceId: serviceLocator },
});
