import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { waitFor } from '../support/n8n/waitFor';
import { node, publishTrigger, stackForTests } from './stackForTests';

const stack = stackForTests('odd-deliveries');

/**
 * Signed as killb.md 4.3 says, over the bytes before compression: n8n passes on what it
 * decompressed.
 */
function signed(body: Buffer, headers: Record<string, string> = {}) {
	const { webhookSecret } = stack().sandbox.details;
	const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
	return { 'x-signature-sha256': signature, ...headers };
}

const event = Buffer.from(
	'{"id":"evt_1","event":"RAMP","action":"UPDATE","data":{"amount":12345678901234567890.10}}',
);
const json = { 'content-type': 'application/json' };
const octets = { 'content-type': 'application/octet-stream' };
const xml = { 'content-type': 'application/xml' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a delivery to the KillB Trigger in a real n8n', () => {
	const webhookId = randomUUID();
	let published: { workflowId: string; url: string } | undefined;

	async function deliver(body: Buffer, headers: Record<string, string>) {
		published ??= await publishTrigger(
			stack(),
			node({
				name: 'KillB Trigger',
				type: 'n8n-nodes-kernelhost-killb.killBTrigger',
				webhookId,
				parameters: { events: ['*'], actions: [], settings: { includeRawBody: true } },
				credentials: { killBApi: { id: stack().credentials.killb, name: 'KillB account' } },
			}),
		);
		const { workflowId, url } = published;
		const before = (await stack().client.executions(workflowId)).length;
		const response = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
		return { status: response.status, text: await response.text(), before, workflowId };
	}

	const genuine: Array<[string, Buffer, (body: Buffer) => [Buffer, Record<string, string>]]> = [
		['plain JSON', event, (body) => [body, json]],
		[
			'JSON compressed by gzip',
			event,
			(body) => [gzipSync(body), { ...json, 'content-encoding': 'gzip' }],
		],
		['no content type', event, (body) => [body, {}]],
		['a content type of text', event, (body) => [body, { 'content-type': 'text/plain' }]],
		['a content type of a simple form', event, (body) => [body, form]],
		['bytes that are no JSON', Buffer.from('{"id": not json'), (body) => [body, octets]],
		['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), (body) => [body, octets]],
		[
			'JSON whose text is no UTF-8',
			Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9, 0x22, 0x7d])]),
			(body) => [body, json],
		],
		['an XML body', Buffer.from('<id>1</id>'), (body) => [body, xml]],
	];

	for (const [what, body, sent] of genuine) {
		it(`is accepted once and recorded with ${what}`, async () => {
			const [bytes, headers] = sent(body);
			const { status, before, workflowId } = await deliver(bytes, signed(body, headers));
			assert.equal(status, 200);
			const executions = await waitFor('the execution', async () => {
				const list = await stack().client.executions(workflowId);
				return list.length > before ? list : undefined;
			});
			assert.equal(executions.length, before + 1);
		});
	}

	const forged: Array<[string, Buffer, () => Record<string, string>]> = [
		['no signature', event, () => json],
		['the signature of another body', event, () => signed(Buffer.from('{}'), json)],
		['a truncated signature', event, () => ({ ...json, 'x-signature-sha256': 'abc' })],
	];

	for (const [what, body, headers] of forged) {
		it(`is rejected with the same 401, and starts nothing, with ${what}`, async () => {
			const { status, text, before, workflowId } = await deliver(body, headers());
			assert.equal(status, 401);
			assert.deepEqual(JSON.parse(text), { error: 'Unauthorized' });
			assert.equal((await stack().client.executions(workflowId)).length, before);
		});
	}

	/** n8n parses by the content type before it calls the trigger (n8n.md 2.1). */
	const unreadable: Array<[string, number, Buffer, Record<string, string>]> = [
		['JSON that is none', 422, Buffer.from('{"id":'), json],
		[
			'JSON in another character set',
			422,
			event,
			{ 'content-type': 'application/json; charset=utf-16le' },
		],
		['XML that is none', 422, event, xml],
		[
			'a form with files that is none',
			400,
			event,
			{ 'content-type': 'multipart/form-data; boundary=x' },
		],
		['gzip that is none', 500, event, { ...json, 'content-encoding': 'gzip' }],
	];

	for (const [what, expected, body, headers] of unreadable) {
		it(`gets ${expected} from n8n and starts nothing, although it is signed, with ${what}`, async () => {
			const { status, before, workflowId } = await deliver(body, signed(body, headers));
			assert.equal(status, expected);
			assert.equal((await stack().client.executions(workflowId)).length, before);
		});
	}
});
