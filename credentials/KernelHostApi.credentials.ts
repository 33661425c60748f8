import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { lazy, recordingError } from '../core/concurrency';
import { KERNELHOST_LIMITS } from '../nodes/KernelHost/limits';
import { credentialTest } from '../nodes/shared/client/credentialTest';
import { limitFields } from '../nodes/shared/client/limits';
import { PREVIOUS_SECRET_FIELDS } from '../nodes/shared/trigger/previousSecretFields';

const signing = lazy(async () => await import('../core/kernelhost/authenticate'));

/** The key of a KernelHost reseller. Signs every request with HMAC-SHA256 (kernelhost.md 3). */
export class KernelHostApi implements ICredentialType {
	name = 'kernelHostApi';

	// Without "Reseller": n8n names new credentials after this, and the examples look for that name.
	displayName = 'KernelHost API';

	documentationUrl = 'https://www.kernelhost.com/en/reseller-api/authentication';

	icon: Icon = {
		light: 'file:../nodes/KernelHost/kernelhost.svg',
		dark: 'file:../nodes/KernelHost/kernelhost.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName:
				'Create a key in the KernelHost customer portal under "Reseller API". New keys are read-only: enable the permissions that your workflows need, such as placing orders. Orders cost real money, and KernelHost has no documented test environment. To try a workflow safely, set API Root to this package’s sandbox.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'kh_live_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
			description: 'Public part of the key: "kh_live_" followed by 32 capital letters or digits',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Shown once in the portal, when you create the key. It signs every request and is never sent.',
		},
		{
			displayName: 'API Root',
			name: 'apiRoot',
			type: 'string',
			default: 'https://www.kernelhost.com/cp/kh_reseller_api',
			required: true,
			description:
				'Base URL of the API, without /v1. The secret is only used for this host. Change it to use the sandbox.',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only needed for the KernelHost Trigger. KernelHost signs its events with this secret. Without it, the trigger rejects every event.',
		},
		...PREVIOUS_SECRET_FIELDS,
		...limitFields(KERNELHOST_LIMITS),
		{
			displayName: 'Vendor Overrides (JSON)',
			name: 'vendorOverrides',
			type: 'json',
			default: '',
			placeholder: '{ "signedPath": "fullPath" }',
			description:
				'Overrides what this package assumes where KernelHost documents nothing. Leave empty unless an error tells you to set it.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) =>
		await recordingError(credentials, async () => {
			const { signWithCredential } = await signing();
			return signWithCredential(credentials, requestOptions, Date.now(), this.properties);
		});

	test: ICredentialTestRequest = credentialTest('/v1/me', {
		401: 'KernelHost rejected the key or the signature. Check Key ID and Secret, the key’s IP allowlist, and the clock of your n8n server. To see the reason, run Account: Check Connection in the KernelHost node.',
		404: 'There is no KernelHost API at this URL. Check the API Root.',
		429: 'KernelHost’s rate limit is reached. Wait a minute and test again.',
		500: 'KernelHost had an internal error, so the key could not be tested. Test again later.',
	});
}
