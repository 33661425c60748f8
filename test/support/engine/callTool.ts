import {
	type IDataObject,
	type INode,
	type INodeParameters,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { type CredentialData, CredentialStore } from './credentialStore';
import { type InstalledPackages, installedPackages } from './installedPackages';
import { nodeOf } from './runNode';
import { type Execution, runWorkflow } from './runWorkflow';

export interface ToolCall {
	/** The action node, without the suffix `Tool` that n8n adds. */
	type: string;
	/** Parameters; `={{ $fromAI('name', 'description', 'string') }}` leaves one to the agent. */
	parameters: INodeParameters;
	/** The values that the agent fills in, by the names in `$fromAI`. */
	arguments?: IDataObject;
	/**
	 * The same for several calls in one execution, instead of `arguments`; at null the agent fails.
	 */
	calls?: Array<IDataObject | null>;
	/** Settings of the tool's node: retryOnFail, maxTries, ... */
	node?: Partial<INode>;
	/** Tools behind an MCP trigger have no execution. */
	withoutExecutionId?: boolean;
	credentials?: CredentialData | CredentialStore;
	packages?: InstalledPackages;
}

export interface ToolResult {
	/** What the model receives: the tool's name, its description and the names of its arguments. */
	name: string;
	description: string;
	arguments: string[];
	/** The text that the model receives from the last call. */
	response: string;
	/** What it receives from each call; an error begins with "Error: ". */
	responses: string[];
	execution: Execution;
}

/** Lets an agent call a node as a tool, through n8n-core's own conversion and invocation. */
export async function callTool(call: ToolCall): Promise<ToolResult> {
	const packages = call.packages ?? (await installedPackages());
	const credentials = await CredentialStore.of(call.credentials);
	const tool = nodeOf(packages, {
		...call.node,
		name: 'Tool',
		type: `${call.type}Tool`,
		parameters: call.parameters,
		credentials: credentials.references(),
	});
	const agent = nodeOf(packages, {
		name: 'Agent',
		type: 'agent',
		parameters: { toolArguments: JSON.stringify(call.calls ?? [call.arguments ?? {}]) },
	});
	const toAgent = (type: 'main' | 'ai_tool') => [[{ node: 'Agent', type, index: 0 }]];
	const execution = await runWorkflow({
		workflow: {
			id: 'workflow-under-test',
			nodes: [nodeOf(packages, { name: 'Start', type: 'start' }), agent, tool],
			connections: {
				Start: { main: toAgent('main') },
				Tool: { [NodeConnectionTypes.AiTool]: toAgent('ai_tool') },
			},
		},
		startNode: 'Start',
		items: [{ json: {} }],
		credentials,
		packages,
		...(call.withoutExecutionId ? { withoutExecutionId: true } : {}),
	});
	if (execution.error && !call.calls?.includes(null)) throw execution.error;
	const json = execution.runData.Agent?.at(-1)?.data?.main?.[0]?.[0]?.json;
	const none = { name: '', description: '', arguments: [], responses: [] };
	const told = (json ?? none) as unknown as Omit<ToolResult, 'execution' | 'response'>;
	const response = told.responses.at(-1) ?? '';
	if (!call.calls && response.startsWith('Error: ')) throw new Error(response.slice(7));
	return { ...told, response, execution };
}
