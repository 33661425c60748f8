import { operation } from '../../../shared/operation';
import { actionBody, actionOnService, confirmedService, requireConfirmation } from './action';

export const terminate = operation({
	name: 'Terminate',
	action: 'Terminate service',
	description: 'End a service for good. All data on it is lost.',
	...actionOnService,
	effect: 'destroys',
	fields: confirmedService,
	body: async (values, surroundings) => {
		requireConfirmation(values);
		return await actionBody('terminate', surroundings);
	},
});
