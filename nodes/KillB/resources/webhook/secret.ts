import type { LoginFields } from '../../../../core/killb/login';
import { currentWebhookSecret } from '../../../../core/killb/webhookSecret';
import type { Values } from '../../../shared/fields/field';
import { when } from '../../../shared/fields/field';
import { choice } from '../../../shared/fields/fields';
import { requiredText } from '../../../shared/fields/textField';
import type { Surroundings } from '../../../shared/operation/operation';
import { fixed } from '../../../shared/fields/structuredFields';

const typed = requiredText({
	everyPart: true,
	displayName: 'Secret',
	description:
		'What KillB signs deliveries with. It is kept in the workflow in plain text. KillB advises at least 32 random characters.',
	placeholder: 'e.g. 32 or more random characters',
});

/** KillB asks for the secret with every change, and never shows it (killb.md 4.1). */
export const secretFields = {
	secretSource: fixed(
		choice({
			displayName: 'Secret to Use',
			description:
				'What KillB signs the deliveries with, so that the KillB Trigger can verify them',
			options: [
				{
					name: 'Webhook Secret of the Credential',
					value: 'credential',
					description:
						'The one that the KillB Trigger verifies with: kept encrypted, or made from the login where the credential has none',
				},
				{
					name: 'Another Secret',
					value: 'typed',
					description: 'For receivers other than the KillB Trigger with this credential',
				},
			],
			default: 'credential',
		}),
	),
	secret: when(
		{ secretSource: ['typed'] },
		{ ...typed, property: { ...typed.property, typeOptions: { password: true } } },
	),
};

/** The secret that was chosen. */
export async function chosenSecret(
	{ secretSource, secret }: Values<typeof secretFields>,
	surroundings: Surroundings,
): Promise<string> {
	if (secretSource === 'typed' && secret !== undefined) return secret;
	const fields = await surroundings.credential('killBApi');
	return currentWebhookSecret(fields as unknown as LoginFields);
}
