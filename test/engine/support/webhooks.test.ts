import { gzipSync } from 'node:zlib';
import {
	deliverWebhook,
	installedPackages,
	type InstalledPackages,
	N8N_NODES,
	PROTO,
} from '../../support/engine';

let packages: InstalledPackages;

beforeAll(async () => {
	packages = await installedPackages([N8N_NODES, PROTO]);
});

const deliver = async (
	rawBody: Buffer | string,
	headers: Record<string, string> = {},
	more: { typeVersion?: number } = {},
) => {
	const { typeVersion = 1, ...rest } = more;
	return await deliverWebhook({
		packages,
		type: 'protoTrigger',
		rawBody,
		headers,
		node: { typeVersion },
		...rest,
	});
};

const hex = (text: string) => Buffer.from(text).toString('hex');

describe('a delivery to a trigger', () => {
	it('starts the workflow with the raw bytes and the parsed body', async () => {
		const result = await deliver('{ "a": 1 }\n');
		expect(result).toMatchObject({ status: 200, executionStarted: true, noWebhookResponse: false });
		expect(result.items[0]?.json).toEqual({
			hex: hex('{ "a": 1 }\n'),
			readBefore: true,
			body: { a: 1 },
			url: 'https://n8n.example/webhook/5f0c1c52-0000-4000-8000-00000000000a/webhook',
		});
	});

	it('responds with the literal text firstEntryJson if the description is silent, as n8n does', async () => {
		expect((await deliver('{}')).body).toBe('firstEntryJson');
	});

	it('gives node version 1 every body, and later versions only those that n8n can parse', async () => {
		const binary = { 'Content-Type': 'application/octet-stream' };
		const json = async (typeVersion: number) =>
			(await deliver('abc', binary, { typeVersion })).items[0]?.json;
		expect(await json(1)).toMatchObject({ readBefore: true, hex: hex('abc') });
		expect(await json(2)).toMatchObject({ readBefore: false, hex: hex('abc') });
	});

	it('leaves no raw body of a form', async () => {
		const form = { 'Content-Type': 'multipart/form-data; boundary=x' };
		await expect(deliver('--x--', form, { typeVersion: 2 })).resolves.toMatchObject({
			status: 500,
		});
	});

	it('responds by itself to a broken form and an unknown character set', async () => {
		const broken = ['multipart/form-data; boundary=x', 'application/json; charset=nonsense'];
		for (const type of broken) {
			expect((await deliver('{}', { 'Content-Type': type })).status).toBe(422);
		}
	});

	it('decompresses before the node sees the bytes', async () => {
		const { items } = await deliver(gzipSync('{"a":1}'), { 'Content-Encoding': 'gzip' });
		expect(items[0]?.json).toMatchObject({ hex: hex('{"a":1}'), body: { a: 1 } });
	});

	it('keeps bytes that are not UTF-8', async () => {
		const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
		expect((await deliver(bytes)).items[0]?.json).toMatchObject({ hex: '22fffe22' });
	});

	it('responds with 422 to invalid JSON and does not call the node', async () => {
		expect(await deliver('{', { 'X-Answer': 'throw' })).toMatchObject({
			status: 422,
			executionStarted: false,
		});
	});

	it('responds with 500 and stores a failed execution if the node throws', async () => {
		expect(await deliver('{}', { 'X-Answer': 'throw' })).toMatchObject({
			status: 500,
			executionStarted: true,
			items: [],
		});
	});

	it('responds with 200 and no execution if the node returns nothing', async () => {
		expect(await deliver('{}', { 'X-Answer': 'nothing' })).toMatchObject({
			status: 200,
			body: { message: 'Webhook call received' },
			executionStarted: false,
		});
	});

	it("responds with the node's own data in a handshake", async () => {
		expect(await deliver('{}', { 'X-Answer': 'challenge' })).toMatchObject({
			status: 200,
			body: { challenge: hex('{}') },
			executionStarted: false,
		});
	});

	it('lets the node respond itself', async () => {
		expect(await deliver('{}', { 'X-Answer': 'refuse' })).toMatchObject({
			status: 401,
			body: 'Unauthorized',
			noWebhookResponse: true,
			executionStarted: false,
		});
	});
});
