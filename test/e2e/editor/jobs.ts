import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { Records } from '../../../sandbox';
import { chain, node } from '../../support/n8n/chain';
import { DataTable } from '../../support/n8n/dataTable';
import { root } from '../../support/n8n/runtime';
import { credentialNames, readExample, type Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { type CountedActions, ofInput } from './countedActions';
import { killbSendsTo } from './killbSlot';

/** A user's job in the editor. */
export interface Job {
	name: string;
	/** The most actions that it may take, as counted before the forms were redesigned. */
	atMost: number;
	/** Prepares what the job's name implies, and returns the page on which the user starts. */
	start: (stack: Stack) => Promise<string>;
	work: (user: CountedActions, stack: Stack) => Promise<void>;
	/** Checks the real result. */
	check: (stack: Stack) => Promise<void>;
}

const SEARCH = testPlace('node-creator-search-bar');
const EXECUTE = testPlace('node-execute-button');
const CLOSE = testPlace('ndv-close-button');
const REFERENCE = `${ofInput('businessReference')} >> input, textarea`;

const ROWS = ['r-1', 'r-2', 'r-3'];

/** The jobs of the table, in an order in which none changes the start of a later one. */
export const jobs: Job[] = [
	{
		name: 'an order for each row of a table',
		atMost: 14,
		start: async ({ client }) => {
			const { id: project } = await client.call<{ id: string }>('GET', '/projects/personal');
			const columns = ['productId', 'cycle', 'reference'];
			await client.call('POST', `/projects/${project}/data-tables`, {
				name: 'Servers',
				columns: columns.map((name) => ({ name, type: 'string' })),
			});
			const table = await DataTable.open(client, 'Servers');
			await table.add(ROWS.map((reference) => ({ productId: '42', cycle: 'monthly', reference })));
			const rows = node({
				name: 'Rows',
				type: 'n8n-nodes-base.dataTable',
				typeVersion: 1.1,
				position: [220, 0],
				parameters: {
					resource: 'row',
					operation: 'get',
					dataTableId: { __rl: true, mode: 'name', value: 'Servers' },
					returnAll: true,
				},
			});
			const { id } = await client.createWorkflow(chain('Servers to order', [byHand(), rows]));
			return `/workflow/${id}`;
		},
		work: async (user) => {
			await user.click(testPlace('canvas-handle-plus'));
			await addFromPanel(user, 'KernelHost', 'Create order');
			await user.click(testPlace('execute-previous-node'));
			await user.drag(inputField('productId'), ofInput('productId'));
			await user.drag(inputField('cycle'), ofInput('billingCycle'));
			await user.drag(inputField('reference'), REFERENCE);
			await user.click(EXECUTE);
			await user.sees(`${testPlace('output-panel')} >> text="${ROWS.length} items"`);
		},
		check: async (stack) => {
			const { orders } = (await records(stack)).kernelhost;
			assert.deepEqual(
				orders.map(({ product_id, billing_cycle }) => [product_id, billing_cycle]),
				ROWS.map(() => [42, 'monthly']),
			);
		},
	},
	{
		name: 'a company user in Mexico',
		atMost: 12,
		start: async (stack) => await withNode(stack, 'Create user', { operation: 'create' }),
		work: async (user) => {
			await user.openNode('Create user');
			await user.choose('userType', 'Company');
			await user.fill('companyName', 'Tortillas del Valle S.A. de C.V.');
			await user.fill('street1', 'Av. Reforma 222');
			await user.fill('city', 'Ciudad de México');
			await user.fill('state', 'CDMX');
			await user.fill('zipCode', '06600');
			await user.pick('countryCode', 'Mexico (MX)');
			await user.choose('companyDocumentType', 'RFC');
			await user.fill('documentNumber', 'TVA010203AB1');
			await user.pick('documentCountryCode', 'Mexico (MX)');
			await user.click(EXECUTE);
			await user.sees(`${testPlace('output-panel')} >> text=1 item`);
		},
		check: async (stack) => {
			assert.equal((await records(stack)).killb.users.length, 1);
			const { type, data } = await sent(stack, '/api/v2/users');
			assert.equal(type, 'COMPANY');
			assert.deepEqual(data['address'], {
				street1: 'Av. Reforma 222',
				city: 'Ciudad de México',
				state: 'CDMX',
				zipCode: '06600',
				countryCode: 'MX',
			});
		},
	},
	{
		name: 'a bank account by CLABE',
		atMost: 15,
		start: async (stack) =>
			await withNode(stack, 'Create account', { resource: 'account', operation: 'create' }),
		work: async (user) => {
			await user.openNode('Create account');
			await user.choose('accountType', 'SPEI');
			await user.fill('firstName', 'Ana');
			await user.fill('lastName', 'Sandoval');
			await user.fill('email', 'ana@example.com');
			await user.fill('phone', '+525512345678');
			await user.choose('documentType', 'CURP');
			await user.fill('documentNumber', 'SAAA920101MDFNNN06');
			await user.pick('documentCountryCode', 'Mexico (MX)');
			await user.fill('clabe', '646180157000000004');
			await user.pick('userId', 'Ana Sandoval');
			await user.click(EXECUTE);
			await user.sees(`${testPlace('output-panel')} >> text=1 item`);
		},
		check: async (stack) => {
			assert.equal((await records(stack)).killb.accounts.length, 1);
			const { type, data } = await sent(stack, '/api/v2/accounts');
			assert.equal(type, 'SPEI');
			assert.equal(data['clabe'], '646180157000000004');
			assert.equal(data['countryCode'], 'MX');
		},
	},
	{
		name: 'a ramp within limits',
		atMost: 12,
		start: async (stack) =>
			await withNode(stack, 'Quote and create ramp', {
				resource: 'ramp',
				operation: 'quoteAndCreate',
			}),
		work: async (user) => {
			await user.openNode('Quote and create ramp');
			await user.pick('fromCurrency', 'COP');
			await user.pick('toCurrency', 'USDC');
			await user.pick('cashInMethod', 'PSE');
			await user.pick('cashOutMethod', 'Polygon');
			await user.fill('amount', '400000');
			await user.fill('minimumReceived', '90');
			await user.pick('userId', 'Ana Sandoval');
			await user.pick('accountId', 'Polygon');
			await user.fill('externalId', 'invoice-2026-0042');
			await user.click(EXECUTE);
			await user.sees(`${testPlace('output-panel')} >> text=1 item`);
		},
		check: async (stack) => assert.equal((await records(stack)).killb.ramps.length, 1),
	},
	{
		name: 'an example, imported',
		atMost: 4,
		start: async () => await Promise.resolve('/workflow/new'),
		work: async (user) => {
			await user.click(testPlace('workflow-menu'));
			await user.click(testPlace('workflow-menu-item-import'));
			await user.chooseFile(
				testPlace('workflow-menu-item-import-from-file'),
				join(root, 'examples', 'paid-ramp-to-server.json'),
			);
			await user.sees(`[data-node-type="n8n-nodes-kernelhost-killb.killBTrigger"]`);
		},
		check: async ({ client, credentials }) => {
			const example = readExample('paid-ramp-to-server.json');
			const nodes = await waitFor('n8n to save the example', async () => {
				const all = await client.call<Array<{ id: string; name: string }>>('GET', '/workflows');
				const found = all.find(({ name }) => name === example.name);
				if (!found) return undefined;
				return (await client.call<{ nodes: INode[] }>('GET', `/workflows/${found.id}`)).nodes;
			});
			const ids = nodes.flatMap((one) => Object.values(one.credentials ?? {})).map(({ id }) => id);
			assert.deepEqual(new Set(ids), new Set(Object.values(credentials)));
		},
	},
	{
		name: 'a trigger, an order, and publishing',
		atMost: 17,
		start: async () => await Promise.resolve('/workflow/new'),
		work: async (user, { sandbox }) => {
			await user.click(testPlace('canvas-add-button'));
			await addFromPanel(user, 'KillB', 'On ramp completed');
			await user.chooseFrom(testPlace('collection-parameter-add'), 'Test With Sample Event');
			await user.click(EXECUTE);
			await user.sees(`${testPlace('output-panel')} >> text=1 item`);
			await user.click(CLOSE);
			await user.click(testPlace('canvas-handle-plus'));
			await addFromPanel(user, 'KernelHost', 'Create order');
			await user.pick('productId', 'KVM Rootserver M');
			await user.pick('billingCycle', 'monthly');
			await user.drag(inputField('objectId'), REFERENCE);
			await user.click(CLOSE);
			await user.click(testPlace('workflow-open-publish-modal-button'));
			await user.click(testPlace('workflow-publish-button'));
			await killbSendsTo(sandbox, '/webhook/');
		},
		check: async (stack) => {
			const { length } = (await records(stack)).kernelhost.orders;
			const data = { id: '0d0e0f00-1111-4222-8333-444455556666', status: 'COMPLETED' };
			await stack.sandbox.control('POST', '/events', { service: 'killb', event: 'RAMP', data });
			await waitFor('the event to order a server', async () => {
				const { orders } = (await records(stack)).kernelhost;
				return orders.length === length + 1 || undefined;
			});
		},
	},
	{
		name: 'a KernelHost credential from nothing',
		atMost: 9,
		start: async () => await Promise.resolve('/home/workflows'),
		work: async (user, { sandbox: { details } }) => {
			await addCredential(user, 'KernelHost API');
			await user.fill('keyId', details.keyId);
			await user.fill('secret', details.secret);
			await user.fill('apiRoot', details.kernelhost);
			await saveCredential(user);
		},
		check: async (stack) => await connects(stack, 'kernelHostApi', stack.credentials.kernelhost),
	},
	{
		name: 'a KillB credential',
		atMost: 11,
		start: async () => await Promise.resolve('/home/workflows'),
		work: async (user, { sandbox: { details } }) => {
			await addCredential(user, 'KillB API');
			await user.choose('environment', 'Own URL');
			await user.fill('baseUrl', details.killb);
			await user.fill('email', details.email);
			await user.fill('password', details.password);
			await user.fill('webhookSecret', details.webhookSecret);
			await saveCredential(user);
		},
		check: async (stack) => await connects(stack, 'killBApi', stack.credentials.killb),
	},
];

function testPlace(id: string): string {
	return `[data-test-id="${id}"]`;
}

/** A field of the input panel, which can be dragged into the form. */
function inputField(name: string): string {
	return `${testPlace('run-data-schema-item')} >> text="${name}"`;
}

function byHand(): INode {
	return node({ name: 'By hand', type: 'n8n-nodes-base.manualTrigger' });
}

/**
 * A workflow that has the node of a KillB operation as the panel adds it: with its credential, and
 * nothing filled in.
 */
async function withNode(
	{ client, credentials }: Stack,
	name: string,
	parameters: INodeParameters,
): Promise<string> {
	const added = node({
		name,
		type: 'n8n-nodes-kernelhost-killb.killB',
		position: [220, 0],
		parameters,
		credentials: { killBApi: { id: credentials.killb, name: credentialNames.killb } },
	});
	const { id } = await client.createWorkflow(chain(name, [byHand(), added]));
	return `/workflow/${id}`;
}

/** Adds an operation or an event from the panel that is open. */
async function addFromPanel(user: CountedActions, service: string, action: string): Promise<void> {
	const entry = (text: string) => `${testPlace('item-iterator-item')} >> text="${text}"`;
	await user.type(SEARCH, service);
	await user.click(entry(service));
	await user.click(entry(action));
	await user.sees(testPlace('node-parameters'));
}

async function addCredential(user: CountedActions, type: string): Promise<void> {
	await user.click(testPlace('tab-CredentialsView'));
	await user.click(testPlace('add-resource-credential'));
	// The list is open already, and its search has the focus.
	await user.type(`${testPlace('new-credential-type-select')} >> input`, type);
	await user.click(`${testPlace('new-credential-type-select-option')} >> text="${type}"`);
	await user.click(testPlace('new-credential-type-button'));
}

/** Saves; n8n then tests. */
async function saveCredential(user: CountedActions): Promise<void> {
	await user.click(testPlace('credential-save-button'));
	await user.sees(`${testPlace('editCredential-modal')} >> text=Connection tested successfully`);
}

/** Checks that the user's new credential of a type connects. */
async function connects({ client }: Stack, type: string, prepared: string): Promise<void> {
	const all = await client.call<Array<{ id: string; type: string }>>('GET', '/credentials');
	const added = all.filter((one) => one.type === type && one.id !== prepared);
	assert.equal(added.length, 1);
	assert.equal((await client.testCredential(added[0]?.id ?? '')).status, 'OK');
}

async function records({ sandbox }: Stack): Promise<Records> {
	return await sandbox.control<Records>('GET', '/records');
}

/** The body of the only POST to a path of KillB. */
async function sent({ sandbox }: Stack, path: string) {
	const posts = (await sandbox.journal()).filter(
		(entry) => entry.method === 'POST' && entry.path === path,
	);
	assert.equal(posts.length, 1);
	const body: unknown = posts[0]?.body;
	return (typeof body === 'string' ? JSON.parse(body) : body) as {
		type: string;
		data: Record<string, unknown>;
	};
}
