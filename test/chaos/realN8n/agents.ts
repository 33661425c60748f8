import { repeatWhatItGot, ScriptedModel, type Turn } from '../../support/n8n/chatModel';
import type { Stack } from '../../support/n8n/stack';
import { AgentWorkflow, toolName } from '../../support/n8n/agentWorkflow';
import { type RealRun, together } from './realRun';
import {
	answeredTwice,
	calledAgain,
	type Caller,
	repeatedWithoutKey,
	retriedByN8n,
} from './repeatedCalls';
import { ORDER, withdrawalOf, withdrawalTool, WITH_RETRIES } from './writes';

/**
 * The newest of each generation. Up to 2.2 LangChain calls the tools, from 3 on n8n's engine does.
 */
const VERSIONS = [1.9, 2.2, 3.1];

/** The nodes as tools of n8n's AI Agent, whose model calls again after a failure. */
export async function agents(stack: Stack): Promise<RealRun> {
	const model = await ScriptedModel.start();
	try {
		const situations: Array<[name: string, run: RealRun]> = [];
		for (const version of VERSIONS) {
			const run = await withAgent(stack, model, version);
			situations.push([`AI Agent ${version}`, run]);
		}
		return together(situations);
	} finally {
		await model.stop();
	}
}

async function withAgent(stack: Stack, model: ScriptedModel, version: number): Promise<RealRun> {
	const { sandbox } = stack;
	const tools = [
		ORDER.toolOf(stack, 'Order'),
		ORDER.toolOf(stack, 'Order with retries', WITH_RETRIES),
		withdrawalTool(stack, 'Withdraw'),
	];
	const agent = await AgentWorkflow.publish(stack, model.url, tools, version);
	const caller = callerOf(agent, model, `Agent ${version}`);
	const run = together([
		['two orders', await answeredTwice(sandbox, caller, 'Order', ORDER)],
		['order, Retry On Fail', await retriedByN8n(sandbox, caller, 'Order with retries', ORDER)],
		['order, called again', await calledAgain(sandbox, caller, 'Order', ORDER)],
		[
			'withdrawal, called again',
			await repeatedWithoutKey(sandbox, caller, 'Withdraw', withdrawalOf(version), 2),
		],
	]);
	await agent.unpublish();
	return run;
}

/** The model makes all calls in one conversation. */
function callerOf(agent: AgentWorkflow, model: ScriptedModel, name: string): Caller {
	let conversations = 0;
	return {
		call: async (tool, inputs) => {
			const question = `${name}, conversation ${++conversations}`;
			const calls = inputs.map((input): Turn => ({ tool: toolName(tool), arguments: input }));
			model.when(question, [...calls, repeatWhatItGot]);
			await agent.ask(question);
			return model.heard(question);
		},
		errorOf: async (tool) => await agent.errorOf(tool),
	};
}
