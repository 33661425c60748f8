import { serviceAction } from './action';

export const reinstall = serviceAction(
	'reinstall',
	{
		name: 'Reinstall',
		action: 'Reinstall service',
		description: 'Set a service up anew. All data on it is lost.',
	},
	{ destroys: true, takesFields: true },
);
