import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { signAsStripe } from '../../core/webhook/stripeSignature';
import { chain, node } from '../../test/support/n8n/chain';
import type { N8nClient } from '../../test/support/n8n/n8nClient';
import { installIntoN8n, packPackage } from '../../test/support/n8n/packedPackage';
import { SandboxProcess } from '../../test/support/n8n/sandboxProcess';
import { createCredentials, type Stack } from '../../test/support/n8n/stack';
import type { Bench, BenchContext, Section } from '../bench';
import { compareToGoal } from '../goal';
import { KERNELHOST_SERVICES, orderForm, ourNode } from '../requests/asked';
import { readInTurns, seriesOf } from '../rounds';
import { N8nFromStart, type WritingWorkflow } from '../start/n8nFromStart';
import { startStripe, type StripeServer } from '../start/stripe';
import { ratioOf } from '../statistics';
import { deliveries, type Delivery } from '../webhooks/delivery';
import { ourTrigger } from '../webhooks/workflows';

const OURS = 'KillB Trigger → KernelHost';
const THEIRS = 'Stripe Trigger → Stripe';
const DELIVERY = 'the first accepted delivery';
const WRITE = 'its order, or its customer';
const SECRET = 'whsec_of_the_stand_in';

/** How soon a started n8n takes a delivery and places an order. */
export const bench: Bench = {
	name: 'start',
	run: async (context) => {
		const stops: Array<() => Promise<void> | void> = [];
		try {
			return await measured(context, stops);
		} finally {
			for (const stop of stops.reverse()) await stop();
		}
	},
};

async function measured(
	{ folder, rounds, say }: BenchContext,
	stops: Array<() => Promise<void> | void>,
): Promise<Section> {
	const stripe = await startStripe(path.join(folder, 'start-certificate'), SECRET);
	stops.push(stripe.stop);
	const sandbox = await SandboxProcess.start(path.join(folder, 'start-sandbox.log'));
	stops.push(sandbox.stop);
	await sandbox.control('PUT', '/account', { balance: '1000000.00' });
	const withPackage = path.join(folder, 'start-ours');
	await installIntoN8n(await packPackage(withPackage), withPackage);
	const servers = {
		[OURS]: await N8nFromStart.prepare(withPackage, stripe.env, async (client) =>
			ours(sandbox, await createCredentials(client, sandbox)),
		),
		[THEIRS]: await N8nFromStart.prepare(
			path.join(folder, 'start-theirs'),
			stripe.env,
			async (client) => await theirs(client, stripe),
		),
	};
	say(`starting each n8n ${rounds} times, in turns`);
	const readings = await readInTurns(
		rounds,
		Object.fromEntries(
			Object.entries(servers).map(([name, server]) => [name, async () => await server.start()]),
		),
	);
	const toDelivery = seriesOf(readings, ({ accepted }) => accepted);
	const toWrite = seriesOf(readings, ({ written }) => written);
	return {
		title: 'After a start of n8n',
		method: METHOD(rounds),
		unit: 'seconds',
		series: [
			...toDelivery.map(({ name, samples }) => ({ name: `${name}: ${DELIVERY}`, samples })),
			...toWrite.map(({ name, samples }) => ({ name: `${name}: ${WRITE}`, samples })),
		],
		findings: [[DELIVERY, toDelivery] as const, [WRITE, toWrite] as const].map(([until, series]) =>
			compareToGoal(
				`From n8n’s start to ${until}, against n8n’s Stripe nodes`,
				ratioOf(series, OURS, THEIRS),
				'≤',
				1.05,
				'×',
			),
		),
	};
}

/** A KillB event leads to an order at KernelHost. */
function ours(sandbox: SandboxProcess, credentials: Stack['credentials']): WritingWorkflow {
	const { workflow, path } = ourTrigger('killb', { credentials });
	const form = orderForm('={{ $json.eventId }}');
	const order = ourNode(KERNELHOST_SERVICES, credentials.kernelhost, form);
	return {
		workflow: chain('order', [...workflow.nodes.slice(0, 1), order]),
		path,
		delivery: () => deliveries('killb', 1, sandbox.details.webhookSecret)[0] as Delivery,
		writes: async () => {
			const { kernelhost } = await sandbox.control<Records>('GET', '/records');
			return kernelhost.orders.length;
		},
	};
}

interface Records {
	kernelhost: { orders: unknown[] };
}

/** A Stripe event leads to a customer at Stripe. */
async function theirs(client: N8nClient, { customers }: StripeServer): Promise<WritingWorkflow> {
	const data = { secretKey: 'sk_test_1', signatureSecret: SECRET };
	const id = await client.createCredential('Stripe', 'stripeApi', data);
	const credentials = { stripeApi: { id, name: 'Stripe' } };
	const webhookId = randomUUID();
	const trigger = node({
		name: 'Trigger',
		type: 'n8n-nodes-base.stripeTrigger',
		webhookId,
		parameters: { events: ['*'] },
		credentials,
	});
	const customer = node({
		name: 'Customer',
		type: 'n8n-nodes-base.stripe',
		parameters: { resource: 'customer', operation: 'create', name: 'Customer' },
		credentials,
	});
	return {
		workflow: chain('customer', [trigger, customer]),
		path: `/webhook/${webhookId}/webhook`,
		delivery: stripeDelivery,
		writes: async () => customers(),
	};
}

function stripeDelivery(): Delivery {
	const id = `evt_${randomUUID()}`;
	const now = Math.floor(Date.now() / 1000);
	const event = { id, object: 'event', type: 'charge.succeeded', created: now, data: {} };
	const body = Buffer.from(JSON.stringify(event));
	const headers = {
		'content-type': 'application/json',
		'stripe-signature': signAsStripe(body, SECRET, now),
	};
	return { id, body, headers };
}

const METHOD = (
	rounds: number,
) => `Two real n8n, one with this package and one without, each with one published workflow: an event of KillB that leads to an order at KernelHost, and an event of Stripe that leads to
a customer at Stripe, by n8n's own Stripe nodes. Each n8n is started ${rounds} times, in turns. From the moment at which its process is started it gets a new signed delivery every 20 ms, until it answers one
with 200; then the write that follows is awaited at the service. Both services run on loopback; n8n reaches the one that plays Stripe through a proxy, because the address is fixed in its node.`;
