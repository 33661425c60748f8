import { serviceAction } from './action';

export const terminate = serviceAction(
	'terminate',
	{
		name: 'Terminate',
		action: 'Terminate service',
		description: 'End a service for good. All data on it is lost.',
	},
	{ destroys: true },
);
