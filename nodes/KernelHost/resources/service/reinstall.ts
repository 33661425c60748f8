import { jsonObject, operation } from '../../../shared/operation';
import { actionBody, actionOnService, confirmedService, requireConfirmation } from './action';

export const reinstall = operation({
	name: 'Reinstall',
	action: 'Reinstall service',
	description: 'Set a service up anew. All data on it is lost.',
	...actionOnService,
	effect: 'destroys',
	fields: {
		...confirmedService,
		additionalFields: jsonObject({
			displayName: 'Additional Fields (JSON)',
			description:
				'More fields of the reinstallation, such as the operating system, as a JSON object. They are sent as they are: KernelHost does not publish their names.',
		}),
	},
	body: async (values, surroundings) => {
		requireConfirmation(values);
		return { ...values.additionalFields, ...(await actionBody('reinstall', surroundings)) };
	},
});
