import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { IDataObject, INodeType, INodeTypeDescription } from 'n8n-workflow';

const load = createRequire(__filename);
const fromN8n = createRequire(load.resolve('../support/n8n/node_modules/n8n/package.json'));
fromN8n('reflect-metadata');

interface Strategy {
	apply(execution: object, context: object): Promise<void>;
}

/** n8n's own class for `sensitiveOutputFields`. n8n 2.41 has the class, but does not use it yet. */
const { NodeDefinedFieldRedactionStrategy } = fromN8n(
	'./dist/modules/redaction/executions/strategies/node-defined-field-redaction.strategy.js',
) as {
	NodeDefinedFieldRedactionStrategy: new (logger: object, nodeTypes: object) => Strategy;
};

type NodeClass = new () => INodeType;
const { KernelHost } = load('../../dist/nodes/KernelHost/KernelHost.node.js') as {
	KernelHost: NodeClass;
};
const { KillB } = load('../../dist/nodes/KillB/KillB.node.js') as { KillB: NodeClass };

/** The item of a node's execution, as n8n would show it. */
async function shown(description: INodeTypeDescription, json: IDataObject): Promise<IDataObject> {
	const strategy = new NodeDefinedFieldRedactionStrategy(
		{ warn: (message: string) => assert.fail(message) },
		{ getByNameAndVersion: () => ({ description }) },
	);
	const item = { json: structuredClone(json) };
	const execution = {
		workflowData: { nodes: [{ name: 'Node', type: 'any', typeVersion: 1 }] },
		data: { resultData: { runData: { Node: [{ data: { main: [[item]] } }] } } },
	};
	await strategy.apply(execution, { memo: new Map() });
	return item.json;
}

const hidden = { __redacted: true, reason: 'node_defined_field', canReveal: false };

describe('n8n’s redaction of the fields that a node declares', () => {
	it('hides a root password, and nothing else of the access data', async () => {
		const json = { service_id: 5001, username: 'root', password: 'x', port: 22 };
		assert.deepEqual(await shown(new KernelHost().description, json), {
			...json,
			password: hidden,
		});
	});

	it('hides passwords of services deeper in an answer', async () => {
		const json = {
			credentials: { password: 'x', user: 'a' },
			services: [{ id: 1, root_password: 'x' }, { id: 2 }],
		};
		assert.deepEqual(await shown(new KernelHost().description, json), {
			credentials: { password: hidden, user: 'a' },
			services: [{ id: 1, root_password: hidden }, { id: 2 }],
		});
	});

	it('hides a KYC token', async () => {
		const { description } = new KillB();
		assert.deepEqual(await shown(description, { token: 'x', userId: 'y' }), {
			token: hidden,
			userId: 'y',
		});
	});
});
