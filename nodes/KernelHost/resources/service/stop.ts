import { serviceAction } from './action';

export const stop = serviceAction('stop', {
	name: 'Stop',
	action: 'Stop service',
	description: 'Switch a service off; it stays yours and goes on costing',
});
