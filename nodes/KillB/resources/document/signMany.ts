import { jsonObject, notice, operation } from '../../../shared/operation';

/**
 * POST /api/v2/documents/sign/bulk. The specification has no body, though the answer distinguishes
 * signed documents from those "already signed or not found" (killb.md 9). Named assumption "no body
 * signs all": there is no body unless the user enters one.
 */
export const signMany = operation({
	name: 'Sign Many',
	action: 'Sign many documents',
	description:
		'Sign the documents of your customer account at once, which may bind it legally. KillB documents no way to choose which.',
	endpoint: 'POST /api/v2/documents/sign/bulk',
	effect: 'binds',
	fields: {
		everythingNotice: notice(
			'This may sign every document that waits for your signature. Read them first with Get Many: a signature may bind your company legally.',
		),
		body: jsonObject({
			displayName: 'Body (JSON)',
			description:
				'Leave it empty to send no body, as in KillB’s specification. If KillB tells you a form, enter it here as a JSON object.',
		}),
	},
	body: ({ body }) => body ?? {},
});
