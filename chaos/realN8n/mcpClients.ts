import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { node } from '../../e2e/chain';
import { McpClient } from '../../e2e/mcpClient';
import type { WorkflowFile } from '../../e2e/n8nTypes';
import type { SandboxProcess } from '../../e2e/sandboxProcess';
import type { Stack } from '../../e2e/stack';
import { toolName } from '../../e2e/tests/agentWorkflow';
import type { Records } from '../../sandbox';
import type { Finding } from '../finding';
import { answerIn, compared } from './answers';
import { misbehaved, orderReferences, type RealRun, renew, together } from './realRun';
import { calledAgain, type CallTool, CARRIED_OUT, retriedByN8n } from './repeatedCalls';
import { orderTool, payoutTool, WITH_RETRIES, withdrawalTool } from './writeTools';

const PATH = 'chaos-mcp';
const ORDER = 'Order';
const ORDER_WITH_RETRIES = 'Order with retries';
const PAYOUT = 'Pay out';
const WITHDRAWAL = 'Withdraw';

/** The nodes as tools of n8n's MCP Server Trigger, where a call runs outside of any execution that has an id. */
export async function mcpClients(stack: Stack): Promise<RealRun> {
	const { client, sandbox } = stack;
	const created = await client.createWorkflow(workflowOf(stack));
	await client.publish(created);
	const url = `${client.url}/mcp/${PATH}`;
	const clients = [await McpClient.connect(url), await McpClient.connect(url)] as const;
	const [one] = clients;
	const call = async (tool: string, inputs: IDataObject[]) => await called(one, tool, inputs);
	try {
		await renew(sandbox);
		return together([
			['orders', await differentOrders(sandbox, clients)],
			['payouts', await differentPayouts(sandbox, one)],
			['Retry On Fail', await retriedByN8n(sandbox, call, ORDER_WITH_RETRIES)],
			['called again', await calledAgain(sandbox, call, ORDER)],
			['withdrawal', await withdrawnAgain(sandbox, call)],
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
	const tools = [
		orderTool(stack, ORDER),
		orderTool(stack, ORDER_WITH_RETRIES, WITH_RETRIES),
		payoutTool(stack, PAYOUT),
		withdrawalTool(stack, WITHDRAWAL),
	];
	const toTrigger = { ai_tool: [[{ node: trigger.name, type: 'ai_tool' as const, index: 0 }]] };
	return {
		name: 'Tools for MCP clients',
		settings: { executionOrder: 'v1' },
		nodes: [trigger, ...tools],
		connections: Object.fromEntries(tools.map(({ name }) => [name, toTrigger])),
	};
}

async function called(client: McpClient, tool: string, inputs: IDataObject[]): Promise<string[]> {
	const texts: string[] = [];
	for (const input of inputs) texts.push((await client.call(toolName(tool), input)).text);
	return texts;
}

/** One client orders two servers of a kind; another client orders the same, and one of another kind: four orders. */
async function differentOrders(
	sandbox: SandboxProcess,
	[one, another]: readonly [McpClient, McpClient],
): Promise<RealRun> {
	const calls = [
		{ client: one, product: 42 },
		{ client: one, product: 42 },
		{ client: another, product: 42 },
		{ client: another, product: 43 },
	];
	const answers = [];
	for (const { client, product } of calls) {
		const [text = ''] = await called(client, ORDER, [{ product: String(product) }]);
		answers.push(answerIn(text, { product_id: product }));
	}
	return compared(answers, (await orderReferences(sandbox)).length, calls.length);
}

/** Two payouts that differ in everything. */
async function differentPayouts(sandbox: SandboxProcess, client: McpClient): Promise<RealRun> {
	const calls = [
		{ amount: 8000, receiver: 'Ana' },
		{ amount: 9000, receiver: 'Berta' },
	];
	const texts = await called(client, PAYOUT, calls);
	const answers = texts.map((text, index) => answerIn(text, { amount: calls[index]?.amount }));
	const { killb } = await sandbox.control<Records>('GET', '/records');
	return compared(answers, killb.payouts.length, calls.length);
}

/** A withdrawal was carried out, the client read an error, and calls again: it must not be carried out a second time. */
async function withdrawnAgain(sandbox: SandboxProcess, call: CallTool): Promise<RealRun> {
	await renew(sandbox);
	const fault = { ...CARRIED_OUT, service: 'killb', path: '/savings/withdrawal' };
	await sandbox.control('POST', '/faults', { faults: [fault] });
	const [first = ''] = await call(WITHDRAWAL, [{ amount: 5 }, { amount: 5 }]);
	const { killb } = await sandbox.control<Records>('GET', '/records');
	const there = killb.withdrawals.length;
	const findings: Finding[] = [
		{ kind: 'unkeyedRepeat', count: there - 1, what: `${there} withdrawals are there` },
		...(there === 0 ? [misbehaved('nothing was withdrawn')] : []),
		...(answerIn(first, {}).shown ? [misbehaved('the first call did not fail')] : []),
	];
	return { asked: 0, placed: 0, findings: findings.filter(({ count }) => count > 0) };
}
