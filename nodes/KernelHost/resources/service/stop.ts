import { serviceAction } from './action';

export const stop = serviceAction('stop', {
	name: 'Stop',
	action: 'Stop service',
	description: 'Shut down a service. You keep it and are still billed for it.',
});
