import * as fc from 'fast-check';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { CredentialStore, installedPackages, nodeOf, runWorkflow } from '../../support/engine';
import {
	hmac,
	kernelHost,
	kernelHostHeader,
	killB,
	now,
	paid,
	ramp,
	SECRET,
} from '../../support/triggers/deliveries';
import { hostileBody } from '../../support/webhook/hostileBodies';
import { kernelHostKinds, killBKinds, type Kind } from '../../support/webhook/hostileDeliveries';
import { SECRET as HOSTILE_SECRET } from '../../support/webhook/stripeOracle';

const services = {
	killB: { credential: 'killBApi', kinds: killBKinds },
	kernelHost: { credential: 'kernelHostApi', kinds: kernelHostKinds },
} as const;
type ServiceName = keyof typeof services;

interface Options {
	parameters?: INodeParameters;
	/** the fields of the credential */
	fields?: ICredentialDataDecryptedObject;
}

/** What n8n's Webhook node returns with Raw Body. */
function received(body: Buffer | string, headers: object): INodeExecutionData {
	const data = Buffer.from(body as string).toString('base64');
	return {
		json: { headers: headers as IDataObject, params: {}, query: {}, body: {} },
		binary: { data: { data, mimeType: 'application/json' } },
	};
}

/** Runs Verify Delivery behind a node that returns the items; errors leave by the error output. */
async function verify(
	service: ServiceName,
	items: INodeExecutionData[],
	{ parameters = {}, fields = { webhookSecret: SECRET } }: Options = {},
) {
	const packages = await installedPackages();
	const { credential } = services[service];
	const store = await CredentialStore.of({ [credential]: fields });
	const start = nodeOf(packages, { name: 'Start', type: 'start' });
	const node = nodeOf(packages, {
		name: 'Verify',
		type: service,
		parameters: { resource: 'webhook', operation: 'verifyDelivery', ...parameters },
		credentials: store.references(),
		onError: 'continueErrorOutput',
	});
	const { runData, error } = await runWorkflow({
		workflow: {
			id: 'workflow-under-test',
			nodes: [start, node],
			connections: { Start: { main: [[{ node: 'Verify', type: 'main', index: 0 }]] } },
		},
		startNode: 'Start',
		items,
		credentials: store,
		packages,
	});
	expect(error).toBeUndefined();
	const [verified = [], rejected = []] = runData['Verify']?.at(-1)?.data?.main ?? [];
	return { verified: verified ?? [], rejected: rejected ?? [] };
}

const genuine = {
	killB: () => received(ramp, { 'x-signature-sha256': hmac(ramp), 'x-delivery-id': 'd-1' }),
	kernelHost: () =>
		received(paid, { 'kh-webhook-signature': kernelHostHeader(paid), 'x-delivery-id': 'd-1' }),
};

describe.each(['killB', 'kernelHost'] as const)('Verify Delivery of %s', (service) => {
	it('returns the item of the trigger', async () => {
		const { verified, rejected } = await verify(service, [genuine[service]()]);
		expect(rejected).toEqual([]);
		const headers = { 'x-delivery-id': 'd-1' };
		const { items } =
			service === 'killB'
				? await killB(ramp, {}, { headers: { ...headers, 'x-signature-sha256': hmac(ramp) } })
				: await kernelHost(
						paid,
						{},
						{ headers: { ...headers, 'kh-webhook-signature': kernelHostHeader(paid) } },
					);
		const [item] = items;
		expect(verified).toHaveLength(1);
		expect(verified[0]?.json).toEqual({
			...item?.json,
			receivedAt: expect.any(String) as string,
			verified: { ...(item?.json['verified'] as IDataObject), ...timeOf(verified[0]) },
			headers,
		});
		expect(verified[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('returns the raw body if that is wanted', async () => {
		const parameters = { options: { includeRawBody: true } };
		const { verified } = await verify(service, [genuine[service]()], { parameters });
		expect(verified[0]?.json['rawBody']).toBe(service === 'killB' ? ramp : paid);
	});

	it.each([{}, { webhookSecret: '' }, { webhookSecret: ' ' }])(
		'rejects everything with the credential %j',
		async (fields) => {
			const { verified, rejected } = await verify(service, [genuine[service]()], { fields });
			expect(verified).toEqual([]);
			expect(rejected[0]?.json['error']).toMatchObject({
				code: 'DELIVERY_REJECTED',
				reason: 'no_secret',
			});
		},
	);

	it('accepts the previous secret until its time, in the time zone of the workflow', async () => {
		const old = { webhookSecret: 'another secret of 30 letters.', previousWebhookSecret: SECRET };
		const until = (year: number) => ({ ...old, previousWebhookSecretUntil: `${year}-01-01T00:00` });
		const accepted = await verify(service, [genuine[service]()], { fields: until(2999) });
		expect(accepted.verified[0]?.json['verified']).toMatchObject({ secret: 'previous' });
		const { rejected } = await verify(service, [genuine[service]()], { fields: until(2000) });
		expect(rejected[0]?.json['error']).toMatchObject({ reason: 'retired_secret' });
	});

	it('takes the headers from the field with the given name', async () => {
		const { json, binary } = genuine[service]();
		const { headers, ...rest } = json;
		const item = { json: { ...rest, received: headers }, ...(binary ? { binary } : {}) };
		const parameters = { headersField: 'received' };
		expect((await verify(service, [item], { parameters })).verified).toHaveLength(1);
		const { rejected } = await verify(service, [item]);
		expect(rejected[0]?.json['error']).toMatchObject({ reason: 'no_signature_header' });
	});

	it('fails without the raw body, whatever the headers say', async () => {
		const { json } = genuine[service]();
		const { verified, rejected } = await verify(service, [{ json }]);
		expect(verified).toEqual([]);
		expect(rejected).toHaveLength(1);
	});

	it('rejects headers that no request has', async () => {
		const headers = [{}, { 'x-signature-sha256': { a: 1 } }, { 'kh-signature': [1, null] }];
		const items = headers.map((given) => received(ramp, given));
		const { verified, rejected } = await verify(service, items);
		expect(verified).toEqual([]);
		const reasons = rejected.map(({ json }) => (json['error'] as IDataObject)['reason']);
		expect(reasons).toEqual(items.map(() => 'no_signature_header'));
	});

	it('accepts the genuine ones and no other among 2,000 deliveries', async () => {
		const deliveries = hostileDeliveries(service, 2000);
		const { verified, rejected } = await verify(
			service,
			deliveries.map(({ item }) => item),
			{ fields: { webhookSecret: HOSTILE_SECRET } },
		);
		const accepted = new Set(verified.map(({ pairedItem }) => indexOf(pairedItem)));
		const wrong = deliveries.filter(({ isGenuine }, index) => isGenuine !== accepted.has(index));
		expect(wrong.map(({ name }) => name)).toEqual([]);
		expect(accepted.size).toBeGreaterThan(300);
		expect(verified.length + rejected.length).toBe(2000);
		const codes = new Set(rejected.map(({ json }) => (json['error'] as IDataObject)['code']));
		expect([...codes]).toEqual(['DELIVERY_REJECTED']);
	});
});

/** The signed time differs from one delivery to the next. */
function timeOf(item: INodeExecutionData | undefined): IDataObject {
	const { timestamp } = item?.json['verified'] as { timestamp?: number };
	return timestamp === undefined ? {} : { timestamp };
}

function indexOf(pairedItem: INodeExecutionData['pairedItem']): number {
	return (pairedItem as { item: number }).item;
}

/**
 * KernelHost's signed text is rejected by the KillB node, and can never be a KillB body. The last
 * second of the tolerance may be over when the node runs, and an item has no prototype.
 */
function hostileDeliveries(service: ServiceName, count: number) {
	const kinds = Object.entries(services[service].kinds).filter(
		([name]) => !/prototype|at the end of the window/.test(name),
	) as Array<[string, Kind]>;
	const material = fc.record({
		kind: fc.constantFrom(...kinds),
		body: hostileBody.filter(
			(body) => service === 'kernelHost' || !/^\d{10,11}\./.test(body.toString('latin1')),
		),
		n: fc.integer({ min: 60, max: 120 }),
		noise: fc.string({
			unit: fc.constantFrom(...'0123456789abcdef'),
			minLength: 64,
			maxLength: 64,
		}),
	});
	return fc.sample(material, { numRuns: count, seed: 20_260_102 }).map(({ kind, ...drawn }) => {
		const [name, { genuine: isGenuine, make }] = kind;
		const clock = now();
		const { now: receivedAt = clock } = make({ ...drawn, t: clock });
		// The receiver's clock is this machine's, so the signed time is moved.
		const { headers, body } = make({ ...drawn, t: 2 * clock - receivedAt });
		const sent = Object.entries(headers).filter(([, value]) => value !== undefined);
		const lower = sent.map(([key, value]) => [key.toLowerCase(), value]);
		return { name, isGenuine, item: received(body, Object.fromEntries(lower)) };
	});
}

describe('a delivery that Verify Delivery rejects', () => {
	const reasons: Array<[string, ServiceName, () => INodeExecutionData, Options?]> = [
		[
			'signature_mismatch',
			'killB',
			() => received(ramp, { 'x-signature-sha256': hmac('another') }),
		],
		['no_signature_header', 'killB', () => received(ramp, {})],
		['malformed_header', 'killB', () => received(ramp, { 'x-signature-sha256': 'x' })],
		['timestamp_too_old', 'kernelHost', () => received(paid, { a: kernelHostHeader(paid, 1) })],
		['timestamp_in_future', 'kernelHost', () => received(paid, { a: kernelHostHeader(paid, 9e9) })],
		[
			'no_signature_header',
			'kernelHost',
			() => received(paid, { a: kernelHostHeader(paid) }),
			{ parameters: { options: { signatureHeader: 'b' } } },
		],
		[
			'signature_mismatch',
			'killB',
			() => received(ramp, { 'x-signature-sha256': hmac(ramp) }),
			{ parameters: { options: { signatureScheme: 'suffix' } } },
		],
		[
			'other_service',
			'killB',
			() => received(`1700000000.${paid}`, { 'x-signature-sha256': hmac(`1700000000.${paid}`) }),
		],
		[
			'body_too_large',
			'killB',
			() => received(Buffer.alloc(2 ** 24 + 1), { 'x-signature-sha256': hmac('') }),
		],
	];

	it.each(reasons)(
		'for %s is an error that says so',
		async (reason, service, item, options = {}) => {
			const { verified, rejected } = await verify(service, [item()], options);
			expect(verified).toEqual([]);
			expect(rejected).toHaveLength(1);
			const error = rejected[0]?.json['error'] as IDataObject;
			const message = `The delivery is not verified: ${reason.replaceAll('_', ' ')}`;
			expect(error).toMatchObject({ message, code: 'DELIVERY_REJECTED', reason });
			expect(error['description']).toMatch(/^[A-Z].*\.$/);
			expect(JSON.stringify(rejected)).not.toContain(SECRET);
		},
	);

	it('leaves genuine ones of the same run as they are', async () => {
		const forged = received(ramp, { 'x-signature-sha256': hmac('another') });
		const items = [genuine.killB(), forged, genuine.killB()];
		const { verified, rejected } = await verify('killB', items);
		expect(verified.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(rejected.map(({ pairedItem }) => indexOf(pairedItem))).toEqual([1]);
	});
});
