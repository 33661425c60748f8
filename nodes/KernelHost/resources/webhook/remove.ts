import { choice, collection, operation } from '../../../shared/operation';
import { ASSUMED_URL_FIELD, urlField } from './urlField';

/** PUT /v1/webhooks to unset. How an address is unset is not documented (kernelhost.md 4.1): null is the named assumption. */
export const remove = operation({
	name: 'Remove',
	action: 'Remove webhook',
	description: 'Stop KernelHost from sending this key’s events anywhere',
	endpoint: 'PUT /v1/webhooks',
	mayBeEmpty: true,
	repeatable: true,
	fields: {
		options: collection({
			displayName: 'Options',
			placeholder: 'Add option',
			fields: {
				urlField,
				emptyValue: choice({
					displayName: 'Sent as the Address',
					description:
						'What takes the place of the address. KernelHost does not document it; change it if the API refuses the input.',
					options: [
						{ name: 'Null', value: 'null' },
						{ name: 'Empty Text', value: 'empty' },
					],
					default: 'null',
				}),
			},
		}),
	},
	body: ({ options }) => ({
		[options.urlField?.trim() || ASSUMED_URL_FIELD]: options.emptyValue === 'empty' ? '' : null,
	}),
});
