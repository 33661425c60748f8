import { jsonObject, notice, operation, optionInputs } from '../../../shared/operation';

/**
 * POST /api/v2/documents/sign/bulk. The specification has no body, though the answer distinguishes
 * signed documents from those "already signed or not found" (killb.md 9). Named assumption "no body
 * signs all": there is no body unless the user enters one.
 */
export const signMany = operation({
	name: 'Sign Many',
	action: 'Sign many documents',
	description: 'Sign all documents awaiting your signature at once, which may be legally binding',
	endpoint: 'POST /api/v2/documents/sign/bulk',
	effect: 'binds',
	advice: {
		400: 'KillB documents no body. If it names a missing member, enter it in Options › Body (JSON).',
	},
	fields: {
		everythingNotice: notice(
			'This may sign every document that awaits your signature: KillB documents no way to select them. Review them first with Get Many: a signature may legally bind your company.',
		),
		options: optionInputs({
			body: jsonObject({
				displayName: 'Body (JSON)',
				description:
					'KillB documents no body. If KillB tells you a format, enter it as a JSON object.',
			}),
		}),
	},
	body: ({ options }) => options.body ?? {},
});
