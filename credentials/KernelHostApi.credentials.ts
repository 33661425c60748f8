import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { lazy } from '../core/concurrency';
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
				'Create a key in the KernelHost customer portal, section "Reseller API". New keys may only read: switch on there what your workflows have to do, such as placing orders. Orders cost real money: KernelHost documents no test environment. To try a workflow, set API Root to the sandbox of this package.',
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
			description: 'The public part of the key: "kh_live_" and 32 capital letters or digits',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The portal shows it once, when the key is created. It signs each request and is never sent.',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the KernelHost Trigger: the secret that KernelHost signs its deliveries with. Without it the trigger refuses every delivery.',
		},
		...PREVIOUS_SECRET_FIELDS,
		{
			displayName: 'API Root',
			name: 'apiRoot',
			type: 'string',
			default: 'https://www.kernelhost.com/cp/kh_reseller_api',
			required: true,
			description:
				'The address of the API without /v1. The secret is only ever used for this host. Change it to work against the sandbox.',
		},
		...limitFields(KERNELHOST_LIMITS),
		{
			displayName: 'Vendor Overrides (JSON)',
			name: 'vendorOverrides',
			type: 'json',
			default: '',
			placeholder: '{ "signedPath": "fullPath" }',
			description:
				'Replaces what this package assumes about the API where KernelHost documents nothing. Leave it empty, and only change it when an error tells you to.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) => {
		const { signWithCredential } = await signing();
		return signWithCredential(credentials, requestOptions, Date.now(), this.properties);
	};

	test: ICredentialTestRequest = credentialTest('/v1/me', {
		401: 'KernelHost refused the key or the signature. Check Key ID and Secret, the IP whitelist of the key, and the clock of this n8n. The operation Account: Check Connection of the KernelHost node names the reason.',
		404: 'There is no KernelHost API at this address. Check the API Root.',
		429: 'KernelHost’s limit of requests is reached. Wait a minute and test again.',
		500: 'KernelHost had an internal error. That says nothing about the key: test again later.',
	});
}
