import { operation, requiredText } from '../../../shared/operation';
import { ADVICE, overridesOf } from '../../overrides';

/** PUT /v1/webhooks. Setting the same URL twice changes nothing, so it may be retried. */
export const set = operation({
	name: 'Set',
	action: 'Set webhook',
	description: 'Set the URL that receives this API key’s events. It replaces the current one.',
	endpoint: 'PUT /v1/webhooks',
	mayBeEmpty: true,
	advice: ADVICE.webhook,
	repeatable: true,
	fields: {
		url: requiredText({
			everyPart: true,
			displayName: 'URL',
			description: 'Public https URL. KernelHost rejects http and private networks.',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			clean: (given) => given.trim(),
			pattern: { matches: /^https?:\/\/[^\s]+$/i, says: 'a web address' },
		}),
	},
	body: async ({ url }, executionContext) => ({
		[(await overridesOf(executionContext)).webhookUrlField]: url,
	}),
});
