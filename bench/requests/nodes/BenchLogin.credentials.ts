import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

/**
 * A throw-away credential for KillB in the style of n8n's own credentials with a login, such as
 * Metabase: `preAuthentication` requests a token, and n8n stores it.
 */
export class BenchLogin implements ICredentialType {
	name = 'benchLogin';

	displayName = 'Bench Login';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Email', name: 'email', type: 'string', default: '' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { baseUrl, email, password } = credentials;
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${String(baseUrl)}/api/v2/auth/login`,
			body: { email, password },
		})) as { accessToken: string };
		return { token: answer.accessToken };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
}
