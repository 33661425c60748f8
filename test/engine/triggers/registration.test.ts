import { type Sandbox, startSandbox } from '../../../sandbox';
import { hooksOf, INSTANCE, KERNELHOST, KILLB, LIVE, STRANGER, TEST } from './slots';

let sandbox: Sandbox;
beforeEach(async () => void (sandbox = await startSandbox()));
afterEach(async () => await sandbox.close());

const TAKE_OVER = { settings: { takeOver: true } };
const AT_OTHER_NODE = { node: { webhookId: 'another-node', name: 'Another' } };

describe.each([KILLB, KERNELHOST])('$type in the one slot of its service', (slot) => {
	const holds = () => slot.holds(sandbox);
	/** the requests about the slot */
	const requests = () =>
		sandbox.state.journal
			.entries({ direction: 'in' })
			.filter(({ path }) => path.includes(slot.path));
	const plain = () => holds()?.replace(/\?.*/s, '') ?? null;

	it('registers its address when the workflow is published, and removes it when un-published', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.publish();
		expect(holds()).toBe(LIVE);
		expect(await hooks.unpublish()).toBe(true);
		expect(holds()).toBeNull();
	});

	it('is registered once however often it is published, also under another name', async () => {
		await (await hooksOf(slot, sandbox)).publish();
		const renamed = await hooksOf(slot, sandbox, {}, { node: { name: 'Renamed' } });
		await renamed.unpublish();
		await renamed.publish();
		await renamed.publish();
		expect(holds()).toBe(LIVE);
	});

	it('never replaces an address of somebody else, names it, and says what can be done', async () => {
		slot.put(sandbox, STRANGER);
		const hooks = await hooksOf(slot, sandbox);
		const refusal = hooks.publish();
		await expect(refusal).rejects.toThrow(`already sends its events to ${STRANGER}`);
		// n8n shows the message alone when it fails to publish, so the way out must be in it.
		await expect(refusal).rejects.toThrow('Replace Other Registration');
		await expect(hooks.listen()).rejects.toThrow(STRANGER);
		expect(holds()).toBe(STRANGER);
		expect(await hooks.unpublish()).toBe(true);
		expect(holds()).toBe(STRANGER);
	});

	it('replaces it when the user says so', async () => {
		slot.put(sandbox, STRANGER);
		await (await hooksOf(slot, sandbox, TAKE_OVER)).publish();
		expect(holds()).toBe(LIVE);
	});

	it('takes the same workflow in another n8n for somebody else', async () => {
		await (await hooksOf(slot, sandbox)).publish();
		const staging = await hooksOf(slot, sandbox, {}, { instanceUrl: 'http://127.0.0.1:5679' });
		await expect(staging.publish()).rejects.toThrow(LIVE);
		expect(holds()).toBe(LIVE);
	});

	it('leaves a second workflow on the same account outside, and lets it in afterwards', async () => {
		const first = await hooksOf(slot, sandbox);
		const second = await hooksOf(slot, sandbox, {}, AT_OTHER_NODE);
		await first.publish();
		await expect(second.publish()).rejects.toThrow(LIVE);
		await first.unpublish();
		await second.publish();
		expect(holds()).toBe(`${INSTANCE}/webhook/another-node/webhook`);
		await first.unpublish();
		expect(holds()).toBe(`${INSTANCE}/webhook/another-node/webhook`);
	});

	it('gives the slot back when a test ends, to the published workflow or to nobody', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.listen();
		expect(plain()).toBe(TEST);
		await hooks.stopListening();
		expect(holds()).toBeNull();
		await hooks.publish();
		await hooks.listen();
		expect(plain()).toBe(TEST);
		await hooks.stopListening();
		expect(holds()).toBe(LIVE);
	});

	it('gives the slot back to a stranger whose address a test was allowed to take', async () => {
		slot.put(sandbox, STRANGER);
		const hooks = await hooksOf(slot, sandbox, TAKE_OVER);
		await hooks.listen();
		expect(plain()).toBe(TEST);
		await hooks.stopListening();
		expect(holds()).toBe(STRANGER);
	});

	it('gives back although the service fails once', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.publish();
		await hooks.listen();
		for (const method of ['GET', slot.service === 'killb' ? 'PATCH' : 'PUT']) {
			sandbox.state.faults.add([fault(slot, { method })]);
		}
		expect(await hooks.stopListening()).toBe(true);
		expect(holds()).toBe(LIVE);
	});

	it('repairs at the next test what a test could not give back', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.publish();
		await hooks.listen();
		sandbox.state.faults.add([fault(slot, { method: 'GET', times: 3 })]);
		expect(await hooks.stopListening()).toBe(false);
		expect(plain()).toBe(TEST);
		await hooks.listen();
		await hooks.stopListening();
		expect(holds()).toBe(LIVE);
	});

	it('repairs when it is published what a test could not give back', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.listen();
		sandbox.state.faults.add([fault(slot, { method: 'GET', times: 3 })]);
		expect(await hooks.stopListening()).toBe(false);
		await hooks.publish();
		expect(holds()).toBe(LIVE);
	});

	it('gives a stranger back at the next occasion when a test could not', async () => {
		slot.put(sandbox, STRANGER);
		const allowed = await hooksOf(slot, sandbox, TAKE_OVER);
		await allowed.listen();
		sandbox.state.faults.add([fault(slot, { method: 'GET', times: 3 })]);
		expect(await allowed.stopListening()).toBe(false);
		await expect((await hooksOf(slot, sandbox)).publish()).rejects.toThrow(STRANGER);
		expect(holds()).toBe(STRANGER);
	});

	it('keeps the published address when the workflow was published during a test', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.listen();
		await hooks.publish();
		await hooks.stopListening();
		expect(holds()).toBe(LIVE);
	});

	it('leaves nothing behind when it is un-published during a test', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.publish();
		await hooks.listen();
		await hooks.unpublish();
		expect(holds()).toBeNull();
		await hooks.stopListening();
		expect(holds()).toBeNull();
	});

	it('registers again what was deleted by hand, and un-publishes it without complaint', async () => {
		const hooks = await hooksOf(slot, sandbox);
		await hooks.publish();
		slot.put(sandbox, null);
		expect(await hooks.unpublish()).toBe(true);
		await hooks.publish();
		expect(holds()).toBe(LIVE);
	});

	it.each([401, 403, 429, 500])(
		'says so when the service answers %i, and registers nothing',
		async (status) => {
			// KillB's credential renews its session after a 401 and asks once more.
			sandbox.state.faults.add([fault(slot, { method: 'GET', status, times: 3 })]);
			const hooks = await hooksOf(slot, sandbox);
			await expect(hooks.publish()).rejects.toMatchObject({
				name: 'NodeApiError',
				message: expect.stringContaining(`HTTP ${status}`) as string,
			});
			expect(holds()).toBeNull();
			expect(requests()).toHaveLength(status === 401 && slot.service === 'killb' ? 2 : 1);
		},
	);

	it('says so when the service never answers, in a time in which n8n still listens', async () => {
		sandbox.state.faults.add([{ ...fault(slot, { method: 'GET' }), kind: 'hang' }]);
		const hooks = await hooksOf(slot, sandbox);
		await expect(hooks.publish()).rejects.toThrow(
			/did not finish its answer within 10 seconds.*Nothing was changed/,
		);
		expect(requests()).toHaveLength(1);
	});

	it('undoes at once what it wrote when only the answer was lost', async () => {
		sandbox.state.faults.add([{ ...fault(slot, { method: slot.writes }), kind: 'lostAnswer' }]);
		const hooks = await hooksOf(slot, sandbox);
		await expect(hooks.publish()).rejects.toThrow('is not known');
		expect(holds()).toBeNull();
	});

	it('asks for nothing and changes nothing when the address is registered by hand', async () => {
		const hooks = await hooksOf(slot, sandbox, { registration: 'manual' });
		await hooks.publish();
		await hooks.listen();
		await hooks.stopListening();
		await hooks.unpublish();
		expect(sandbox.state.journal.entries({ direction: 'in' })).toEqual([]);
	});
});

it('a KillB credential that has no login will do when the address is registered by hand', async () => {
	const credentials = { killBApi: { environment: 'production', email: '', password: '' } };
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
	])('for %j asks KillB for exactly what it needs', async (parameters, events) => {
		await (await hooksOf(KILLB, sandbox, parameters)).publish();
		expect(sandbox.state.killb.webhook?.config.events).toEqual(events);
		expect(sandbox.state.killb.webhook?.secret).toBe(sandbox.details.webhookSecret);
	});

	it('changes the registered events when it is published with others', async () => {
		await (await hooksOf(KILLB, sandbox, { events: ['RAMP'] })).publish();
		await (await hooksOf(KILLB, sandbox, { events: ['USER'] })).publish();
		expect(sandbox.state.killb.webhook?.config.events).toEqual(['USER']);
	});

	it('makes a secret from the login where the credential has none, the same each time', async () => {
		const { killb: baseUrl, email, password } = sandbox.details;
		const credentials = { killBApi: { environment: 'custom', baseUrl, email, password } };
		const secrets = new Set<string | undefined>();
		for (let time = 0; time < 2; time++) {
			await (await hooksOf(KILLB, sandbox, {}, { credentials })).publish();
			secrets.add(sandbox.state.killb.webhook?.secret);
		}
		expect([...secrets]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
	});

	it('gives back address and events of a stranger', async () => {
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

describe('an n8n that can’t be reached from the internet', () => {
	const REAL = { apiRoot: 'https://www.kernelhost.com/cp/kh_reseller_api' };

	it.each(['http://localhost:5678', 'https://10.1.2.3', 'http://[::1]:5678', 'https://n8n.lan'])(
		'is told at %s how to set WEBHOOK_URL, before anything is sent',
		async (instanceUrl) => {
			const { kernelHostApi } = KERNELHOST.credentials(sandbox);
			const credentials = { kernelHostApi: { ...kernelHostApi, ...REAL } };
			const hooks = await hooksOf(KERNELHOST, sandbox, {}, { instanceUrl, credentials });
			await expect(hooks.publish()).rejects.toThrow(/can't reach .* Set the .* WEBHOOK_URL/);
		},
	);
});

function fault(slot: typeof KILLB, rest: { method: string; status?: number; times?: number }) {
	const { service, path } = slot;
	const common = { kind: 'status' as const, status: 500, headers: {}, times: 1, after: 0 };
	return { service, path, ...common, ...rest };
}
