import { notice, operation } from '../../../shared/operation';
import { serviceLocator } from '../../locators';

/**
 * GET /v1/services/{id}/credentials: audit-logged by KernelHost, with an optional e-mail to the
 * owner (kernelhost.md 4).
 */
export const getCredentials = operation({
	name: 'Get Credentials',
	action: 'Get service credentials',
	description:
		'Get a service’s login details, such as its root password. KernelHost logs each access.',
	endpoint: 'GET /v1/services/{serviceId}/credentials',
	fields: {
		credentialsNotice: notice(
			'The login details are stored in the execution data, visible to everyone who can view the execution. KernelHost logs each access and may notify the owner by email.',
		),
		serviceId: serviceLocator,
	},
});
