import { currentWebhookSecret } from '../../../../core/killb/webhookSecret';
import { namedSecret, secretWeakness } from '../../../../core/webhook/secrets';
import {
	type ApiClient,
	choice,
	described,
	FieldError,
	fixed,
	requiredText,
	type ExecutionContext,
	type Values,
	when,
} from '../../../shared/operation';
import { asWebhookFields, fieldsWithSecret } from '../../generatedSecret';

const typed = requiredText({
	everyPart: true,
	displayName: 'Secret',
	description:
		'Secret that KillB signs events with, stored in the workflow in plain text. KillB recommends at least 32 random characters.',
	placeholder: 'e.g. 32 or more random characters',
});

/** KillB requires the secret with every change, and never returns it (killb.md 4.1). */
export const secretFields = {
	secretSource: fixed(
		choice({
			displayName: 'Secret to Use',
			description: 'Secret that KillB signs events with, so that the KillB Trigger can verify them',
			options: [
				{
					name: 'Webhook Secret of the Credential',
					value: 'credential',
					description:
						'Used by the KillB Trigger. Stored encrypted; generated if the credential has none.',
				},
				{
					name: 'Another Secret',
					value: 'typed',
					description: 'For receivers other than this credential’s KillB Trigger',
				},
			],
			default: 'credential',
		}),
	),
	secret: when({ secretSource: ['typed'] }, described({ typeOptions: { password: true } }, typed)),
};

/**
 * Returns the chosen secret.
 * @throws FieldError for a weak one
 */
export async function chosenSecret(
	{ secretSource, secret }: Values<typeof secretFields>,
	executionContext: ExecutionContext,
	api: ApiClient,
): Promise<string> {
	if (secretSource === 'typed' && secret !== undefined) return strong('Secret', secret);
	const read = async () => asWebhookFields(await executionContext.credential('killBApi'));
	const named = namedSecret(await read());
	if (named !== undefined) return strong('The Webhook Secret of the credential', named);
	return currentWebhookSecret(await fieldsWithSecret({ read, api }, true));
}

function strong(label: string, secret: string): string {
	const weakness = secretWeakness(secret);
	if (weakness !== undefined) throw new FieldError(label, weakness, 'SECRET_WEAK');
	return secret;
}
