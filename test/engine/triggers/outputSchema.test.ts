import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadOutputSchema } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox';
import {
	type DeliveryResult,
	deliverWebhook,
	installedPackages,
	N8N,
	onlyWhere,
	WireServer,
} from '../../support/engine';
import { schemaViolations } from '../../support/engine/jsonSchema';

let sandbox: Sandbox;
let receiver: WireServer;
beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await WireServer.start();
});
afterAll(async () => {
	await sandbox.close();
	await receiver.close();
});

const triggers = [
	{
		type: 'killBTrigger',
		credential: 'killBApi',
		event: { service: 'killb', event: 'RAMP', data: { status: 'COMPLETED' } },
	},
	{
		type: 'kernelHostTrigger',
		credential: 'kernelHostApi',
		event: { service: 'kernelhost', type: 'order.paid', data: { id: 1001 } },
	},
];

/** The schema as n8n finds it for the trigger's version: in `__schema__` next to the node's file. */
async function schemaOf(type: string): Promise<Schema> {
	const packages = await installedPackages();
	const known = packages.getKnownTypes()[packages.fullTypeName(type)] as { sourcePath: string };
	// Without a build the sources are in place of the build (jest.config.js).
	const inSources = process.env.TEST_BUILT_PACKAGE !== '1';
	const file = inSources ? known.sourcePath.replace(/\bdist[\\/]/, '') : known.sourcePath;
	const { version } = packages.description(type) as { version: number };
	const schema = loadOutputSchema({ nodeDir: path.dirname(file), version });
	if (!schema) throw new Error(`n8n finds no output schema of ${type}`);
	return schema as unknown as Schema;
}

interface Schema extends Record<string, unknown> {
	type: string | string[];
	properties?: Record<string, Schema>;
}

/** An event as the sandbox sends it, through the trigger. */
async function receive({ type, credential, event }: (typeof triggers)[0]): Promise<DeliveryResult> {
	receiver.answer(() => ({ status: 200 }));
	const { control, webhookSecret } = sandbox.details;
	const sent = await fetch(`${control}/events`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...event, url: receiver.url }),
	});
	expect(sent.status).toBe(200);
	const [request] = receiver.requests;
	return await deliverWebhook({
		type,
		credentials: { [credential]: { webhookSecret } },
		rawBody: request?.body ?? '',
		headers: request?.headers as Record<string, string>,
	});
}

const describeWhereShown = onlyWhere(N8N.showsSchemas, describe);

describeWhereShown.each(triggers)('the output schema of the $type', (trigger) => {
	it('matches the item of a delivery', async () => {
		const schema = await schemaOf(trigger.type);
		const { items } = await receive(trigger);
		expect(items).toHaveLength(1);
		const closed = { ...schema, additionalProperties: false };
		expect(await schemaViolations(closed, items[0]?.json)).toEqual([]);
	});

	it('rejects everything else', async () => {
		const schema = await schemaOf(trigger.type);
		const [item] = (await receive(trigger)).items;
		const { verified, ...unverified } = item?.json as IDataObject;
		expect(verified).toBeDefined();
		expect(await schemaViolations(schema, unverified)).not.toEqual([]);
		const wrong = { ...item?.json, eventId: 7 };
		expect(await schemaViolations(schema, wrong)).not.toEqual([]);
	});

	it('matches the samples that examples pin to it', async () => {
		const closed = { ...(await schemaOf(trigger.type)), additionalProperties: false };
		for (const sample of pinnedSamples(trigger.type)) {
			expect(await schemaViolations(closed, sample)).toEqual([]);
			expect(missing(closed, sample, '')).toEqual([]);
		}
	});

	it('names no member that the item lacks', async () => {
		const [item] = (await receive(trigger)).items;
		expect(missing(await schemaOf(trigger.type), item?.json, '')).toEqual([]);
	});
});

const examples = path.join(__dirname, '../../../examples');

/** The items that the example workflows pin to a trigger. */
function pinnedSamples(type: string): IDataObject[] {
	const files = readdirSync(examples).filter((name) => name.endsWith('.json'));
	return files.flatMap((name) => {
		const { nodes, pinData = {} } = JSON.parse(readFileSync(path.join(examples, name), 'utf8')) as {
			nodes: INode[];
			pinData?: Record<string, INodeExecutionData[]>;
		};
		const triggersOfType = nodes.filter((node) => node.type.endsWith(`.${type}`));
		return triggersOfType.flatMap((node) => (pinData[node.name] ?? []).map(({ json }) => json));
	});
}

it('at least one example pins a sample', () => {
	expect(pinnedSamples('killBTrigger').length).toBeGreaterThan(0);
});

function missing(
	{ properties = {} }: Pick<Schema, 'properties'>,
	value: unknown,
	at: string,
): string[] {
	return Object.entries(properties).flatMap(([name, inner]) => {
		const member = (value as Record<string, unknown> | null)?.[name];
		return member === undefined ? [`${at}.${name}`] : missing(inner, member, `${at}.${name}`);
	});
}
