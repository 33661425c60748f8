import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Records } from '../../../sandbox/control/records';
import { toolName } from '../../support/n8n/agentWorkflow';
import { repeatWhatItGot, ScriptedModel } from '../../support/n8n/chatModel';
import { HostedChat, press } from '../../support/n8n/hostedChat';
import type { WorkflowFile } from '../../support/n8n/n8nTypes';
import { readExample, type Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { publishExample, unpublishExample } from './publishExample';

const order = toolName('Order a server');

/** What a model sends to a tool behind a human review. */
const ordering = (product: string, reference: string) => ({
	tool: order,
	arguments: { toolParameters: { product, reference }, hitlParameters: {} },
});

/** The example with its chat open to everyone, so that it can be reached without the editor. */
function publicChat(): WorkflowFile {
	const workflow = readExample('agent-with-approval.json');
	const chat = workflow.nodes.find(({ name }) => name === 'Chat');
	Object.assign(chat?.parameters ?? {}, { public: true });
	return workflow;
}

export function describeExample(stack: () => Stack): void {
	describe('the example "AI agent that orders with human approval"', () => {
		let model: ScriptedModel;
		let workflowId: string;
		let url: string;
		const chats: HostedChat[] = [];

		before(async () => {
			model = await ScriptedModel.start();
			const { client } = stack();
			const fields = { apiKey: 'any', url: model.url };
			await client.createCredential('OpenAi account', 'openAiApi', fields);
			const workflow = publicChat();
			workflowId = await publishExample(stack(), workflow);
			url = `${client.url}/webhook/${workflow.nodes[0]?.webhookId}/chat`;
			await waitFor('the chat to be live', async () => (await fetch(url)).ok || undefined);
		});
		after(async () => {
			for (const chat of chats) chat.close();
			await unpublishExample(stack(), workflowId);
			await model.stop();
		});

		const say = async (text: string) => {
			const chat = await HostedChat.open(stack().client.url, url, text);
			chats.push(chat);
			return chat;
		};
		/** The products that were ordered since the start of the sandbox. */
		const ordered = async () => {
			const { kernelhost } = await stack().sandbox.control<Records>('GET', '/records');
			return kernelhost.orders.map((one) => one['product_id']);
		};
		let earlier = 0;
		before(async () => {
			earlier = (await ordered()).length;
		});
		const orderedHere = async () => (await ordered()).slice(earlier);

		it('reads without asking, and offers no other tool than the four', async () => {
			const question = 'What can I order, and what do I have?';
			model.when(question, [
				{ tool: toolName('List products'), arguments: {} },
				{ tool: toolName('List servers'), arguments: {} },
				{ tool: toolName('Get the balance'), arguments: {} },
				repeatWhatItGot,
			]);
			const chat = await say(question);
			await chat.answer();
			const [products = '', servers = '', balance = ''] = model.heard(question);
			assert.match(products, /KVM Rootserver M/);
			assert.match(servers, /s5001\.sandbox\.example/);
			assert.match(balance, /"balance"/);
			const offered = model.offered(question);
			const argumentsOf = offered.map((one) => [one.name, one.arguments]);
			assert.deepEqual(Object.fromEntries(argumentsOf), {
				[toolName('List products')]: [],
				[toolName('List servers')]: [],
				[toolName('Get the balance')]: [],
				[order]: ['toolParameters', 'hitlParameters'],
			});
			assert.match(
				offered.find(({ name }) => name === order)?.description ?? '',
				/costs real money/,
			);
			assert.deepEqual(await orderedHere(), []);
		});

		it('orders nothing after a denial, and tells the model', async () => {
			const question = 'Order product 41 for TICKET-1';
			model.when(question, [ordering('41', 'TICKET-1'), repeatWhatItGot]);
			const chat = await say(question);
			const review = await chat.review();
			assert.match(review.text, /^Order product 41, billed monthly, for "TICKET-1"\?/);
			await press(review, 'Do not order');
			assert.match(await chat.answer(), /User rejected the tool call/);
			assert.deepEqual(await orderedHere(), []);
		});

		it('orders nothing if the person writes something else', async () => {
			const question = 'Order product 41 for TICKET-2';
			model.when(question, [ordering('41', 'TICKET-2'), repeatWhatItGot]);
			const chat = await say(question);
			await chat.review();
			chat.say('Yes, but a larger one');
			assert.match(await chat.answer(), /provided feedback: \\"Yes, but a larger one\\"/);
			assert.deepEqual(await orderedHere(), []);
		});

		it('orders only after approval, once', async () => {
			const question = 'Order product 42 for TICKET-3';
			model.when(question, [ordering('42', 'TICKET-3'), repeatWhatItGot]);
			const chat = await say(question);
			const review = await chat.review();
			assert.deepEqual(await orderedHere(), []);
			await press(review, 'Order it');
			const [placed] = JSON.parse(await chat.answer()) as Array<Record<string, unknown>>;
			assert.equal(placed?.['product_id'], 42);
			assert.deepEqual(await orderedHere(), [42]);
			// The same link again.
			await press(review, 'Order it');
			assert.deepEqual(await orderedHere(), [42]);
		});

		// In n8n 2.41.1 a model that sends `approved: true` needs no person once a limit is over.
		it('waits for a person without a limit', () => {
			const { nodes } = readExample('agent-with-approval.json');
			const ask = nodes.find(({ name }) => name === 'Ask a person');
			assert.deepEqual(ask?.parameters['options'], {});
		});

		it('does not order twice for the same ticket, even with two approvals', async () => {
			const question = 'Order product 42 for TICKET-3 again';
			model.when(question, [ordering('42', 'TICKET-3'), repeatWhatItGot]);
			const chat = await say(question);
			await press(await chat.review(), 'Order it');
			await chat.answer();
			assert.deepEqual(await orderedHere(), [42]);
		});
	});
}
