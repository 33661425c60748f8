import { notice, operation } from '../../../shared/operation';
import { serviceLocator } from '../../locators';

/**
 * GET /v1/services/{id}/credentials: audit-logged by KernelHost, with an optional e-mail to the
 * owner (kernelhost.md 4).
 */
export const getCredentials = operation({
	name: 'Get Credentials',
	action: 'Get service credentials',
	description: 'Read the access data of a service, such as its root password',
	endpoint: 'GET /v1/services/{serviceId}/credentials',
	fields: {
		credentialsNotice: notice(
			'The access data appears in the data of this execution, where everybody who may see the execution can read it. KernelHost logs each reading and may tell the owner by e-mail.',
		),
		serviceId: serviceLocator,
	},
});
