import { serviceAction } from './action';

export const start = serviceAction('start', {
	name: 'Start',
	action: 'Start service',
	description: 'Power on a service',
});
