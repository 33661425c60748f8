import {
	type ICredentialType,
	injectDomainRestrictionFields,
	type INodeProperties,
} from 'n8n-workflow';

/** The fields by which n8n 2.20 restricts a credential, without their texts. */
const FIELDS: INodeProperties[] = [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'options',
		options: ['all', 'domains', 'none'].map((value) => ({ name: value, value })),
		default: 'all',
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'string',
		default: '',
		displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
	},
];

/**
 * Returns a credential type's fields with those that n8n adds to every type that signs requests.
 * Newer versions of n8n-workflow have a function for it; in 2.20 the package `n8n` does it by
 * itself (load-nodes-and-credentials.js :: injectDomainRestrictionFields).
 */
export function withDomainRestrictionFields(type: ICredentialType): INodeProperties[] {
	if (typeof injectDomainRestrictionFields === 'function')
		return injectDomainRestrictionFields(type);
	const isThere = type.properties.some(({ name }) => name === 'allowedHttpRequestDomains');
	const signs = type.authenticate !== undefined || type.genericAuth === true;
	return signs && !isThere ? [...type.properties, ...FIELDS] : type.properties;
}
