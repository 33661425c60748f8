import { serviceAction } from './action';

export const reboot = serviceAction('reboot', {
	name: 'Reboot',
	action: 'Reboot service',
	description: 'Restart a running service',
});
