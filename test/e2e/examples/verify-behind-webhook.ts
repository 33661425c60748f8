import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { nextExecutionEnd, outputOf, ranNode } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { signAsKillB } from '../../../core/webhook/killbSignature';
import { publishExample, unpublishExample } from './publishExample';

const BODY =
	'{ "id":"evt_1", "event":"RAMP","action":"UPDATE","data":{"id":"r-1","status":"FAILED"}}';

export function describeExample(stack: () => Stack): void {
	describe('the example "Verify deliveries behind a Webhook node"', () => {
		let workflowId: string;
		const url = () => `${stack().client.url}/webhook/killb-events`;
		before(async () => {
			workflowId = await publishExample(stack(), readExample('verify-behind-webhook.json'));
			await waitFor('the URL to be live', async () => {
				const text = await (await fetch(url(), { method: 'DELETE' })).text();
				return text.includes('not registered for DELETE') || undefined;
			});
		});
		after(async () => await unpublishExample(stack(), workflowId));

		async function deliver(secret: string, change: { gzip?: boolean; type?: string } = {}) {
			const { client } = stack();
			const earlier = (await client.executions(workflowId)).length;
			const body = Buffer.from(BODY);
			const response = await fetch(url(), {
				method: 'POST',
				body: new Uint8Array(change.gzip ? gzipSync(body) : body),
				headers: {
					'content-type': change.type ?? 'application/json',
					...(change.gzip ? { 'content-encoding': 'gzip' } : {}),
					'x-signature-sha256': signAsKillB(body, secret, 'hmac'),
				},
			});
			const answer: unknown = await response.json();
			const execution = await nextExecutionEnd(client, workflowId, earlier);
			assert.equal(execution.summary.status, 'success');
			return { status: response.status, answer, data: execution.data };
		}

		for (const change of [{}, { gzip: true }, { type: 'application/octet-stream' }]) {
			it(`answers 200 to a genuine delivery and does the work: ${JSON.stringify(change)}`, async () => {
				const secret = stack().sandbox.details.webhookSecret;
				const { status, answer, data } = await deliver(secret, change);
				assert.deepEqual([status, answer], [200, { received: true }]);
				const work = { what: 'RAMP UPDATE', objectId: 'r-1', status: 'FAILED' };
				assert.deepEqual(outputOf(data, 'Do the work'), work);
			});
		}

		it('answers 401 to a forged delivery, with the reason on the error output', async () => {
			const { status, answer, data } = await deliver('a secret that KillB does not have');
			assert.deepEqual([status, answer], [401, { error: 'Unauthorized' }]);
			assert.ok(!ranNode(data, 'Do the work'));
			assert.match(JSON.stringify(data), /signature_mismatch/);
		});
	});
}
