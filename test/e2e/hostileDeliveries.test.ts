import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { SECRET } from '../support/webhook/stripeOracle';
import { scratchFolder } from '../support/n8n/runtime';
import { waitFor } from '../support/n8n/waitFor';
import { allExecutions, deliveryIdsOf } from '../support/n8n/allExecutions';
import { type Responses, type Load, type Delivery, send, sendAll } from './sendDeliveries';
import { genuineDeliveries, forgedDeliveries } from './hostileDeliveries';
import { node, publishTrigger, stackForTests } from './stackForTests';

const NAME = 'hostile-deliveries';
/**
 * n8n's default expression engine builds an isolate for each request to a package's trigger, which
 * would take most of the time of these thousands. Nothing here uses expressions; the other tests of
 * triggers run with the default.
 */
const stack = stackForTests(NAME, { N8N_EXPRESSION_ENGINE: 'legacy' });

/** Fixed, so that a failure can be reproduced; change it to see others. */
const SEED = 20_260_102;
const MIB = 1024 * 1024;

const services = [
	{ service: 'killB', credential: 'killBApi', forged: 2350, genuine: 150 },
	{ service: 'kernelHost', credential: 'kernelHostApi', forged: 2350, genuine: 150 },
] as const;

for (const { service, credential, forged, genuine } of services) {
	describe(`${forged} forged deliveries among ${genuine} genuine ones to the ${service} trigger of a real n8n`, () => {
		let published: { workflowId: string; url: string };
		let outcome: Responses;
		const deliveries = [
			...forgedDeliveries(service, forged, SEED),
			...genuineDeliveries(service, genuine, SEED + 1),
		];
		const readable = deliveries.filter(({ isReadable }) => isReadable);
		const expected = readable.filter(({ isGenuine }) => isGenuine).map(({ id }) => id);
		assert.ok(expected.length > genuine / 2 && readable.length < deliveries.length);

		before(async () => {
			const id = await stack().client.createCredential(`${service} under fire`, credential, {
				...(service === 'killB'
					? { environment: 'production', email: 'ops@example.com', password: 'unused' }
					: { keyId: 'unused', secret: 'unused' }),
				webhookSecret: SECRET,
			});
			published = await publishTrigger(
				stack(),
				node({
					name: `${service} Trigger`,
					type: `n8n-nodes-kernelhost-killb.${service}Trigger`,
					webhookId: randomUUID(),
					parameters: { registration: 'manual' },
					credentials: { [credential]: { id, name: `${service} under fire` } },
				}),
			);
			outcome = await sendAll(published.url, deliveries);
		});

		it('answers every forged delivery with the same 401', () => {
			const count = readable.length - expected.length;
			assert.deepEqual(outcome.answersTo(false), { '401 {"error":"Unauthorized"}': count });
		});

		it('answers every genuine delivery with 200', () => {
			assert.deepEqual(outcome.answersTo(true), { '200 ': expected.length });
		});

		it('leaves it to n8n to reject bodies that are not what their content type says', () => {
			assert.deepEqual(outcome.statusesOfUnreadable().sort(), [400, 422]);
		});

		it('starts one execution per genuine delivery, and no others', async () => {
			const ended = await waitFor(
				'all executions to end',
				async () => {
					const executions = await allExecutions(stack().client, published.workflowId);
					const isOver =
						executions.length >= expected.length &&
						executions.every(({ stoppedAt }) => stoppedAt !== null);
					return isOver ? executions : undefined;
				},
				{ timeout: 300_000, interval: 1000 },
			);
			assert.deepEqual(new Set(ended.map(({ status }) => status)), new Set(['success']));
			const ids = await deliveryIdsOf(stack().client, ended);
			assert.deepEqual(ids.sort(), [...expected].sort());
		});

		const large: Array<[string, number, () => Delivery]> = [
			['a forged body of 16 MiB', 401, () => bodyOf(16 * MIB, false)],
			['a forged body of 16 MiB that is no JSON', 422, () => bodyOf(16 * MIB, false, '{')],
			['a gzip body that unpacks to 64 MiB', 500, () => packed(64 * MIB)],
			['a gzip body that is none', 500, () => packed(0)],
			['a genuine body of 16 MiB', 200, () => bodyOf(16 * MIB, true)],
		];

		for (const [what, status, made] of large) {
			it(`answers ${what} with ${status}`, async () => {
				assert.equal((await send(published.url, made())).status, status);
			});
		}

		// The response is sent before the body is read. A client that is still sending may see only
		// that the connection ended.
		it('answers a forged body above n8n’s limit with 500, or ends the connection', async () => {
			const outcome = await send(published.url, bodyOf(17 * MIB, false)).then(
				({ status }) => status,
				({ code }: { code?: string }) => code,
			);
			assert.ok([500, 'EPIPE', 'ECONNRESET'].includes(outcome ?? ''), String(outcome));
		});

		it('still accepts a genuine delivery at the end', async () => {
			const [last] = genuineDeliveries(service, 1, SEED + 2) as [Delivery];
			assert.equal((await send(published.url, last)).status, 200);
			await waitFor('the last execution', async () => {
				const executions = await allExecutions(stack().client, published.workflowId);
				// The others, the one of 16 MiB, and this.
				return executions.length === expected.length + 2 || undefined;
			});
		});

		/** Signs the body by the first genuine kind, or breaks the signature. */
		function bodyOf(size: number, isGenuine: boolean, changedEnd = 'y"}'): Delivery {
			const frame = '{"id":"large","data":""}';
			const body = Buffer.from(frame.replace('""', `"${'x'.repeat(size - frame.length)}"`));
			assert.equal(body.length, size);
			const [delivery] = genuineDeliveries(service, 1, SEED, { body, kind: 'plain' }) as [Delivery];
			const tampered = Buffer.from(body);
			tampered.write(changedEnd, size - changedEnd.length);
			return isGenuine
				? delivery
				: changed(delivery, ({ headers }) => ({ headers, body: tampered }));
		}

		function packed(size: number): Delivery {
			const [delivery] = genuineDeliveries(service, 1, SEED, { kind: 'plain' }) as [Delivery];
			return changed(delivery, ({ headers, body }) => ({
				headers: { ...headers, 'content-encoding': 'gzip' },
				body: size > 0 ? gzipSync(Buffer.alloc(size)) : body,
			}));
		}

		function changed(delivery: Delivery, change: (load: Load) => Load): Delivery {
			return { ...delivery, load: () => change(delivery.load()) };
		}
	});
}

after(() => {
	const log = readFileSync(
		join(scratchFolder, `e2e-${NAME}-${process.pid}`, 'n8n', 'n8n.log'),
		'utf8',
	);
	assert.match(log, /rejected a delivery/);
	assert.ok(!log.includes(SECRET), 'the secret is in n8n’s log');
});
