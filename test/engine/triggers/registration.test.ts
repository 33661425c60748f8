import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INode } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox';
import { webhookSecretFrom } from '../../../core/killb/webhookSecret';
import { CredentialStore, WireServer } from '../../support/engine';
import { plainAddress } from '../../../core/webhook/subscription';
import { catchLog, hmac, killB, ramp } from '../../support/triggers/deliveries';
import {
	hooksOf,
	INSTANCE,
	KERNELHOST,
	KILLB,
	LIVE,
	STRANGER,
	TEST,
} from '../../support/triggers/slots';

let sandbox: Sandbox;
let log: ReturnType<typeof catchLog>;
beforeEach(async () => {
	sandbox = await startSandbox();
	log = catchLog();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const logged = () => log.error.mock.calls.map(([text]) => String(text)).join('\n');

const TAKE_OVER = { settings: { takeOver: true } };
/** As n8n imports a node that was written by hand. */
const WITHOUT_ID = { webhookId: undefined } as unknown as Partial<INode>;
const AT_OTHER_NODE = {
	node: { id: 'another-node', webhookId: 'another-node', name: 'Another' },
	workflow: { id: 'another-workflow', name: 'Another workflow' },
};

describe.each([KILLB, KERNELHOST])(
	'$type and the only subscription of its service',
	(subscription) => {
		const held = () => subscription.holds(sandbox);
		/** the registered URL without what the trigger adds to it */
		const holds = () => {
			const url = held();
			return url === null ? null : plainAddress(url);
		};
		/** the requests about the subscription */
		const requests = () =>
			sandbox.state.journal
				.entries({ direction: 'in' })
				.filter(({ path }) => path.includes(subscription.path));

		it('registers its URL when the workflow is published, and removes it when unpublished', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.publish();
			expect(holds()).toBe(LIVE);
			expect(await hooks.unpublish()).toBe(true);
			expect(holds()).toBeNull();
		});

		it.each([
			'http://LocalHost:5678',
			'http://127.0.0.1:80',
			'http://127.1:5678',
			'http://bücher.localhost:5678',
		])('is registered and removed where WEBHOOK_URL is %s', async (instanceUrl) => {
			subscription.put(sandbox, STRANGER);
			const hooks = await hooksOf(subscription, sandbox, TAKE_OVER, { instanceUrl });
			await hooks.publish();
			expect(holds()).toMatch(new RegExp(`^${new URL(instanceUrl).origin}/webhook/`));
			expect(await hooks.unpublish()).toBe(true);
			expect(holds()).toBeNull();
			subscription.put(sandbox, STRANGER);
			await hooks.listen();
			expect(await hooks.stopListening()).toBe(true);
			expect(held()).toBe(STRANGER);
		});

		it('is registered once however often it is published, also under another name', async () => {
			await (await hooksOf(subscription, sandbox)).publish();
			const renamed = await hooksOf(subscription, sandbox, {}, { node: { name: 'Renamed' } });
			await renamed.unpublish();
			await renamed.publish();
			await renamed.publish();
			expect(holds()).toBe(LIVE);
		});

		it('never replaces a foreign URL, names it, and says what can be done', async () => {
			subscription.put(sandbox, STRANGER);
			const hooks = await hooksOf(subscription, sandbox);
			const rejection = hooks.publish();
			await expect(rejection).rejects.toThrow(
				/already sends the events of this .* to http:\/\/127/,
			);
			await expect(rejection).rejects.toThrow(STRANGER);
			// n8n shows the message alone when it fails to publish, so the advice must be in it.
			await expect(rejection).rejects.toThrow('Replace Other Registration');
			await expect(hooks.listen()).rejects.toThrow(STRANGER);
			expect(holds()).toBe(STRANGER);
			expect(await hooks.unpublish()).toBe(true);
			expect(holds()).toBe(STRANGER);
		});

		it('replaces it if the user allows it', async () => {
			subscription.put(sandbox, STRANGER);
			await (await hooksOf(subscription, sandbox, TAKE_OVER)).publish();
			expect(holds()).toBe(LIVE);
		});

		it('treats the same workflow in another n8n as foreign', async () => {
			await (await hooksOf(subscription, sandbox)).publish();
			const staging = await hooksOf(
				subscription,
				sandbox,
				{},
				{ instanceUrl: 'http://127.0.0.1:5679', instanceId: 'staging' },
			);
			await expect(staging.publish()).rejects.toThrow(LIVE);
			expect(holds()).toBe(LIVE);
		});

		it('rejects a second workflow on the same account, and accepts it afterwards', async () => {
			const first = await hooksOf(subscription, sandbox);
			const second = await hooksOf(subscription, sandbox, {}, AT_OTHER_NODE);
			await first.publish();
			await expect(second.publish()).rejects.toThrow(
				/^The workflow "Workflow under test" already gets the events/,
			);
			await first.unpublish();
			await second.publish();
			expect(holds()).toBe(`${INSTANCE}/webhook/another-node/webhook`);
			await first.unpublish();
			expect(holds()).toBe(`${INSTANCE}/webhook/another-node/webhook`);
		});

		it('restores the published workflow, or nothing, when a test ends', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.listen();
			expect(holds()).toBe(TEST);
			await hooks.stopListening();
			expect(holds()).toBeNull();
			await hooks.publish();
			await hooks.listen();
			expect(holds()).toBe(TEST);
			await hooks.stopListening();
			expect(holds()).toBe(LIVE);
		});

		it('restores a foreign URL that a test was allowed to replace', async () => {
			subscription.put(sandbox, STRANGER);
			const hooks = await hooksOf(subscription, sandbox, TAKE_OVER);
			await hooks.listen();
			expect(holds()).toBe(TEST);
			await hooks.stopListening();
			expect(holds()).toBe(STRANGER);
		});

		it('restores even if the service fails once', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.publish();
			await hooks.listen();
			for (const method of ['GET', subscription.service === 'killb' ? 'PATCH' : 'PUT']) {
				sandbox.state.faults.add([fault(subscription, { method })]);
			}
			expect(await hooks.stopListening()).toBe(true);
			expect(holds()).toBe(LIVE);
		});

		it('repairs in the next test what a test could not restore', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.publish();
			await hooks.listen();
			sandbox.state.faults.add([fault(subscription, { method: 'GET', times: 3 })]);
			expect(await hooks.stopListening()).toBe(false);
			expect(holds()).toBe(TEST);
			await hooks.listen();
			await hooks.stopListening();
			expect(holds()).toBe(LIVE);
		});

		it('repairs on publishing what a test could not restore', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.listen();
			sandbox.state.faults.add([fault(subscription, { method: 'GET', times: 3 })]);
			expect(await hooks.stopListening()).toBe(false);
			await hooks.publish();
			expect(holds()).toBe(LIVE);
		});

		it('writes nothing if a test has not restored a foreign URL, and says what to do', async () => {
			subscription.put(sandbox, STRANGER);
			const credentials = await CredentialStore.of(subscription.credentials(sandbox));
			const allowed = await hooksOf(subscription, sandbox, TAKE_OVER, { credentials });
			await allowed.listen();
			sandbox.state.faults.add([fault(subscription, { method: 'GET', times: 3 })]);
			expect(await allowed.stopListening()).toBe(false);
			const before = held();
			const rejected = (await hooksOf(subscription, sandbox, {}, { credentials })).publish();
			await expect(rejected).rejects.toThrow(STRANGER);
			await expect(rejected).rejects.toThrow(/click "Execute step", then stop listening/);
			expect(held()).toBe(before);
			await allowed.listen();
			await allowed.stopListening();
			expect(holds()).toBe(STRANGER);
		});

		it.each([
			`${TEST}?gives-back=${encodeURIComponent('{"url":"http://169.254.169.254/latest"}')}`,
			`${LIVE}?gives-back=${encodeURIComponent('{"url":"https://evil.example/","events":["RAMP"]}')}`,
			`${TEST}?gives-back=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
			`${STRANGER}?gives-back=${encodeURIComponent('{"url":"https://evil.example/"}')}`,
			`${STRANGER}?token=secret-of-the-stranger`,
		])('never registers what another system wrote into the subscription: %s', async (planted) => {
			subscription.put(sandbox, planted);
			const hooks = await hooksOf(subscription, sandbox);
			const own = planted.startsWith(STRANGER) ? plainAddress(planted) : LIVE;
			await hooks.publish().catch((error: Error) => {
				expect(error.message).toContain('already sends the events of this');
				expect(error.message).not.toContain('secret-of-the-stranger');
			});
			expect(holds()).toBe(own);
			subscription.put(sandbox, planted);
			await hooks.stopListening();
			await hooks.unpublish();
			expect([null, planted]).toContain(held());
			const written = JSON.stringify(requests().filter(({ method }) => method !== 'GET'));
			expect(written).not.toMatch(/evil\.example|169\.254/);
		});

		it('does not reveal to the service, or its readers, what a test replaced', async () => {
			subscription.put(sandbox, `${STRANGER}?token=secret-of-the-stranger`);
			const hooks = await hooksOf(subscription, sandbox, TAKE_OVER);
			await hooks.listen();
			expect(decodeURIComponent(String(held()))).not.toMatch(/somebody-else|secret-of/);
			await hooks.stopListening();
			expect(holds()).toBe(`${STRANGER}?token=secret-of-the-stranger`);
		});

		it.each(['a', 'undefined', '{{ $vars.secret }}', 'fiver', 'secretsecretsecretsecret'])(
			'is not published with the webhook secret %j, however it is registered',
			async (webhookSecret) => {
				const credentials = subscription.credentials(sandbox);
				for (const fields of Object.values(credentials)) fields.webhookSecret = webhookSecret;
				for (const registration of ['automatic', 'manual']) {
					const hooks = await hooksOf(subscription, sandbox, { registration }, { credentials });
					await expect(hooks.publish()).rejects.toThrow(
						/^The Webhook Secret of the credential .*Enter at least 32 random characters/,
					);
				}
				expect(requests()).toEqual([]);
			},
		);

		it('is rejected without a webhook secret, with where to enter it', async () => {
			const credentials = subscription.credentials(sandbox);
			for (const fields of Object.values(credentials)) delete fields.webhookSecret;
			const isGenerated = subscription === KILLB;
			for (const registration of isGenerated ? ['manual'] : ['automatic', 'manual']) {
				const hooks = await hooksOf(subscription, sandbox, { registration }, { credentials });
				await expect(hooks.publish()).rejects.toThrow(
					/^The credential has no Webhook Secret\. Open the credential.*\(SECRET_MISSING\)$/,
				);
				await expect(hooks.listen()).rejects.toThrow('The credential has no Webhook Secret');
			}
			expect(requests()).toEqual([]);
		});

		it('is rejected if the service does not keep what it accepted', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			const body = JSON.stringify({ url: STRANGER, active: true, events: [] });
			sandbox.state.faults.add([
				{ ...fault(subscription, { method: 'GET', status: 200 }), body, after: 1 },
			]);
			await expect(hooks.publish()).rejects.toThrow(
				/accepted the URL of this trigger, but shows http:\/\/127.*\(REGISTRATION_NOT_STORED\)$/,
			);
			sandbox.state.faults.add([
				{ ...fault(subscription, { method: 'GET', status: 200 }), body: '{}', after: 1 },
			]);
			await expect(hooks.publish()).rejects.toThrow('but shows no URL afterwards');
			await hooks.publish();
			expect(holds()).toBe(LIVE);
		});

		it.each([
			['is published at a new address', { instanceUrl: 'http://127.0.0.1:7777' }],
			['is published below a path', { instanceUrl: `${INSTANCE}/automation` }],
			['is published from a renamed workflow', { workflow: { name: 'Renamed' } }],
			['tests at the editor’s address', { testUrl: 'http://127.0.0.1:8888' }],
			['is tested without a webhook ID', { node: WITHOUT_ID }],
		])('recognises its registration if it %s', async (_, change) => {
			await (await hooksOf(subscription, sandbox)).publish();
			const before = holds();
			const changed = await hooksOf(subscription, sandbox, {}, change);
			await changed.listen();
			await changed.stopListening();
			expect(holds()).toBe(before);
			await changed.publish();
			expect(await changed.unpublish()).toBe(true);
			expect(holds()).toBeNull();
		});

		it('tells apart imported workflows without webhook IDs', async () => {
			const withoutId = { node: WITHOUT_ID };
			const first = await hooksOf(subscription, sandbox, {}, withoutId);
			await first.publish();
			const before = held();
			const other = { ...withoutId, workflow: { id: 'imported', name: 'Imported' } };
			const second = await hooksOf(subscription, sandbox, {}, other);
			await expect(second.publish()).rejects.toThrow('The workflow "Workflow under test"');
			expect(await second.unpublish()).toBe(true);
			expect(held()).toBe(before);
		});

		it('is rejected where n8n would not find its own URL again', async () => {
			const node = { ...WITHOUT_ID, name: 'Paid ramps' };
			const hooks = await hooksOf(subscription, sandbox, {}, { node });
			await expect(hooks.publish()).rejects.toThrow(/"Paid ramps".*\(WEBHOOK_URL_NOT_SERVED\)$/);
			expect(requests()).toEqual([]);
		});

		it('tells apart two n8n on one host, below two paths', async () => {
			await (
				await hooksOf(subscription, sandbox, {}, { instanceUrl: `${INSTANCE}/prod` })
			).publish();
			const before = held();
			const staging = { instanceUrl: `${INSTANCE}/staging`, instanceId: 'staging' };
			const second = await hooksOf(subscription, sandbox, {}, staging);
			await expect(second.publish()).rejects.toThrow(`${INSTANCE}/prod/webhook`);
			expect(held()).toBe(before);
		});

		describe('after a workflow of this n8n left its registration behind', () => {
			/** n8n's own answers to GET at a webhook URL (n8n 2.41) */
			const NOT_SERVED = { message: 'The requested webhook "GET x" is not registered.' };
			const SERVED = {
				message:
					'This webhook is not registered for GET requests. Did you mean to make a POST request?',
			};
			let asked: string[];
			let answer: { status: number; body: object };
			let n8n: Server;
			let instanceUrl: string;

			beforeEach(async () => {
				asked = [];
				n8n = createServer((request, response) => {
					asked.push(`${request.method} ${request.url}`);
					response.writeHead(answer.status, { 'content-type': 'application/json' });
					response.end(JSON.stringify(answer.body));
				}).listen(0, '127.0.0.1');
				await once(n8n, 'listening');
				instanceUrl = `http://127.0.0.1:${(n8n.address() as AddressInfo).port}`;
				await (await hooksOf(subscription, sandbox, {}, AT_OTHER_NODE)).publish();
			});
			afterEach(async () => {
				n8n.closeAllConnections();
				await new Promise((done) => n8n.close(done));
			});

			it('replaces it if n8n does not serve it any more', async () => {
				answer = { status: 404, body: NOT_SERVED };
				const hooks = await hooksOf(subscription, sandbox, {}, { instanceUrl });
				await hooks.publish();
				expect(holds()).toBe(`${instanceUrl}/webhook/5f0c1c52-0000-4000-8000-00000000000a/webhook`);
				// Only the path is from the registration, which the service could have changed.
				expect(asked).toEqual(['GET /webhook/another-node/webhook']);
			});

			it('does not restore it after a test', async () => {
				answer = { status: 404, body: NOT_SERVED };
				const hooks = await hooksOf(subscription, sandbox, {}, { instanceUrl });
				await hooks.listen();
				await hooks.stopListening();
				expect(holds()).toBeNull();
			});

			it.each([
				['serves it', 404, SERVED],
				['is behind a proxy that answers', 404, { error: 'not here' }],
				['answers with an error', 500, NOT_SERVED],
			])('leaves it alone if n8n %s', async (_, status, body) => {
				answer = { status, body };
				const hooks = await hooksOf(subscription, sandbox, {}, { instanceUrl });
				await expect(hooks.publish()).rejects.toThrow('The workflow "Another workflow"');
				expect(holds()).toBe(`${INSTANCE}/webhook/another-node/webhook`);
			});
		});

		it('says in the log what remains if the credential was deleted before unpublishing', async () => {
			const credentials = await CredentialStore.of(subscription.credentials(sandbox));
			const hooks = await hooksOf(subscription, sandbox, {}, { credentials });
			await hooks.publish();
			credentials.find = () => {
				throw new Error('Credential not found');
			};
			expect(await hooks.unpublish()).toBe(false);
			expect(holds()).toBe(LIVE);
			expect(logged()).toContain(`could not unregister ${LIVE}`);
			await (await hooksOf(subscription, sandbox)).publish();
			expect(holds()).toBe(LIVE);
		});

		it('keeps the published URL if the workflow was published during a test', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.listen();
			await hooks.publish();
			await hooks.stopListening();
			expect(holds()).toBe(LIVE);
		});

		it('leaves nothing behind if it is unpublished during a test', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.publish();
			await hooks.listen();
			await hooks.unpublish();
			expect(holds()).toBeNull();
			await hooks.stopListening();
			expect(holds()).toBeNull();
		});

		it('registers again after a manual deletion, and then unpublishes without an error', async () => {
			const hooks = await hooksOf(subscription, sandbox);
			await hooks.publish();
			subscription.put(sandbox, null);
			expect(await hooks.unpublish()).toBe(true);
			await hooks.publish();
			expect(holds()).toBe(LIVE);
		});

		it.each([401, 403, 429, 500])(
			'reports a %i of the service, and registers nothing',
			async (status) => {
				// KillB's credential renews its session after a 401 and tries once more.
				sandbox.state.faults.add([fault(subscription, { method: 'GET', status, times: 3 })]);
				const hooks = await hooksOf(subscription, sandbox);
				await expect(hooks.publish()).rejects.toMatchObject({
					name: 'NodeApiError',
					message: expect.stringContaining(`HTTP ${status}`) as string,
				});
				expect(holds()).toBeNull();
				expect(requests()).toHaveLength(status === 401 && subscription.service === 'killb' ? 2 : 1);
			},
		);

		it('reports a service without a response, while n8n still listens', async () => {
			sandbox.state.faults.add([{ ...fault(subscription, { method: 'GET' }), kind: 'hang' }]);
			const hooks = await hooksOf(subscription, sandbox);
			await expect(hooks.publish()).rejects.toThrow(
				/did not finish its response within 10 seconds.*Nothing was changed/,
			);
			expect(requests()).toHaveLength(1);
		});

		it('immediately undoes its write if only the response was lost', async () => {
			sandbox.state.faults.add([
				{ ...fault(subscription, { method: subscription.writes }), kind: 'lostAnswer' },
			]);
			const hooks = await hooksOf(subscription, sandbox);
			await expect(hooks.publish()).rejects.toThrow('may or may not have processed this request');
			expect(holds()).toBeNull();
		});

		it('sends nothing if the URL is registered by hand', async () => {
			const hooks = await hooksOf(subscription, sandbox, { registration: 'manual' });
			await hooks.publish();
			await hooks.listen();
			await hooks.stopListening();
			await hooks.unpublish();
			expect(sandbox.state.journal.entries({ direction: 'in' })).toEqual([]);
		});
	},
);

it('a KillB credential without a login is enough if the URL is registered by hand', async () => {
	const { webhookSecret } = sandbox.details;
	const credentials = {
		killBApi: { environment: 'production', email: '', password: '', webhookSecret },
	};
	const hooks = await hooksOf(KILLB, sandbox, { registration: 'manual' }, { credentials });
	await hooks.publish();
	expect(await hooks.unpublish()).toBe(true);
});

describe('the KillB Trigger', () => {
	it.each([
		[{ events: ['RAMP', 'PAYOUT'] }, ['RAMP', 'PAYOUT']],
		[{ events: ['USER'], otherEvents: 'ramp.completed' }, ['RAMP', 'USER']],
		[{ events: ['*'] }, ['RAMP', 'USER', 'TRANSACTION', 'ACCOUNT', 'CUSTODIAL_ACCOUNT', 'PAYOUT']],
		[
			{ events: ['USER'], otherEvents: 'CARD' },
			['RAMP', 'USER', 'TRANSACTION', 'ACCOUNT', 'CUSTODIAL_ACCOUNT', 'PAYOUT'],
		],
	])('with %j requests exactly the needed events from KillB', async (parameters, events) => {
		await (await hooksOf(KILLB, sandbox, parameters)).publish();
		expect(sandbox.state.killb.webhook?.config.events).toEqual(events);
		expect(sandbox.state.killb.webhook?.secret).toBe(sandbox.details.webhookSecret);
	});

	it('changes the registered events if it is published with others', async () => {
		await (await hooksOf(KILLB, sandbox, { events: ['RAMP'] })).publish();
		await (await hooksOf(KILLB, sandbox, { events: ['USER'] })).publish();
		expect(sandbox.state.killb.webhook?.config.events).toEqual(['USER']);
	});

	describe('with a credential without a webhook secret', () => {
		const store = async () => {
			const { killb: baseUrl, email, password } = sandbox.details;
			return await CredentialStore.of({
				killBApi: { environment: 'custom', baseUrl, email, password },
			});
		};
		const registered = () => sandbox.state.killb.webhook?.secret;
		const keyOf = async (credentials: CredentialStore) =>
			String((await credentials.read('killBApi')).generatedSecret);

		it('registers a random one, which is stored with the credential, and stays', async () => {
			const credentials = await store();
			await (await hooksOf(KILLB, sandbox, {}, { credentials })).publish();
			const secret = registered();
			expect(secret).toBe(webhookSecretFrom(await keyOf(credentials)));
			await credentials.edit('killBApi', { password: 'another-one' });
			await credentials.edit('killBApi', { password: sandbox.details.password });
			await (await hooksOf(KILLB, sandbox, {}, { credentials })).publish();
			expect(registered()).toBe(secret);
			expect(await keyOf(await store())).not.toBe(await keyOf(credentials));
		});

		it('verifies deliveries signed with it', async () => {
			const credentials = await store();
			await (await hooksOf(KILLB, sandbox, {}, { credentials })).publish();
			const headers = { 'x-signature-sha256': hmac(ramp, registered()) };
			expect((await killB(ramp, {}, { credentials, headers })).items).toHaveLength(1);
		});

		it('registers the finally stored one if two processes create one concurrently', async () => {
			const credentials = await store();
			const hooks = await Promise.all(
				[1, 2].map(async () => await hooksOf(KILLB, sandbox, {}, { credentials })),
			);
			await Promise.all(hooks.map(async ({ publish }) => await publish()));
			expect(registered()).toBe(webhookSecretFrom(await keyOf(credentials)));
		});

		it('registers nothing if n8n does not store it, and says what to enter', async () => {
			const credentials = await store();
			const write = credentials.write.bind(credentials);
			credentials.write = async (type, { generatedSecret, ...data }) => {
				expect(generatedSecret === undefined || generatedSecret !== '').toBe(true);
				await write(type, data);
			};
			await expect((await hooksOf(KILLB, sandbox, {}, { credentials })).publish()).rejects.toThrow(
				/^n8n did not store a webhook secret.*Enter at least 32 random characters/,
			);
			expect(registered()).toBeUndefined();
		});

		it('needs no second session for it', async () => {
			await (await hooksOf(KILLB, sandbox, {}, { credentials: await store() })).publish();
			const paths = sandbox.state.journal
				.entries({ direction: 'in' })
				.map(({ method, path }) => `${method} ${path}`);
			expect(paths.filter((path) => /auth/.test(path))).toEqual(['POST /api/v2/auth/login']);
		});

		it('accepts for a week what version 0.1 registered, unless the subscription was empty', async () => {
			const credentials = await store();
			sandbox.state.killb.setWebhook(LIVE, 'of version 0.1', ['RAMP']);
			await (await hooksOf(KILLB, sandbox, {}, { credentials })).publish();
			const { earlierSigningUntil } = await credentials.read('killBApi');
			expect(Number(earlierSigningUntil)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
			sandbox.state.killb.webhook = null;
			const fresh = await store();
			await (await hooksOf(KILLB, sandbox, {}, { credentials: fresh })).publish();
			expect((await fresh.read('killBApi')).earlierSigningUntil).toBe('');
		});
	});

	it('restores the URL and events of a foreign subscription', async () => {
		sandbox.state.killb.setWebhook(STRANGER, 'a secret', ['USER', 'ACCOUNT'], false);
		const hooks = await hooksOf(KILLB, sandbox, { events: ['RAMP'], ...TAKE_OVER });
		await hooks.listen();
		await hooks.stopListening();
		expect(sandbox.state.killb.webhook?.config).toMatchObject({
			url: STRANGER,
			events: ['USER', 'ACCOUNT'],
			active: false,
		});
	});
});

describe('an instance that is unreachable from the internet', () => {
	const REAL = { apiRoot: 'https://www.kernelhost.com/cp/kh_reseller_api' };

	it.each(['http://localhost:5678', 'https://10.1.2.3', 'http://[::1]:5678', 'https://n8n.lan'])(
		'gets the advice at %s to set WEBHOOK_URL, before anything is sent',
		async (instanceUrl) => {
			const { kernelHostApi } = KERNELHOST.credentials(sandbox);
			const credentials = { kernelHostApi: { ...kernelHostApi, ...REAL } };
			const hooks = await hooksOf(KERNELHOST, sandbox, {}, { instanceUrl, credentials });
			await expect(hooks.publish()).rejects.toThrow(/can't reach .* Set n8n’s .* WEBHOOK_URL/);
		},
	);
});

describe('an instance without https', () => {
	it.each([KILLB, KERNELHOST])(
		'is not registered by $type, since events hold personal data',
		async (slot) => {
			const credentials = {
				killBApi: { ...KILLB.credentials(sandbox).killBApi, environment: 'production' },
				kernelHostApi: {
					...KERNELHOST.credentials(sandbox).kernelHostApi,
					apiRoot: 'https://www.kernelhost.com/cp/kh_reseller_api',
				},
			};
			const instanceUrl = 'http://203.0.114.7';
			const hooks = await hooksOf(slot, sandbox, {}, { instanceUrl, credentials });
			await expect(hooks.publish()).rejects.toThrow(
				/^n8n’s URL http:\/\/203\.0\.114\.7 does not use https\..*\(WEBHOOK_URL_NOT_HTTPS\)$/,
			);
			await expect(hooks.listen()).rejects.toThrow('does not use https');
			expect(sandbox.state.journal.entries({ direction: 'in' })).toEqual([]);
		},
	);
});

describe('a KernelHost answer that links to itself', () => {
	const SELF = 'https://www.kernelhost.com/cp/kh_reseller_api/v1/webhooks';
	let server: WireServer;
	let registered: string | null;
	beforeEach(async () => {
		server = await WireServer.start();
		registered = null;
		server.answer(({ method, body }) => {
			if (method === 'PUT')
				({ url: registered } = JSON.parse(String(body)) as { url: string | null });
			return { body: { links: { self: SELF }, url: registered } };
		});
	});
	afterEach(async () => await server.close());

	it('has no registration elsewhere, and none to restore', async () => {
		const { kernelHostApi } = KERNELHOST.credentials(sandbox);
		const credentials = { kernelHostApi: { ...kernelHostApi, apiRoot: server.url } };
		const hooks = await hooksOf(KERNELHOST, sandbox, {}, { credentials });
		await hooks.listen();
		expect(plainAddress(String(registered))).toBe(TEST);
		expect(await hooks.stopListening()).toBe(true);
		expect(registered).toBeNull();
		await hooks.publish();
		expect(plainAddress(String(registered))).toBe(LIVE);
		expect(await hooks.unpublish()).toBe(true);
		expect(registered).toBeNull();
	});
});

describe('Vendor Overrides of the KernelHost credential', () => {
	it('set the field in which a registration writes its URL', async () => {
		const { kernelHostApi } = KERNELHOST.credentials(sandbox);
		const vendorOverrides = '{"webhookUrlField":"target"}';
		const credentials = { kernelHostApi: { ...kernelHostApi, vendorOverrides } };
		const hooks = await hooksOf(KERNELHOST, sandbox, {}, { credentials });
		// The sandbox knows the field as `url`.
		await expect(hooks.publish()).rejects.toThrow(
			'KernelHost rejected url: must be a text or null. ',
		);
		const written = sandbox.state.journal.entries({ method: 'PUT' }).map(({ body }) => body);
		expect(written).toEqual([expect.stringMatching(/^\{"target":"http/)]);
	});
});

function fault(
	subscription: typeof KILLB,
	rest: { method: string; status?: number; times?: number },
) {
	const { service, path } = subscription;
	const common = { kind: 'status' as const, status: 500, headers: {}, times: 1, after: 0 };
	return { service, path, ...common, ...rest };
}
