import {
	getCredentialOwnRequestAllowedDomains,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	UserError,
} from 'n8n-workflow';

/**
 * `credentials-helper.js :: restrictToCredentialDomains`: `this` in preAuthentication has
 * `httpRequest` and nothing else. An n8n whose n8n-workflow does not have it (2.20, 2.30) passes
 * its helpers on unchanged.
 */
export function restrictToCredentialDomains(
	given: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	if (typeof getCredentialOwnRequestAllowedDomains !== 'function') return given;
	const { helpers } = given;
	return {
		helpers: {
			httpRequest: async (requestOptions: IHttpRequestOptions) => {
				const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
				if (allowedDomains === undefined) return await helpers.httpRequest(requestOptions);
				if (requestOptions.allowedDomains !== undefined) {
					throw new UserError('This credential restricts requests to specific domains');
				}
				return await helpers.httpRequest({ ...requestOptions, allowedDomains });
			},
		},
	} as IHttpRequestHelper;
}
