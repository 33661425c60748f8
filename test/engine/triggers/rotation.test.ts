import { createHmac, randomUUID } from 'node:crypto';
import { webhookSecretFrom } from '../../../core/killb/webhookSecret';
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
} from '../../support/triggers/deliveries';

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

/**
 * A service with a credential in the middle of a rotation, and the two headers that can arrive. Each
 * delivery goes to another workflow: a trigger remembers for a moment what it read.
 */
const services = [
	{
		service: 'KillB',
		deliver: (secret: string, until: unknown) =>
			killB(
				ramp,
				{},
				{
					workflowId: randomUUID(),
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
					workflowId: randomUUID(),
					credentials: { kernelHostApi: rotating(until) },
					headers: { 'kh-signature': kernelHostHeader(paid, undefined, secret) },
				},
			),
	},
];

const rotating = (until: unknown) => ({
	webhookSecret: SECRET,
	previousWebhookSecret: OLD,
	previousWebhookSecretUntil: until as string,
});
const iso = new Date(UNTIL).toISOString();

describe.each(services)('a rotation of the secret of $service', ({ deliver }) => {
	it('accepts both until the date, and records on the item which one it was', async () => {
		for (const [secret, label] of [
			[SECRET, 'current'],
			[OLD, 'previous'],
		] as const) {
			const { items } = await deliver(secret, iso);
			expect(items[0]?.json.verified).toMatchObject({ secret: label });
		}
		expect(log.warn).not.toHaveBeenCalled();
	});

	it('rejects the previous one from its expiry on, and says so in the log alone', async () => {
		jest.setSystemTime(UNTIL);
		expect(await deliver(OLD, iso)).toMatchObject(REFUSED);
		expect(logged()).toContain('signed with the previous webhook secret');
		expect(logged()).not.toContain(OLD);
		expect((await deliver(SECRET, iso)).items).toHaveLength(1);
	});

	it('does not mention the previous one for a delivery that it did not sign', async () => {
		jest.setSystemTime(UNTIL);
		expect(await deliver('a forger’s', iso)).toMatchObject(REFUSED);
		expect(logged()).toContain('does not match the body');
		expect(logged()).not.toContain('previous');
	});

	it.each(['', 'soon 2099', '31/12/2099'])('accepts none with the date %j', async (until) => {
		expect(await deliver(OLD, until)).toMatchObject(REFUSED);
		expect(logged()).toContain('missing or invalid');
		expect((await deliver(SECRET, until)).items).toHaveLength(1);
	});
});

it('reads a date without a zone in the workflow’s time zone', async () => {
	const [{ deliver }] = services as [(typeof services)[0]];
	// n8n's own default zone if nothing is set, in summer: UTC-4.
	const until = '2026-06-01T08:00:00';
	expect((await deliver(OLD, until)).items).toHaveLength(1);
	jest.setSystemTime(UNTIL);
	expect(await deliver(OLD, until)).toMatchObject(REFUSED);
});

describe('a KillB credential without a webhook secret', () => {
	const generatedSecret = 'a-generated-key-of-43-characters-as-base64u';
	const generated = webhookSecretFrom(generatedSecret);
	/** As version 0.1 registered it. */
	const fromLogin = createHmac('sha256', login.password)
		.update('["webhook secret v1","https://killb.app","","ops@example.com"]')
		.digest('hex');
	const deliver = (secret: string, fields: object = {}) =>
		killB(
			ramp,
			{},
			{
				workflowId: randomUUID(),
				credentials: { killBApi: { ...login, webhookSecret: '', ...fields } },
				headers: { 'x-signature-sha256': hmac(ramp, secret) },
			},
		);

	it('verifies with the generated secret', async () => {
		const { items } = await deliver(generated, { generatedSecret });
		expect(items[0]?.json.verified).toMatchObject({ secret: 'current' });
		expect((await deliver(generated, { generatedSecret, webhookSecret: '  ' })).items).toHaveLength(
			1,
		);
		expect(log.warn).not.toHaveBeenCalled();
	});

	it('verifies with it after a password change', async () => {
		const { items } = await deliver(generated, { generatedSecret, password: 'another' });
		expect(items).toHaveLength(1);
	});

	it('rejects another secret, and says what to do', async () => {
		expect(await deliver('a forger’s', { generatedSecret })).toMatchObject(REFUSED);
		expect(logged()).toContain('Publish the workflow again');
		expect(logged()).not.toContain(generated);
	});

	it('still accepts the secret of version 0.1, and logs the advice to publish again', async () => {
		const { items } = await deliver(fromLogin);
		expect(items[0]?.json.verified).toEqual({
			scheme: 'hmac',
			header: 'x-signature-sha256',
			secret: 'previous',
		});
		expect(logged()).toMatch(/earlier version derived from the password.*Publish the workflow/);
		expect(logged()).not.toContain(fromLogin);
	});

	it('accepts the secret of version 0.1 for a while after a key was generated', async () => {
		const fields = { generatedSecret, earlierSigningUntil: String(UNTIL) };
		expect((await deliver(fromLogin, fields)).items).toHaveLength(1);
		jest.setSystemTime(UNTIL);
		expect(await deliver(fromLogin, fields)).toMatchObject(REFUSED);
		expect((await deliver(generated, fields)).items).toHaveLength(1);
	});

	it('rejects the secret of version 0.1 if a key was generated for an empty subscription', async () => {
		const fields = { generatedSecret, earlierSigningUntil: '' };
		expect(await deliver(fromLogin, fields)).toMatchObject(REFUSED);
	});

	it('accepts the previous one if a rotation ends in it', async () => {
		const fields = {
			generatedSecret,
			previousWebhookSecret: OLD,
			previousWebhookSecretUntil: iso,
		};
		const { items } = await deliver(OLD, fields);
		expect(items[0]?.json.verified).toMatchObject({ secret: 'previous' });
	});

	it('accepts neither if the credential has one', async () => {
		for (const secret of [fromLogin, generated]) {
			const named = { generatedSecret, webhookSecret: SECRET };
			expect(await deliver(secret, named)).toMatchObject(REFUSED);
		}
		expect(logged()).not.toContain('ublish the workflow again');
	});

	it('rejects everything without a key and a login, and says why', async () => {
		for (const secret of ['', ' ', fromLogin]) {
			expect(await deliver(secret, { email: 'nobody' })).toMatchObject(REFUSED);
		}
		expect(logged()).toContain('no webhook secret is set');
		expect(logged()).toContain('not a valid email address');
	});

	it('ignores an unusable login while it has a secret', async () => {
		const { items } = await deliver(SECRET, { email: 'nobody', webhookSecret: SECRET });
		expect(items).toHaveLength(1);
	});
});

it('a KernelHost credential without a webhook secret rejects everything', async () => {
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
