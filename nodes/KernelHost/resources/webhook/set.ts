import { operation, requiredText } from '../../../shared/operation';
import { overridesOf } from '../../overrides';

/** PUT /v1/webhooks. Setting the same URL twice changes nothing, so it may be retried. */
export const set = operation({
	name: 'Set',
	action: 'Set webhook',
	description:
		'Set the address that KernelHost sends this key’s events to. It takes the place of the one that is there.',
	endpoint: 'PUT /v1/webhooks',
	mayBeEmpty: true,
	repeatable: true,
	fields: {
		url: requiredText({
			everyPart: true,
			displayName: 'URL',
			description:
				'A public https address. KernelHost refuses others, and addresses of private networks.',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			pattern: { matches: /^https?:\/\/[^\s]+$/i, says: 'a web address' },
		}),
	},
	body: async ({ url }, executionContext) => ({
		[(await overridesOf(executionContext)).webhookUrlField]: url.trim(),
	}),
});
