import type { INode, INodeParameters } from 'n8n-workflow';
import { NODE_NAME, type NodeResult } from '../../support/engine';
import type { AtRequest } from '../fault';

/** The failure that one of the items meets. */
export interface Failure {
	name: string;
	fault: AtRequest;
	/** whether the service did its work, so that the client can't know */
	isUnknown: boolean;
}

export const FAILURES: Failure[] = [
	{ name: 'refused with 400', fault: { kind: 'status', status: 400 }, isUnknown: false },
	{
		name: '500 after committing',
		fault: { kind: 'status', status: 500, carriedOut: true },
		isUnknown: true,
	},
	{ name: 'broken after committing', fault: { kind: 'lostAnswer' }, isUnknown: true },
];

/**
 * "Retry" in the list of executions: with the original workflow, or with the saved one, in which
 * something was changed.
 */
export type Retry = 'original' | 'replaced' | 'sendAgain';

/** A way in which an execution is repeated. */
export interface Way {
	name: string;
	/** settings of the node */
	node: Partial<INode>;
	retries: Retry[];
}

const ON_FAIL: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

export const WAYS: Way[] = [
	{ name: 'Retry On Fail', node: ON_FAIL, retries: [] },
	{
		name: 'Retry On Fail and Continue',
		node: { ...ON_FAIL, onError: 'continueRegularOutput' },
		retries: [],
	},
	{ name: 'retry', node: {}, retries: ['original'] },
	{ name: 'retry with the node replaced', node: {}, retries: ['replaced'] },
	{ name: 'retry of the retry', node: {}, retries: ['original', 'replaced'] },
];

/** The user checked, saw that nothing was done, and switched it on before the retry. */
export const SEND_AGAIN: Way = {
	name: 'retry with sendAgainIfUnknown',
	node: {},
	retries: ['sendAgain'],
};

export async function retried(failed: NodeResult, retry: Retry): Promise<NodeResult> {
	if (retry === 'original') return await failed.retry();
	const change = (node: INode): INode =>
		retry === 'replaced'
			? { ...node, id: `${node.id}-again` }
			: { ...node, parameters: withSendAgain(node.parameters) };
	const nodes = failed.workflow.nodes.map((node) =>
		node.name === NODE_NAME ? change(node) : node,
	);
	return await failed.retry({ ...failed.workflow, nodes });
}

function withSendAgain(parameters: INodeParameters): INodeParameters {
	return { ...parameters, sendAgainIfUnknown: true };
}
