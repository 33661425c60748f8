import { serviceAction } from './action';

export const suspend = serviceAction('suspend', {
	name: 'Suspend',
	action: 'Suspend service',
	description: 'Block a service, for example while its customer does not pay',
});
