import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import type { LoginFields } from '../../../core/killb/login';
import { currentWebhookSecret, derivedWebhookSecret } from '../../../core/killb/webhookSecret';

const login: LoginFields = {
	environment: 'production',
	email: 'ops@example.com',
	password: 'a password',
};

it('is a key of 256 bits, made as openssl makes it', () => {
	const text = '["webhook secret v1","https://killb.app","","ops@example.com"]';
	const output = execFileSync('openssl', ['dgst', '-sha256', '-hmac', login.password], {
		input: text,
	}).toString();
	expect(derivedWebhookSecret(login)).toMatch(/^[0-9a-f]{64}$/);
	expect(output.trim().endsWith(derivedWebhookSecret(login))).toBe(true);
});

it('is the same however the same login is written', () => {
	const same: Array<Partial<LoginFields>> = [
		{ email: ' Ops@Example.com ' },
		{ environment: 'custom', baseUrl: 'https://killb.app' },
		{ environment: 'custom', baseUrl: ' https://KILLB.app:443/api/v2/ ' },
		{ legacyHeader: true, apiKey: 'a key' },
	];
	for (const fields of same) {
		expect(derivedWebhookSecret({ ...login, ...fields })).toBe(derivedWebhookSecret(login));
	}
});

it('is another one for another account, environment, address or password, and tells nothing of the password', () => {
	const host = fc.domain().map((name) => ({ environment: 'custom', baseUrl: `https://${name}` }));
	const place = fc.oneof(
		host,
		fc.constantFrom('production', 'sandbox', 'legacySandbox').map((environment) => ({
			environment,
		})),
	);
	const email = fc.emailAddress();
	const password = fc.string({ minLength: 1, unit: 'grapheme' });
	const made = new Map<string, string>();
	let calls = 0;
	fc.assert(
		fc.property(place, email, password, (where, address, word) => {
			const secret = derivedWebhookSecret({ ...where, email: address, password: word });
			const account = JSON.stringify([where, address.toLowerCase(), word]);
			expect(made.get(secret) ?? account).toBe(account);
			made.set(secret, account);
			calls += 1;
		}),
		{ numRuns: 2000 },
	);
	expect(made.size).toBeGreaterThan(calls / 2);
	expect(derivedWebhookSecret({ ...login, password: 'A password' })).not.toBe(
		derivedWebhookSecret(login),
	);
});

it.each<[Partial<LoginFields>, RegExp]>([
	[{ password: '' }, /Password of the KillB credential is empty/],
	[{ email: 'nobody' }, /not an e-mail address/],
	[{ environment: 'custom', baseUrl: '' }, /Base URL/],
	[{ environment: 'custom', baseUrl: 'http://killb.app' }, /https/],
])('can’t be made from %j', (fields, message) => {
	expect(() => derivedWebhookSecret({ ...login, ...fields })).toThrow(message);
});

it('is the one that signs, unless the credential names one', () => {
	expect(currentWebhookSecret(login)).toBe(derivedWebhookSecret(login));
	expect(currentWebhookSecret({ ...login, webhookSecret: ' ' })).toBe(derivedWebhookSecret(login));
	expect(currentWebhookSecret({ ...login, webhookSecret: 'named' })).toBe('named');
});
