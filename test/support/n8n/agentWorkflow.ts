import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import { node } from './chain';
import type { WorkflowFile } from './n8nTypes';
import type { Stack } from './stack';
import { waitFor } from './waitFor';

const NEWEST_AGENT = 3.1;

/** An action node as a tool of n8n's AI Agent: n8n adds `Tool` to the name of its type. */
export function tool(
	stack: Stack,
	service: 'kernelHost' | 'killB',
	name: string,
	parameters: INodeParameters,
): INode {
	const { kernelhost, killb } = stack.credentials;
	const id = service === 'kernelHost' ? kernelhost : killb;
	return node({
		name,
		type: `n8n-nodes-kernelhost-killb.${service}Tool`,
		parameters,
		credentials: { [`${service}Api`]: { id, name: 'any' } },
	});
}

/** The name under which n8n offers a node to a model. */
export function toolName(name: string): string {
	return name.replaceAll(' ', '_');
}

/** A published chat with n8n's AI Agent. */
export class AgentWorkflow {
	private constructor(
		private readonly stack: Stack,
		private readonly id: string,
		private readonly url: string,
	) {}

	/**
	 * @param modelUrl the URL of the chat model's API
	 * @param version of n8n's AI Agent; by default the newest
	 */
	static async publish(
		stack: Stack,
		modelUrl: string,
		tools: INode[],
		version = NEWEST_AGENT,
	): Promise<AgentWorkflow> {
		const { client } = stack;
		const model = { apiKey: 'any', url: modelUrl };
		const credential = await client.createCredential('Scripted model', 'openAiApi', model);
		const webhookId = randomUUID();
		const created = await client.createWorkflow(workflowOf(webhookId, credential, tools, version));
		await client.publish(created);
		const url = `${client.url}/webhook/${webhookId}/chat`;
		await waitFor('the chat to be live', async () => (await fetch(url)).ok || undefined);
		return new AgentWorkflow(stack, created.id, url);
	}

	/** Sends a message in a new chat, and returns the agent's answer. */
	async ask(chatInput: string): Promise<string> {
		const response = await fetch(this.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', sessionId: randomUUID(), chatInput }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The chat answered ${response.status} ${text}`);
		return (JSON.parse(text) as { output: string }).output;
	}

	/** Takes the chat offline. */
	async unpublish(): Promise<void> {
		await this.stack.client.unpublish(this.id);
	}

	/** The last error of a tool in the newest execution, as the editor shows it. */
	async errorOf(tool: string): Promise<string | undefined> {
		const [newest] = (await this.stack.client.executions(this.id)).slice(-1);
		if (!newest) throw new Error('The agent has not run yet');
		const { resultData } = await this.stack.client.executionData(newest.id);
		return resultData.runData[tool]?.findLast(({ error }) => error)?.error?.message;
	}
}

function workflowOf(
	webhookId: string,
	credential: string,
	tools: INode[],
	version: number,
): WorkflowFile {
	const chat = node({
		name: 'Chat',
		type: '@n8n/n8n-nodes-langchain.chatTrigger',
		typeVersion: 1.5,
		webhookId,
		parameters: { public: true, options: { responseMode: 'lastNode' } },
	});
	const agent = node({
		name: 'AI Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: version,
		parameters: { options: {} },
	});
	const model = node({
		name: 'OpenAI Chat Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		// From 1.3 on it uses OpenAI's Responses API, which the agent accepts from 3 on.
		typeVersion: version < 3 ? 1.2 : 1.3,
		parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		credentials: { openAiApi: { id: credential, name: 'Scripted model' } },
	});
	const toAgent = (type: 'main' | 'ai_languageModel' | 'ai_tool') => ({
		[type]: [[{ node: agent.name, type, index: 0 }]],
	});
	return {
		name: 'An agent',
		// As the editor saves each new workflow. With the older order n8n calls the agent again before
		// its tool has run.
		settings: { executionOrder: 'v1' },
		nodes: [chat, agent, model, ...tools],
		connections: {
			[chat.name]: toAgent('main'),
			[model.name]: toAgent('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, toAgent('ai_tool')])),
		},
	};
}
