import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SEEDED_USER_ID } from '../../sandbox';
import { repeatWhatItGot, ScriptedModel } from '../support/n8n/chatModel';
import { AgentWorkflow, tool, toolName } from '../support/n8n/agentWorkflow';
import { stackForTests } from './stackForTests';

const stack = stackForTests('agent');

const byAgent = (name: string, description: string, type = 'string') =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;
const idByAgent = (name: string) => ({
	__rl: true,
	mode: 'id',
	value: byAgent(name, `the ID of the ${name}`),
});

/** The one server whose ID a person typed, and one whose ID no one typed. */
const CONFIRMED = '5002';
const UNCONFIRMED = '5003';

const PRODUCTS = 'List products';
const SERVER = 'Read a server';
const USER = 'Read a user';
const TERMINATE = 'Terminate the old server';
const TYPED_BY_AGENT = 'Terminate a server';
const WAIVED_BY_AGENT = 'Terminate servers';

const termination = {
	resource: 'service',
	operation: 'terminate',
	serviceId: idByAgent('server'),
};

const kernelHost = (name: string, parameters: object) =>
	tool(stack(), 'kernelHost', name, { ...parameters });

describe('n8n’s AI Agent with both action nodes as tools', () => {
	let model: ScriptedModel;
	let agent: AgentWorkflow;

	before(async () => {
		model = await ScriptedModel.start();
		const limit = byAgent('limit', 'how many products', 'number');
		const typed = byAgent('typed', 'the ID of the server again');
		const waived = byAgent('confirmation', 'typedId or everyItem');
		agent = await AgentWorkflow.publish(stack(), model.url, [
			kernelHost(PRODUCTS, { resource: 'product', operation: 'getAll', limit }),
			kernelHost(SERVER, { resource: 'service', operation: 'get', serviceId: idByAgent('server') }),
			kernelHost(TERMINATE, { ...termination, confirmedServiceId: CONFIRMED }),
			kernelHost(TYPED_BY_AGENT, { ...termination, confirmedServiceId: typed }),
			kernelHost(WAIVED_BY_AGENT, {
				...termination,
				confirmation: waived,
				confirmedServiceId: CONFIRMED,
			}),
			tool(stack(), 'killB', USER, {
				resource: 'user',
				operation: 'get',
				userId: idByAgent('user'),
			}),
		]);
	});
	after(async () => await model.stop());

	const terminations = async () => {
		const records = await stack().sandbox.control<{
			kernelhost: { actions: Array<{ action: string; service_id: number }> };
		}>('GET', '/records');
		return records.kernelhost.actions.map(({ action, service_id }) => `${action} ${service_id}`);
	};

	it('lists as many products as the model requests', async () => {
		const question = 'What can I order?';
		model.when(question, [{ tool: toolName(PRODUCTS), arguments: { limit: 3 } }, repeatWhatItGot]);
		const answer = await agent.ask(question);
		const products = JSON.parse(answer) as Array<{ id: number; name: string }>;
		assert.equal(products.length, 3);
		assert.ok(products.every(({ id, name }) => id > 0 && name !== ''));
		assert.deepEqual(model.heard(question), [answer]);
		const offered = model.offered(question);
		const argumentsOf = Object.fromEntries(offered.map((one) => [one.name, one.arguments]));
		assert.deepEqual(argumentsOf[toolName(PRODUCTS)], ['limit']);
		assert.deepEqual(argumentsOf[toolName(TERMINATE)], ['server']);
		const descriptionOf = Object.fromEntries(offered.map((one) => [one.name, one.description]));
		assert.match(descriptionOf[toolName(PRODUCTS)] ?? '', /^List /);
		assert.match(descriptionOf[toolName(TERMINATE)] ?? '', /Permanently destroys data/);
	});

	it('reads a user of KillB', async () => {
		const question = 'Who is that?';
		const user = { user: SEEDED_USER_ID };
		model.when(question, [{ tool: toolName(USER), arguments: user }, repeatWhatItGot]);
		const [read] = JSON.parse(await agent.ask(question)) as Array<Record<string, unknown>>;
		assert.equal(read?.['id'], SEEDED_USER_ID);
	});

	for (const { name, given, why } of [
		{
			name: TERMINATE,
			given: {},
			why: /Confirm Service ID is not the ID of the service \(5003\), so nothing was destroyed/,
		},
		{
			name: TYPED_BY_AGENT,
			given: { typed: UNCONFIRMED },
			why: /Confirm Service ID does not accept an expression or a value from an AI agent/,
		},
		{
			name: WAIVED_BY_AGENT,
			given: { confirmation: 'everyItem' },
			why: /Confirmation does not accept an expression or a value from an AI agent/,
		},
	]) {
		it(`gets an error and keeps the server if no person confirmed it: ${name.toLowerCase()}, ${JSON.stringify(given)}`, async () => {
			const question = `${name}, please`;
			const server = { server: UNCONFIRMED };
			model.when(question, [
				{ tool: toolName(name), arguments: { ...server, ...given } },
				{ tool: toolName(SERVER), arguments: server },
				repeatWhatItGot,
			]);
			const [read] = JSON.parse(await agent.ask(question)) as Array<Record<string, unknown>>;
			const [error = ''] = model.heard(question);
			assert.match(error, why);
			assert.match(String(await agent.errorOf(name)), why);
			assert.deepEqual([read?.['id'], read?.['status']], [Number(UNCONFIRMED), 'active']);
			assert.deepEqual(await terminations(), []);
		});
	}

	it('terminates the one server whose ID a person typed', async () => {
		const question = 'Terminate what was confirmed';
		const server = { server: CONFIRMED };
		model.when(question, [{ tool: toolName(TERMINATE), arguments: server }, repeatWhatItGot]);
		const [action] = JSON.parse(await agent.ask(question)) as Array<Record<string, unknown>>;
		assert.equal(action?.['action'], 'terminate');
		assert.deepEqual(await terminations(), [`terminate ${CONFIRMED}`]);
	});

	it('is not published if no one typed an ID', async () => {
		const unconfirmed = AgentWorkflow.publish(stack(), model.url, [
			kernelHost(TERMINATE, termination),
		]);
		await assert.rejects(unconfirmed, /required parameters: confirmedServiceId/);
	});
});
