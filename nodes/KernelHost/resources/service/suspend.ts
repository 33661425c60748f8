import { serviceAction } from './action';

export const suspend = serviceAction('suspend', {
	name: 'Suspend',
	action: 'Suspend service',
	description: 'Suspend a service, for example for non-payment',
});
