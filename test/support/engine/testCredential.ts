import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialTestRequest,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import type { StoredCredentialsHelper } from './credentialsHelper';
import { type CredentialData, CredentialStore } from './credentialStore';
import { type InstalledPackages, installedPackages } from './installedPackages';
import { withIsolate } from './isolate';

/**
 * The "Test" button of a credential: mirrors credentials-tester.service.js :: testCredentials and
 * runRequestTest of the package `n8n`, for a `test` request with rules.
 */
export async function testCredential(
	credentialType: string,
	credentials: CredentialData | CredentialStore,
	installed?: InstalledPackages,
): Promise<INodeCredentialTestResult> {
	const packages = installed ?? (await installedPackages());
	const store = await CredentialStore.of(credentials);
	const { test } = packages.credentialType(credentialType);
	if (!test) return { status: 'Error', message: 'No testing function found for this credential.' };

	const noOp = packages.getByNameAndVersion('n8n-nodes-base.noOp');
	const nodeType: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const node = {
		id: 'temp',
		name: 'Temp-Node',
		// n8n puts the bare name here, so its own check for a test run never matches (n8n.md 1.3).
		type: noOp.description.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: store.references(),
	};
	const workflow = { id: '', nodes: [node], connections: {} };
	const instance = new Workflow({
		...workflow,
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const mode = 'internal';
	const additionalData = additionalDataFor({ packages, store, mode, workflow });
	const helper = additionalData.credentialsHelper as StoredCredentialsHelper;
	const stored = await store.read(credentialType);
	const data = await helper.applyDefaults(additionalData, stored, credentialType, mode);
	const { id, name } = store.references()[credentialType] ?? {};
	const decrypted = { id: String(id), name: String(name), type: credentialType, data };
	// The tester returns the tested fields for reads; they need not be saved yet.
	helper.getDecrypted = async (_data, _reference, type, _mode, _execute, raw) =>
		raw === true ? await store.read(type) : data;
	const context = new ExecuteContext(
		instance,
		node,
		additionalData,
		mode,
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);

	return await withIsolate(instance, async () => {
		try {
			const response = await new RoutingNode(context, nodeType, decrypted).runNode();
			for (const { type, properties } of test.rules ?? []) {
				if (type !== 'responseSuccessBody') continue;
				const { json } = (response as INodeExecutionData[][])[0]?.[0] as INodeExecutionData;
				// A text has members too: lodash's `get`, by which n8n reads them, finds its characters.
				if (Reflect.get(Object(json) as object, properties.key) === properties.value) {
					return { status: 'Error', message: properties.message };
				}
			}
		} catch (error) {
			return { status: 'Error', message: messageOf(error as TestFailure, test.rules ?? []) };
		}
		return { status: 'OK', message: 'Connection successful!' };
	});
}

interface TestFailure extends Error {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function messageOf(
	{ message, cause }: TestFailure,
	rules: NonNullable<ICredentialTestRequest['rules']>,
): string {
	const { response, code } = cause ?? {};
	for (const { type, properties } of rules) {
		if (type === 'responseCode' && response?.status === properties.value) return properties.message;
	}
	if (response && (response.status < 199 || response.status > 299)) {
		return response.statusText || `Received HTTP status code: ${response.status}`;
	}
	return !response && code ? code : message;
}
