import { derivedWebhookSecret } from '../../../core/killb/webhookSecret';
import {
	catchLog,
	hmac,
	kernelHost,
	kernelHostHeader,
	killB,
	paid,
	ramp,
	REFUSED,
	SECRET,
} from './deliveries';

const OLD = 'whsec_the_one_before';
const UNTIL = Date.parse('2026-06-01T12:00:00.000Z');
const login = { environment: 'production', email: 'ops@example.com', password: 'pw-of-the-test' };

let log: ReturnType<typeof catchLog>;
beforeEach(() => {
	log = catchLog();
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'] });
	jest.setSystemTime(UNTIL - 1);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const logged = () => log.warn.mock.calls.map(([text]) => String(text)).join('\n');

/** A service with a credential in the middle of a rotation, and the two headers that can come. */
const services = [
	{
		service: 'KillB',
		deliver: (secret: string, until: unknown) =>
			killB(
				ramp,
				{},
				{
					credentials: { killBApi: { ...login, ...rotating(until) } },
					headers: { 'x-signature-sha256': hmac(ramp, secret) },
				},
			),
	},
	{
		service: 'KernelHost',
		deliver: (secret: string, until: unknown) =>
			kernelHost(
				paid,
				{},
				{
					credentials: { kernelHostApi: rotating(until) },
					headers: { 'kh-signature': kernelHostHeader(paid, undefined, secret) },
				},
			),
	},
];

const rotating = (until: unknown) => ({
	...{ webhookSecret: SECRET, previousWebhookSecret: OLD },
	previousWebhookSecretUntil: until as string,
});
const iso = new Date(UNTIL).toISOString();

describe.each(services)('a rotation of the secret of $service', ({ deliver }) => {
	it('accepts both until the date, and says on the item which it was', async () => {
		for (const [secret, label] of [
			[SECRET, 'current'],
			[OLD, 'previous'],
		] as const) {
			const { items } = await deliver(secret, iso);
			expect(items[0]?.json.verified).toMatchObject({ secret: label });
		}
		expect(log.warn).not.toHaveBeenCalled();
	});

	it('accepts the previous one not a moment longer, and tells the operator and nobody else', async () => {
		jest.setSystemTime(UNTIL);
		expect(await deliver(OLD, iso)).toMatchObject(REFUSED);
		expect(logged()).toContain('signed with the previous webhook secret');
		expect(logged()).not.toContain(OLD);
		expect((await deliver(SECRET, iso)).items).toHaveLength(1);
	});

	it('says nothing of the previous one about a delivery that it did not sign', async () => {
		jest.setSystemTime(UNTIL);
		expect(await deliver('a forger’s', iso)).toMatchObject(REFUSED);
		expect(logged()).toContain('does not match the body');
		expect(logged()).not.toContain('previous');
	});

	it.each(['', 'soon 2099', '31/12/2099'])('accepts none with the date %j', async (until) => {
		expect(await deliver(OLD, until)).toMatchObject(REFUSED);
		expect(logged()).toContain('can’t be read');
		expect((await deliver(SECRET, until)).items).toHaveLength(1);
	});
});

it('reads a date without a zone as the workflow’s clocks show it', async () => {
	const [{ deliver }] = services as [(typeof services)[0]];
	// n8n's own default zone where nothing is set, in summer: UTC-4.
	const until = '2026-06-01T08:00:00';
	expect((await deliver(OLD, until)).items).toHaveLength(1);
	jest.setSystemTime(UNTIL);
	expect(await deliver(OLD, until)).toMatchObject(REFUSED);
});

describe('a KillB credential without a webhook secret', () => {
	const derived = derivedWebhookSecret(login);
	const deliver = (secret: string, fields: object = {}) =>
		killB(
			ramp,
			{},
			{
				credentials: { killBApi: { ...login, webhookSecret: '', ...fields } },
				headers: { 'x-signature-sha256': hmac(ramp, secret) },
			},
		);

	it('verifies with the one that is made from its login', async () => {
		const { items } = await deliver(derived);
		expect(items[0]?.json.verified).toMatchObject({ secret: 'current' });
		expect((await deliver(derived, { webhookSecret: '   ' })).items).toHaveLength(1);
	});

	it('refuses it after the password was changed, and says what to do', async () => {
		expect(await deliver(derived, { password: 'another' })).toMatchObject(REFUSED);
		expect(logged()).toContain('publish the workflow again');
		expect(logged()).not.toContain(derived);
	});

	it('accepts the one before it, when a rotation ends in it', async () => {
		const fields = { previousWebhookSecret: OLD, previousWebhookSecretUntil: iso };
		const { items } = await deliver(OLD, fields);
		expect(items[0]?.json.verified).toMatchObject({ secret: 'previous' });
	});

	it('does not take the derived one beside a secret that the credential names', async () => {
		expect(await deliver(derived, { webhookSecret: SECRET })).toMatchObject(REFUSED);
		expect(logged()).not.toContain('publish the workflow again');
	});

	it('refuses everything while there is no login to make one from, and says why', async () => {
		for (const secret of ['', ' ', derived]) {
			expect(await deliver(secret, { email: 'nobody' })).toMatchObject(REFUSED);
		}
		expect(logged()).toContain('no webhook secret is set');
		expect(logged()).toContain('not an e-mail address');
	});

	it('does not mind a login that can’t be used while it names a secret', async () => {
		const { items } = await deliver(SECRET, { email: 'nobody', webhookSecret: SECRET });
		expect(items).toHaveLength(1);
	});
});

it('a KernelHost credential without a webhook secret refuses everything', async () => {
	for (const webhookSecret of ['', '  ']) {
		const result = await kernelHost(
			paid,
			{},
			{
				credentials: { kernelHostApi: { secret: SECRET, webhookSecret } },
				headers: { 'kh-signature': kernelHostHeader(paid, undefined, webhookSecret || 'x') },
			},
		);
		expect(result).toMatchObject(REFUSED);
	}
	expect(logged()).toContain('no webhook secret is set in the credential');
});
