import { serviceAction } from './action';

export const unsuspend = serviceAction('unsuspend', {
	name: 'Unsuspend',
	action: 'Unsuspend service',
	description: 'Unblock a service that was suspended',
});
