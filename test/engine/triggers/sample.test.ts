import type { INodeParameters } from 'n8n-workflow';
import { deliverWebhook, triggerHooks, WireServer } from '../../support/engine';
import { catchLog, SECRET } from '../../support/triggers/deliveries';

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

/** Logins that lead nowhere: a sample must not need them. */
const triggers = [
	{
		type: 'killBTrigger',
		credentials: {
			killBApi: {
				environment: 'custom',
				baseUrl: 'http://127.0.0.1:9',
				email: '',
				password: '',
				webhookSecret: SECRET,
			},
		},
		choices: [
			{},
			{ events: ['PAYOUT'], actions: ['CREATE'] },
			{ events: [], otherEvents: 'user.kyc_approved', settings: { signatureScheme: 'suffix' } },
		],
		withoutSecret: { killBApi: { environment: 'production', email: '', password: '' } },
	},
	{
		type: 'kernelHostTrigger',
		credentials: { kernelHostApi: { apiRoot: 'http://127.0.0.1:9', webhookSecret: SECRET } },
		choices: [
			{},
			{ events: ['invoice.*'] },
			{ events: ['order.paid'], settings: { signatureHeader: 'X-Own', tolerance: 60 } },
		],
		withoutSecret: { kernelHostApi: { apiRoot: 'http://127.0.0.1:9', webhookSecret: '' } },
	},
];

const PATH = 'webhook-test/5f0c1c52-0000-4000-8000-00000000000a/webhook';

describe.each(triggers)(
	'the $type with a sample',
	({ type, credentials, choices, withoutSecret }) => {
		const withSample = (parameters: INodeParameters = {}): INodeParameters => ({
			...parameters,
			settings: { ...(parameters.settings as INodeParameters | undefined), testWithSample: true },
		});
		const hooks = async (
			parameters: INodeParameters,
			own: typeof credentials | typeof withoutSecret = credentials,
		) => await triggerHooks({ type, parameters, credentials: own as never, instanceUrl: n8n.url });

		/** Waits for the sample, which is sent after the hook has returned. */
		async function sampleSent() {
			const until = Date.now() + 30_000;
			while (n8n.requests.length < 2 && Date.now() < until) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			return n8n.requests[1];
		}

		it.each<INodeParameters>(choices)(
			'receives an event that it accepts itself, with %j',
			async (choice) => {
				const { listen, stopListening } = await hooks(withSample(choice));
				await listen();
				expect(n8n.log).toEqual([`GET /${PATH}`]);
				const sample = await sampleSent();
				expect(n8n.log[1]).toBe(`POST /${PATH}`);
				const result = await deliverWebhook({
					type,
					parameters: withSample(choice),
					credentials: credentials as never,
					rawBody: sample?.body ?? '',
					headers: sample?.headers as Record<string, string>,
				});
				expect(result).toMatchObject({ status: 200, executionStarted: true });
				expect(result.items[0]?.json.eventId).toMatch(/^evt_sample_\d+$/);
				// Nothing is undone at a service that received nothing.
				expect(await stopListening()).toBe(true);
				expect(log.error).not.toHaveBeenCalled();
			},
		);

		it('reports if n8n cannot reach itself', async () => {
			const { listen } = await triggerHooks({
				type,
				parameters: withSample(),
				credentials: credentials as never,
				instanceUrl: 'http://127.0.0.1:9',
			});
			await expect(listen()).rejects.toMatchObject({
				message: expect.stringMatching(/can't reach its own address.*WEBHOOK_URL/) as string,
			});
		});

		it('reports if nothing can sign it', async () => {
			const { listen } = await hooks(withSample(), withoutSecret);
			await expect(listen()).rejects.toThrow(/webhook secret|not an e-mail address/);
			expect(n8n.requests).toEqual([]);
		});

		it('logs a rejected sample', async () => {
			n8n.answer(() => ({ status: 404 }));
			const { listen } = await hooks(withSample());
			await listen();
			await sampleSent();
			while (log.warn.mock.calls.length === 0)
				await new Promise((resolve) => setTimeout(resolve, 20));
			expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('answered with 404'));
		});

		it('still registers itself when it is published', async () => {
			const { publish } = await hooks(withSample());
			await expect(publish()).rejects.toThrow();
			expect(n8n.requests).toEqual([]);
		});
	},
);
