import { getAdditionalKeys, type Credentials } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	isExpression,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { resolveInExecution, resolveOutsideExecution, withDefaults } from './credentialFields';
import { restrictToCredentialDomains } from './credentialDomains';
import type { CredentialStore } from './credentialStore';
import type { InstalledPackages } from './installedPackages';

/**
 * n8n's credentials helper, which is in the package `n8n` and needs its database. Mirrors
 * `credentials-helper.js` of n8n 2.41.1, method by method and in its order of steps. Omitted,
 * because nothing here uses them: generic (object) authentication, inherited credential types,
 * external secrets, overwrites, dynamic credentials and policies.
 */
export class StoredCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly packages: InstalledPackages,
		private readonly store: CredentialStore,
	) {
		super();
	}

	/** `credentials-helper.js :: authenticate`, the function form. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const credentialType = this.packages.credentialType(typeName);
		if (typeof credentialType.authenticate === 'function') {
			return await credentialType.authenticate(credentials, requestOptions);
		}
		if (credentialType.authenticate) throw new Error('Generic authentication is not mirrored here');
		return requestOptions;
	}

	/**
	 * `credentials-helper.js :: preAuthentication`: runs without a token, or after a 401; everything
	 * that it returns is stored.
	 */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const credentialType = this.packages.credentialType(typeName);
		const expirable = credentialType.properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (expirable === undefined || !credentialType.preAuthentication) return undefined;
		const isTesting = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTesting) return undefined;

		const output = (await credentialType.preAuthentication.call(
			restrictToCredentialDomains(helpers, credentials),
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined || !node.credentials) return undefined;

		const reference = node.credentials[credentialType.name] as INodeCredentialsDetails;
		const stored = await (await this.getCredentials(reference, typeName)).getData();
		const toStore = { ...stored };
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable.name || !isExpression(stored[key])) toStore[key] = value;
		}
		await this.updateCredentials(reference, typeName, toStore);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		throw new Error('runPreAuthentication is not mirrored here: only OAuth2 setups use it');
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		if (!this.packages.credentialType(credentialType).restrictToSupportedNodes) return true;
		return this.packages.supportedNodes(credentialType).includes(nodeType);
	}

	async getCredentials(
		reference: INodeCredentialsDetails,
		type: string,
	): Promise<Credentials<ICredentialDataDecryptedObject>> {
		if (!reference.id) throw new Error(`Found credential "${reference.name}" with no ID.`);
		return this.store.find(type);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.packages.credentialType(type).properties;
	}

	/** `credentials-helper.js :: getDecrypted`: reads and decrypts each time; nothing is cached. */
	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = await (await this.getCredentials(reference, type)).getData();
		if (raw === true) return stored;
		return await this.applyDefaults(additionalData, stored, type, mode, executeData, resolve);
	}

	/** The fields that a credential's author and a node see: see credentialFields.ts. */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const known = withDefaults(this.getCredentialsProperties(type), stored);
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		return resolve
			? resolveInExecution(known, mode, keys, resolve, executeData)
			: await resolveOutsideExecution(known, mode, keys, this.packages);
	}

	async updateCredentials(
		_reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.store.write(type, data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('No credential here uses OAuth');
	}
}
