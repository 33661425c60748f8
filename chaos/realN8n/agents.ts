import type { IDataObject } from 'n8n-workflow';
import { repeatWhatItGot, ScriptedModel, type Turn } from '../../e2e/chatModel';
import type { Stack } from '../../e2e/stack';
import { AgentWorkflow, toolName } from '../../e2e/tests/agentWorkflow';
import { type RealRun, together } from './realRun';
import { answeredTwice, calledAgain, retriedByN8n } from './repeatedCalls';
import { orderTool, WITH_RETRIES } from './writeTools';

/** The newest of each generation. They call tools differently: up to 2 by themselves, from 3 on through n8n's engine. */
const VERSIONS = [1.9, 2.2, 3.1];
const ORDER = 'Order';
const ORDER_WITH_RETRIES = 'Order with retries';

/** The node as a tool of n8n's AI Agent, whose model calls again what failed. */
export async function agents(stack: Stack): Promise<RealRun> {
	const model = await ScriptedModel.start();
	try {
		const situations: Array<[name: string, run: RealRun]> = [];
		for (const version of VERSIONS) {
			const run = await situationsOf(stack, model, version);
			situations.push([`AI Agent ${version}`, run]);
		}
		return together(situations);
	} finally {
		await model.stop();
	}
}

async function situationsOf(stack: Stack, model: ScriptedModel, version: number): Promise<RealRun> {
	const { sandbox } = stack;
	const tools = [orderTool(stack, ORDER), orderTool(stack, ORDER_WITH_RETRIES, WITH_RETRIES)];
	const agent = await AgentWorkflow.publish(stack, model.url, tools, version);
	let conversations = 0;
	const call = async (tool: string, inputs: IDataObject[]): Promise<string[]> => {
		const question = `Conversation ${++conversations} with ${version}`;
		const calls = inputs.map((input): Turn => ({ tool: toolName(tool), arguments: input }));
		model.when(question, [...calls, repeatWhatItGot]);
		await agent.ask(question);
		return model.heard(question);
	};
	const shown = async () => await agent.errorOf(ORDER);
	const run = together([
		['two calls', await answeredTwice(sandbox, call, ORDER)],
		['Retry On Fail', await retriedByN8n(sandbox, call, ORDER_WITH_RETRIES)],
		['called again', await calledAgain(sandbox, call, ORDER, shown)],
	]);
	await agent.unpublish();
	return run;
}
