import { randomUUID } from 'node:crypto';
import { node } from '../../support/n8n/chain';
import { McpClient } from '../../support/n8n/mcpClient';
import type { WorkflowFile } from '../../support/n8n/n8nTypes';
import type { SandboxProcess } from '../../support/n8n/sandboxProcess';
import type { Stack } from '../../support/n8n/stack';
import { toolName } from '../../support/n8n/agentWorkflow';
import type { Records } from '../../../sandbox';
import { answerIn, compared } from './answers';
import { type RealRun, renew, together } from './realRun';
import { type Caller, calledAgain, repeatedWithoutKey, retriedByN8n } from './repeatedCalls';
import { ORDER, PAYOUT, withdrawalOf, withdrawalTool, WITH_RETRIES, type Write } from './writes';

const PATH = 'chaos-mcp';
/** Each without and with Retry On Fail. */
const TOOLS: Array<[name: string, toolOf: Write['toolOf']]> = [
	['Order', ORDER.toolOf],
	['Pay out', PAYOUT.toolOf],
	['Withdraw', withdrawalTool],
];

type Clients = [one: McpClient, another: McpClient];

/**
 * The nodes as tools of n8n's MCP Server Trigger, where a call runs outside of any execution that
 * has an id.
 */
export async function mcpClients(stack: Stack): Promise<RealRun> {
	const { client, sandbox } = stack;
	const created = await client.createWorkflow(workflowOf(stack));
	await client.publish(created);
	const url = `${client.url}/mcp/${PATH}`;
	const clients: Clients = [await McpClient.connect(url), await McpClient.connect(url)];
	const [one] = clients;
	const caller = callerOf(one);
	try {
		return together([
			['orders', await differentOrders(sandbox, clients)],
			['orders at once', await ordersAtOnce(sandbox, clients)],
			['payouts', await differentPayouts(sandbox, one)],
			['order, Retry On Fail', await retriedByN8n(sandbox, caller, 'Order with retries', ORDER)],
			[
				'payout, Retry On Fail',
				await retriedByN8n(sandbox, caller, 'Pay out with retries', PAYOUT),
			],
			['order, called again', await calledAgain(sandbox, caller, 'Order', ORDER)],
			['payout, called again', await calledAgain(sandbox, caller, 'Pay out', PAYOUT)],
			[
				'withdrawal, Retry On Fail',
				await repeatedWithoutKey(sandbox, caller, 'Withdraw with retries', withdrawalOf(5), 1),
			],
			[
				'withdrawal, called again',
				await repeatedWithoutKey(sandbox, caller, 'Withdraw', withdrawalOf(6), 2),
			],
		]);
	} finally {
		for (const each of clients) await each.close();
		await client.unpublish(created.id);
	}
}

function workflowOf(stack: Stack): WorkflowFile {
	const trigger = node({
		name: 'MCP Server Trigger',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2.1,
		webhookId: randomUUID(),
		parameters: { path: PATH },
	});
	const tools = TOOLS.flatMap(([name, toolOf]) => [
		toolOf(stack, name),
		toolOf(stack, `${name} with retries`, WITH_RETRIES),
	]);
	const toTrigger = { ai_tool: [[{ node: trigger.name, type: 'ai_tool' as const, index: 0 }]] };
	return {
		name: 'Tools for MCP clients',
		settings: { executionOrder: 'v1' },
		nodes: [trigger, ...tools],
		connections: Object.fromEntries(tools.map(({ name }) => [name, toTrigger])),
	};
}

function callerOf(client: McpClient): Caller {
	return {
		call: async (tool, inputs) => {
			const texts: string[] = [];
			for (const input of inputs) texts.push((await client.call(toolName(tool), input)).text);
			return texts;
		},
	};
}

async function ordered(client: McpClient, product: number) {
	const { text } = await client.call('Order', { product: String(product) });
	return answerIn(text, { product_id: product });
}

/**
 * One client orders two servers of a kind; another client orders the same, and one of another kind:
 * four orders.
 */
async function differentOrders(sandbox: SandboxProcess, [one, another]: Clients): Promise<RealRun> {
	await renew(sandbox);
	const answers = [
		await ordered(one, 42),
		await ordered(one, 42),
		await ordered(another, 42),
		await ordered(another, 43),
	];
	return compared(answers, ORDER.there(await recordsOf(sandbox)), answers.length);
}

/** Two clients order the same at the same time: one order for each. */
async function ordersAtOnce(sandbox: SandboxProcess, clients: Clients): Promise<RealRun> {
	await renew(sandbox);
	const answers = await Promise.all(clients.map(async (client) => await ordered(client, 42)));
	return compared(answers, ORDER.there(await recordsOf(sandbox)), answers.length);
}

/** Two payouts that differ in everything. */
async function differentPayouts(sandbox: SandboxProcess, client: McpClient): Promise<RealRun> {
	await renew(sandbox);
	const answers = [];
	for (const [amount, receiver] of [
		[8000, 'Ana'],
		[9000, 'Berta'],
	]) {
		const { text } = await client.call(toolName('Pay out'), { amount, receiver });
		answers.push(answerIn(text, { amount }));
	}
	return compared(answers, PAYOUT.there(await recordsOf(sandbox)), answers.length);
}

async function recordsOf(sandbox: SandboxProcess): Promise<Records> {
	return await sandbox.control('GET', '/records');
}
