import { serviceAction } from './action';

export const unsuspend = serviceAction('unsuspend', {
	name: 'Unsuspend',
	action: 'Unsuspend service',
	description: 'Reactivate a suspended service',
});
