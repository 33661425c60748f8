import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { lazy, recordingError } from '../core/concurrency';
import { ENVIRONMENT_FIELDS } from '../nodes/KillB/environmentFields';
import { KILLB_LIMITS } from '../nodes/KillB/limits';
import { credentialTest } from '../nodes/shared/client/credentialTest';
import { limitFields } from '../nodes/shared/client/limits';
import { PREVIOUS_SECRET_FIELDS } from '../nodes/shared/trigger/previousSecretFields';

const sessions = lazy(async () => await import('../core/killb/credential'));

/** A field in which the credential itself keeps something, by n8n. */
const hidden = (
	displayName: string,
	name: string,
	typeOptions: INodeProperties['typeOptions'] = {},
): INodeProperties => ({ displayName, name, type: 'hidden', typeOptions, default: '' });

/**
 * A KillB login: logs in with e-mail and password, refreshes the session, and attaches the access
 * token (killb.md 2).
 */
export class KillBApi implements ICredentialType {
	name = 'killBApi';

	displayName = 'KillB API';

	documentationUrl = 'https://docs.killb.com/authentication';

	icon: Icon = {
		light: 'file:../nodes/KillB/killb.svg',
		dark: 'file:../nodes/KillB/killb.dark.svg',
	};

	properties: INodeProperties[] = [
		...ENVIRONMENT_FIELDS,
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			required: true,
			description: 'Email address that you log in to KillB with',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Secret of your KillB webhook, at least 32 random characters. The KillB Trigger registers it and verifies events with it; Webhook › Create and Update set it. If empty, a random one is generated and stored with this credential.',
		},
		...PREVIOUS_SECRET_FIELDS,
		{
			displayName: 'Send Legacy Header',
			name: 'legacyHeader',
			type: 'boolean',
			default: false,
			description:
				'Whether to send the older x-api-key header along with the token. KillB’s own SDK stopped sending it in December 2025.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'From the KillB portal (otc.killb.com), under Settings › API Keys. The sandbox has its own keys.',
			displayOptions: { show: { legacyHeader: [true] } },
		},
		...limitFields(KILLB_LIMITS),
		hidden('Access Token', 'accessToken', { expirable: true, password: true }),
		hidden('Refresh Token', 'refreshToken', { password: true }),
		hidden('Renew At', 'renewAt'),
		hidden('Token Binding', 'tokenBinding', { password: true }),
		hidden('Ended Token', 'endedToken', { password: true }),
		hidden('Generated Secret', 'generatedSecret', { password: true }),
		hidden('Earlier Signing Until', 'earlierSigningUntil'),
	];

	/**
	 * Fetches a session. n8n calls it when there is no token and after a 401, including the one that
	 * `authenticate` raises for a stale or rejected token. An empty result means: no new token for
	 * this request. The HTTP Request node then does not retry it.
	 */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return await recordingError(credentials, async () => {
			const { renewSession } = await sessions();
			const renewed = await renewSession(
				credentials,
				async (options) => await this.helpers.httpRequest(options),
			);
			return { ...renewed };
		});
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) =>
		await recordingError(credentials, async () => {
			const { attachSession } = await sessions();
			return await attachSession(credentials, requestOptions, Date.now(), this.properties);
		});

	// A failed login has its own message; these are for later errors.
	test: ICredentialTestRequest = credentialTest('/api/v2/auth/me', {
		401: 'KillB issued a session and then rejected it. Check the Environment. If the account allows only one session, something else may be logging in with it.',
		403: 'The login works, but this user may not read its own profile. Ask KillB which permissions it has.',
		404: 'There is no KillB API at this URL. Check Environment and Base URL.',
		429: 'KillB’s rate limit is reached. Wait a moment and test again.',
	});
}
