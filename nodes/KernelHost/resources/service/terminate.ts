import { operation } from '../../../shared/operation';
import { actionBody, actionOnService, confirmedService, requireConfirmation } from './action';

export const terminate = operation({
	name: 'Terminate',
	action: 'Terminate service',
	description: 'Permanently terminate a service. All data on it will be lost.',
	...actionOnService,
	effect: 'destroys',
	fields: confirmedService,
	body: async (values, executionContext) => {
		requireConfirmation(values);
		return await actionBody('terminate', executionContext);
	},
});
