import {
	type ICredentialDataDecryptedObject,
	type INodeParameters,
	type INodeProperties,
	NodeHelpers,
} from 'n8n-workflow';
import {
	type CredentialData,
	CredentialStore,
	type Delivery,
	deliverWebhook,
	installedPackages,
	nodeOf,
	triggerHooks,
	WireServer,
} from '../../support/engine';
import { catchLog, REFUSED, SECRET } from '../../support/triggers/deliveries';

let n8n: WireServer;
let log: ReturnType<typeof catchLog>;
beforeEach(async () => {
	log = catchLog();
	n8n = await WireServer.start();
	n8n.answer(({ method }) => ({ status: method === 'GET' ? 404 : 200 }));
});
afterEach(async () => {
	await n8n.close();
	jest.restoreAllMocks();
});

/** Credentials without a secret, of services that don't answer: a sample needs neither. */
const triggers = [
	{
		type: 'killBTrigger',
		credentials: {
			killBApi: { environment: 'custom', baseUrl: 'http://127.0.0.1:9', email: '', password: '' },
		},
		withSecret: { webhookSecret: SECRET },
		choices: [
			[{}, 'RAMP', 'COMPLETED'],
			[{ events: ['RAMP:FAILED', 'PAYOUT'] }, 'RAMP', 'FAILED'],
			[{ events: ['PAYOUT'], actions: ['CREATE'] }, 'PAYOUT', 'COMPLETED'],
			[{ events: ['PAYOUT:CASH_OUT_FAILED'] }, 'PAYOUT', 'CASH_OUT_FAILED'],
			[{ events: ['USER:PENDING'] }, 'USER', 'PENDING'],
			[{ events: ['USER'] }, 'USER', 'ACTIVE'],
			[{ events: ['ACCOUNT'] }, 'ACCOUNT', 'ACTIVE'],
			[{ events: ['TRANSACTION'] }, 'TRANSACTION', null],
			[{ events: ['CUSTODIAL_ACCOUNT'] }, 'CUSTODIAL_ACCOUNT', null],
			[
				{ events: [], otherEvents: 'user.kyc_approved', settings: { signatureScheme: 'suffix' } },
				'user.kyc_approved',
				'ACTIVE',
			],
			[{ events: [], otherEvents: 'ramp:expired' }, 'ramp', 'EXPIRED'],
		],
	},
	{
		type: 'kernelHostTrigger',
		credentials: { kernelHostApi: { apiRoot: 'http://127.0.0.1:9', webhookSecret: '' } },
		withSecret: { webhookSecret: SECRET },
		choices: [
			[{}, 'order.paid', null],
			[{ events: ['invoice.*'] }, 'invoice.created', null],
			[{ events: ['service.provisioned', 'order.*'] }, 'service.provisioned', null],
			[
				{ events: ['order.paid'], settings: { signatureHeader: 'X-Own', tolerance: 60 } },
				'order.paid',
				null,
			],
			[{ events: [], otherEvents: 'order:refunded' }, 'order', 'refunded'],
		],
	},
] satisfies Array<{
	type: string;
	credentials: Record<string, ICredentialDataDecryptedObject>;
	withSecret: ICredentialDataDecryptedObject;
	choices: Array<[INodeParameters, string, string | null]>;
}>;

const PATH = 'webhook-test/5f0c1c52-0000-4000-8000-00000000000a/webhook';

describe.each(triggers)('the $type with a sample', ({ type, credentials, withSecret, choices }) => {
	const withSample = (parameters: INodeParameters = {}): INodeParameters => ({
		...parameters,
		settings: { ...(parameters.settings as INodeParameters | undefined), testWithSample: true },
	});
	const hooks = async (parameters: INodeParameters, instanceUrl = n8n.url) =>
		await triggerHooks({ type, parameters, credentials, instanceUrl });

	/** Waits for the sample, which is sent after the hook has returned. */
	async function sampleSent() {
		const until = Date.now() + 30_000;
		while (n8n.requests.length < 2 && Date.now() < until) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		return n8n.requests[1];
	}

	/** Listens, and returns what n8n gets then, to be delivered. */
	async function listenForSample(parameters: INodeParameters = {}): Promise<Delivery> {
		const { listen } = await hooks(withSample(parameters));
		await listen();
		const sample = await sampleSent();
		return {
			type,
			parameters: withSample(parameters),
			credentials,
			rawBody: sample?.body ?? '',
			headers: sample?.headers as Record<string, string>,
			mode: 'manual',
		};
	}

	it.each(choices)(
		'receives an event that it accepts itself, with %j',
		async (choice, eventType, status) => {
			const { listen, stopListening } = await hooks(withSample(choice));
			await listen();
			expect(n8n.log).toEqual([`GET /${PATH}`]);
			const sample = await sampleSent();
			expect(n8n.log[1]).toBe(`POST /${PATH}`);
			const result = await deliverWebhook({
				type,
				parameters: withSample(choice),
				credentials,
				rawBody: sample?.body ?? '',
				headers: sample?.headers as Record<string, string>,
				mode: 'manual',
			});
			expect(result).toMatchObject({ status: 200, executionStarted: true });
			const item = result.items[0]?.json;
			expect(item?.eventId).toMatch(/^evt_sample_\d+$/);
			expect(item).toMatchObject({
				objectId: expect.stringMatching(/^sample/) as string,
				status,
				eventType,
				verified: { secret: 'sample' },
			});
			// Nothing is undone at a service that received nothing.
			expect(await stopListening()).toBe(true);
			expect(log.error).not.toHaveBeenCalled();
		},
	);

	it('generates no secret and asks the service nothing', async () => {
		const store = await CredentialStore.of(credentials);
		const { listen } = await triggerHooks({
			type,
			parameters: withSample(),
			credentials: store,
			instanceUrl: n8n.url,
		});
		await listen();
		await sampleSent();
		expect(store.reads).toBe(0);
	});

	it('is signed with a secret that is good for one delivery', async () => {
		const delivery = await listenForSample();
		expect(await deliverWebhook(delivery)).toMatchObject({ executionStarted: true });
		expect(await deliverWebhook(delivery)).toMatchObject(REFUSED);
	});

	it('is signed with a secret that no production delivery is verified by', async () => {
		const delivery = await listenForSample();
		for (const own of [credentials, secretAdded(credentials, withSecret)]) {
			const published = { ...delivery, credentials: own, mode: 'webhook' as const };
			expect(await deliverWebhook(published)).toMatchObject(REFUSED);
		}
		expect(await deliverWebhook(delivery)).toMatchObject({ executionStarted: true });
	});

	it('is signed with a secret that another trigger’s test does not know', async () => {
		const delivery = await listenForSample();
		const other = { webhookId: '5f0c1c52-0000-4000-8000-00000000000b' };
		expect(await deliverWebhook({ ...delivery, node: other })).toMatchObject(REFUSED);
		expect(await deliverWebhook({ ...delivery, node: { id: 'copy' } })).toMatchObject(REFUSED);
		expect(await deliverWebhook(delivery)).toMatchObject({ executionStarted: true });
	});

	it('is signed with a secret that is forgotten after half a minute', async () => {
		const delivery = await listenForSample();
		const now = performance.now();
		const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 30_000);
		expect(await deliverWebhook(delivery)).toMatchObject(REFUSED);
		clock.mockRestore();
	});

	it('is signed with another secret each time', async () => {
		const first = await listenForSample();
		n8n.requests.length = 0;
		const second = await listenForSample();
		expect(await deliverWebhook(first)).toMatchObject(REFUSED);
		expect(await deliverWebhook(second)).toMatchObject({ executionStarted: true });
	});

	it('still arrives after a forged delivery', async () => {
		const delivery = await listenForSample();
		const forged = { ...delivery, rawBody: '{"event":"RAMP"}' };
		expect(await deliverWebhook(forged)).toMatchObject(REFUSED);
		expect(await deliverWebhook(delivery)).toMatchObject({ executionStarted: true });
	});

	it('reports if n8n cannot reach itself', async () => {
		const { listen } = await hooks(withSample(), 'http://127.0.0.1:9');
		await expect(listen()).rejects.toMatchObject({
			message: expect.stringMatching(/cannot reach its own URL.*WEBHOOK_URL/) as string,
		});
	});

	it('logs a rejected sample', async () => {
		n8n.answer(() => ({ status: 404 }));
		const { listen } = await hooks(withSample());
		await listen();
		await sampleSent();
		while (log.warn.mock.calls.length === 0)
			await new Promise((resolve) => setTimeout(resolve, 20));
		expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('got the response 404'));
	});

	it('still registers itself when it is published', async () => {
		const { publish } = await hooks(withSample());
		await expect(publish()).rejects.toThrow();
		expect(n8n.requests).toEqual([]);
	});

	it('sends it as soon as the option is added, and not with other options only', async () => {
		const packages = await installedPackages();
		const description = packages.description(type);
		const settings = description.properties.find(({ name }) => name === 'settings');
		const options = settings?.options as INodeProperties[];
		expect(options.find(({ name }) => name === 'testWithSample')?.default).toBe(true);
		// n8n saves every member of a collection, also one that has its default value.
		for (const saved of [{ testWithSample: true }, { takeOver: true }]) {
			const node = nodeOf(packages, { name: 'Trigger', type });
			const of = (withDefaults: boolean) =>
				NodeHelpers.getNodeParameters(
					description.properties,
					{ settings: saved },
					withDefaults,
					false,
					node,
					description,
				);
			expect(of(false)).toEqual({ settings: saved });
			expect(of(true)).toMatchObject({ settings: saved });
			expect(Object.keys(of(true)?.settings ?? {})).toEqual(Object.keys(saved));
		}
	});
});

function secretAdded(
	credentials: Record<string, ICredentialDataDecryptedObject>,
	secret: ICredentialDataDecryptedObject,
): CredentialData {
	return Object.fromEntries(
		Object.entries(credentials).map(([name, fields]) => [name, { ...fields, ...secret }]),
	);
}
