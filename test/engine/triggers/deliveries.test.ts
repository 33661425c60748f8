import crypto from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
	type CredentialData,
	CredentialStore,
	type DeliveryResult,
	installedPackages,
} from '../../support/engine';
import {
	catchLog,
	hmac,
	kernelHost,
	kernelHostHeader,
	killB,
	now,
	paid,
	ramp,
	REFUSED,
	SECRET,
} from '../../support/triggers/deliveries';

let log: ReturnType<typeof catchLog>;
beforeEach(() => {
	log = catchLog();
});
afterEach(() => jest.restoreAllMocks());

describe('a rejected delivery', () => {
	const forged = { headers: { 'x-signature-sha256': hmac('another body') } };
	const withoutSecret = async (killBApi: CredentialData[string]) =>
		await killB(ramp, {}, { workflowId: 'without a secret', credentials: { killBApi } });
	const reasons: Array<[string, () => Promise<DeliveryResult>]> = [
		['signature_mismatch', () => killB(ramp, {}, forged)],
		['no_signature_header', () => killB(ramp, {}, { headers: {} })],
		['malformed_header', () => killB(ramp, {}, { headers: { 'x-signature-sha256': 'x' } })],
		['no_secret', () => withoutSecret({ webhookSecret: '' })],
		['no_secret', () => withoutSecret({})],
		[
			'timestamp_too_old',
			() => kernelHost(paid, {}, { headers: { 'x-signature': kernelHostHeader(paid, 1) } }),
		],
		[
			'body_unreadable',
			() => {
				const headers = {
					'content-encoding': 'gzip',
					'content-type': 'application/octet-stream',
					'x-signature-sha256': hmac(ramp),
				};
				return killB('no gzip', {}, { headers });
			},
		],
	];

	it.each(reasons)(
		'for %s: one and the same 401, and the reason in the log',
		async (reason, deliver) => {
			const { headers, ...result } = await deliver();
			expect(result).toEqual(REFUSED);
			expect(headers).toEqual({ 'content-type': 'application/json' });
			expect(log.warn).toHaveBeenCalledTimes(1);
			const [text, details] = log.warn.mock.calls[0] as [string, { reason: string }];
			expect(text).toMatch(/^Trigger rejected a delivery: /);
			expect(details.reason).toBe(reason);
			expect(JSON.stringify(log.warn.mock.calls)).not.toContain(SECRET);
		},
	);

	const heads: Array<[string, typeof killB | typeof kernelHost, Record<string, string>]> = [
		['no signature to KillB', killB, {}],
		['a malformed signature to KillB', killB, { 'x-signature-sha256': 'x' }],
		['no signature to KernelHost', kernelHost, {}],
		['a malformed signature to KernelHost', kernelHost, { 'kh-signature': `t=x,v1=${hmac('')}` }],
		[
			'an old time to KernelHost',
			kernelHost,
			{ 'kh-signature': kernelHostHeader(paid, now() - 400) },
		],
		[
			'a time ahead to KernelHost',
			kernelHost,
			{ 'kh-signature': kernelHostHeader(paid, now() + 400) },
		],
	];

	it.each(heads)(
		'with %s needs no read of the credential or the body',
		async (_, deliver, head) => {
			const webhookSecret = SECRET;
			const credentials = await CredentialStore.of({
				killBApi: { webhookSecret },
				kernelHostApi: { webhookSecret },
			});
			const headers = { ...head, 'content-encoding': 'gzip', 'content-type': 'text/html' };
			expect(await deliver('no gzip', {}, { headers, credentials })).toMatchObject(REFUSED);
			expect(credentials.reads).toBe(0);
			expect(JSON.stringify(log.warn.mock.calls)).not.toContain('could not be read');
		},
	);

	it('with a body of more than 16 MiB is rejected before the body is read', async () => {
		const headers = { 'x-signature-sha256': hmac(ramp), 'content-length': String(2 ** 24 + 1) };
		expect(await killB(ramp, {}, { headers })).toMatchObject(REFUSED);
		expect(log.warn).toHaveBeenCalledWith(
			expect.stringContaining('larger than 16 MiB'),
			expect.anything(),
		);
	});

	it('of KernelHost does not start a KillB Trigger with the same secret', async () => {
		const header = kernelHostHeader(paid);
		const [, timestamp, signature] = /t=(\d+),v1=(\w+)/.exec(header) ?? [];
		const headers = { 'content-type': 'text/plain', 'x-signature-sha256': String(signature) };
		expect(await killB(`${timestamp}.${paid}`, {}, { headers })).toMatchObject(REFUSED);
		expect(log.warn).toHaveBeenCalledWith(
			expect.stringContaining('Use different webhook secrets'),
			expect.anything(),
		);
	});

	it('is logged at most ten times a minute for each reason', async () => {
		const flooded = { workflowId: 'flooded' };
		for (let count = 0; count < 30; count++) await killB(ramp, {}, { ...forged, ...flooded });
		const texts = log.warn.mock.calls.map(([text]) => String(text));
		expect(texts).toHaveLength(10);
		expect(texts.filter((text) => text.includes('More of these are not logged'))).toEqual([
			texts[9],
		]);
		await killB(ramp, {}, { headers: {}, ...flooded });
		expect(log.warn).toHaveBeenCalledTimes(11);
		for (let count = 0; count < 30; count++) {
			await killB(ramp, {}, { credentials: {}, ...flooded });
		}
		expect(log.error).toHaveBeenCalledTimes(10);
	});

	it('gets a 503 if this instance fails: without a secret, and without an execution', async () => {
		expect(await killB(ramp, {}, { credentials: {} })).toMatchObject({
			status: 503,
			executionStarted: false,
			items: [],
			error: undefined,
		});
		expect(log.error).toHaveBeenCalledTimes(1);
	});
});

describe('a genuine delivery is never lost', () => {
	it('if n8n has not read its body, because it cannot parse the content type', async () => {
		for (const type of [
			'application/octet-stream',
			'multipart/mixed; boundary=x',
			'text/html',
			'',
		]) {
			const headers = { 'content-type': type, 'x-signature-sha256': hmac(ramp) };
			const { items } = await killB(ramp, {}, { headers });
			expect(items[0]?.json.eventId).toBe('evt_2');
		}
	});

	it('if it is compressed', async () => {
		const headers = { 'content-encoding': 'gzip', 'x-signature-sha256': hmac(ramp) };
		const { items } = await killB(gzipSync(ramp), {}, { headers });
		expect(items[0]?.json.eventId).toBe('evt_2');
	});

	it('if it is not JSON, and its content type does not say so, whatever events were chosen', async () => {
		const headers = { 'content-type': 'text/plain', 'x-signature-sha256': hmac('not json') };
		const { items } = await killB('not json', { events: ['USER'] }, { headers });
		expect(items[0]?.json).toMatchObject({
			eventId: null,
			eventType: null,
			event: null,
			bodyText: 'not json',
		});
	});

	it('if it is not valid UTF-8', async () => {
		const body = Buffer.concat([
			Buffer.from('{"event":"USER","n":"'),
			Buffer.from([0xe9, 0x22, 0x7d]),
		]);
		const { items } = await killB(body);
		expect(items[0]?.json).toMatchObject({
			eventType: 'USER',
			bodyBase64: body.toString('base64'),
		});
	});
});

describe('a body that n8n cannot parse', () => {
	const signed = { 'x-signature-sha256': hmac('{"id":') };

	it('gets 422 from n8n if its content type is JSON, and starts nothing', async () => {
		const headers = { ...signed, 'content-type': 'application/json' };
		const result = await killB('{"id":', {}, { headers });
		expect(result).toMatchObject({ status: 422, executionStarted: false, items: [] });
	});

	it('starts nothing if it is a form, which leaves no bytes to verify', async () => {
		const form = '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n1\r\n--x--';
		const headers = {
			'x-signature-sha256': hmac(form),
			'content-type': 'multipart/form-data; boundary=x',
		};
		expect(await killB(form, {}, { headers })).toMatchObject(REFUSED);
		expect(log.warn).toHaveBeenCalledWith(
			expect.stringContaining('its body could not be read'),
			expect.anything(),
		);
	});
});

/** With another one n8n evaluates an expression before each delivery (n8n.md 2.1). */
it.each(['kernelHostTrigger', 'killBTrigger'])('the type version of a %s is 2', async (name) => {
	const { version } = (await installedPackages()).description(name);
	expect(version).toBe(2);
});

describe('concurrent deliveries', () => {
	it('share one read of the credential, and are each verified by their own signature', async () => {
		const credentials = await CredentialStore.of({ killBApi: { webhookSecret: SECRET } });
		const isGenuine = Array.from({ length: 20 }, (_, index) => index % 3 !== 0);
		const results = await Promise.all(
			isGenuine.map(async (genuine) => {
				const headers = { 'x-signature-sha256': hmac(genuine ? ramp : 'another body') };
				return await killB(ramp, {}, { credentials, headers });
			}),
		);
		expect(results.map(({ executionStarted }) => executionStarted)).toEqual(isGenuine);
		expect(credentials.reads).toBeLessThan(20);
	});
});

describe('the credential of a trigger', () => {
	const signedWith = (secret: string) => ({ 'x-signature-sha256': hmac(ramp, secret) });
	let credentials: CredentialStore;
	let deliver: (secret: string) => Promise<number | undefined>;

	beforeEach(async () => {
		const doNotFake = ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'] as const;
		jest.useFakeTimers({ doNotFake: [...doNotFake] });
		credentials = await CredentialStore.of({ killBApi: { webhookSecret: SECRET } });
		const workflowId = expect.getState().currentTestName ?? '';
		deliver = async (secret) =>
			(await killB(ramp, {}, { credentials, workflowId, headers: signedWith(secret) })).status;
	});
	afterEach(() => jest.useRealTimers());

	const reads = async (secret: string) => {
		const before = credentials.reads;
		const status = await deliver(secret);
		return { status, reads: credentials.reads - before };
	};

	it('is not read again within a second to accept a delivery', async () => {
		expect(await reads(SECRET)).toEqual({ status: 200, reads: 1 });
		jest.advanceTimersByTime(999);
		expect(await reads(SECRET)).toEqual({ status: 200, reads: 0 });
		jest.advanceTimersByTime(1);
		expect(await reads(SECRET)).toEqual({ status: 200, reads: 1 });
	});

	it('is read again before a delivery is rejected', async () => {
		await deliver(SECRET);
		expect(await reads('another secret')).toEqual({ status: 401, reads: 1 });
	});

	it('costs a forgery no second HMAC if it is the same as before', async () => {
		const hmacs = jest.spyOn(crypto, 'createHmac');
		const costOf = async (secret: string) => {
			const headers = signedWith(secret);
			const before = hmacs.mock.calls.length;
			await killB(ramp, {}, { credentials, workflowId: 'HMACs', headers });
			return hmacs.mock.calls.length - before;
		};
		const alone = await costOf('another secret');
		expect(alone).toBeGreaterThan(0);
		expect(await costOf('another secret')).toBe(alone);
	});

	it('accepts a delivery as soon as its secret is saved', async () => {
		await deliver(SECRET);
		await credentials.edit('killBApi', { webhookSecret: 'a new secret of the user' });
		expect(await deliver('a new secret of the user')).toBe(200);
		expect(await deliver(SECRET)).toBe(401);
	});

	it('accepts nothing with a replaced secret after a second', async () => {
		await deliver(SECRET);
		await credentials.edit('killBApi', { webhookSecret: 'a new secret of the user' });
		expect(await deliver(SECRET)).toBe(200);
		jest.advanceTimersByTime(1000);
		expect(await deliver(SECRET)).toBe(401);
	});
});
