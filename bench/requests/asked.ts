import type { IDataObject, INode } from 'n8n-workflow';
import { node } from '../../test/support/n8n/chain';
import { credentialNames, type Stack } from '../../test/support/n8n/stack';

/** One of the two services, and what each item reads from it. */
export interface Asked {
	name: 'KillB' | 'KernelHost';
	/** The name of its sandbox's control API. */
	service: 'killb' | 'kernelhost';
	credentialType: string;
	/** The type of our node. */
	type: string;
	/** The parameters of our node, which reads the object in the item's `wanted`. */
	parameters: IDataObject;
	/** The same URL for other nodes, as an expression. */
	url: (stack: Stack) => string;
}

const packageName = 'n8n-nodes-kernelhost-killb';
const BY_ID = { __rl: true, mode: 'id', value: '={{ $json.wanted }}' };

/** A KillB user by ID. */
export const KILLB_USERS: Asked = {
	name: 'KillB',
	service: 'killb',
	credentialType: 'killBApi',
	type: `${packageName}.killB`,
	parameters: { resource: 'user', operation: 'get', userId: BY_ID },
	url: ({ sandbox }) => `=${sandbox.details.killb}/api/v2/users/{{ $json.wanted }}`,
};

/** A KernelHost service by ID. */
export const KERNELHOST_SERVICES: Asked = {
	name: 'KernelHost',
	service: 'kernelhost',
	credentialType: 'kernelHostApi',
	type: `${packageName}.kernelHost`,
	parameters: { resource: 'service', operation: 'get', serviceId: BY_ID },
	url: ({ sandbox }) => `=${sandbox.details.kernelhost}/v1/services/{{ $json.wanted }}`,
};

/** Returns the form of an order at KernelHost. */
export function orderForm(businessReference: string): IDataObject {
	return {
		resource: 'order',
		operation: 'create',
		productId: { __rl: true, mode: 'id', value: '42' },
		billingCycle: 'monthly',
		businessReference,
	};
}

/** @param credential its id in n8n */
function withCredential({ credentialType, service }: Asked, credential: string) {
	return { [credentialType]: { id: credential, name: credentialNames[service] } };
}

/** Returns our node without any options. */
export function ourNode(
	asked: Asked,
	credential: string,
	parameters: IDataObject = asked.parameters,
): INode {
	return node({
		name: asked.name,
		type: asked.type,
		parameters: parameters as INode['parameters'],
		credentials: withCredential(asked, credential),
		onError: 'continueRegularOutput',
	});
}

/** Returns n8n's HTTP Request node, in the version that the editor adds, with our credential. */
export function httpRequest(
	asked: Asked,
	stack: Stack,
	credential: string,
	parameters: IDataObject = {},
): INode {
	return node({
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: asked.credentialType,
			url: asked.url(stack),
			...parameters,
		} as INode['parameters'],
		credentials: withCredential(asked, credential),
		onError: 'continueRegularOutput',
	});
}
