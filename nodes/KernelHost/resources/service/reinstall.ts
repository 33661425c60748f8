import { jsonObject, operation, optionInputs, waitOptions } from '../../../shared/operation';
import {
	actionBody,
	actionOnService,
	confirmedService,
	requireConfirmation,
	untilReached,
} from './action';

export const reinstall = operation({
	name: 'Reinstall',
	action: 'Reinstall service',
	description: 'Reinstall a service. All data on it will be lost.',
	...actionOnService,
	effect: 'destroys',
	waitUntil: untilReached('reinstall'),
	fields: {
		...confirmedService,
		options: optionInputs({
			additionalFields: jsonObject({
				displayName: 'Additional Fields (JSON)',
				description:
					'Other fields, such as the operating system, sent as they are. KernelHost does not publish their names.',
			}),
			...waitOptions,
		}),
	},
	body: async (values, executionContext) => {
		requireConfirmation(values);
		return {
			...values.options.additionalFields,
			...(await actionBody('reinstall', executionContext)),
		};
	},
});
