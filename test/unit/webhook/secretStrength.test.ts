import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { secretWeakness, weaknessOf } from '../../../core/webhook/secrets';

it.each([
	['a', 'has only 1 character;'],
	['undefined', 'has only 9 characters'],
	['{{ $vars.secret }}', 'is an expression'],
	['={{ $vars.webhookSecretOfKillB }}', 'is an expression'],
	['{{$secrets.vault.killb.webhook}}', 'is an expression'],
	['12345', 'has only 5 characters'],
	['fifteen-letters', 'has only 15 characters'],
	['   padded'.padEnd(40), 'has only 6 characters'],
	['a'.repeat(40), 'has only 1 different character'],
	['undefinedundefinedundefined', 'has only 6 different characters'],
	['nullnullnullnullnullnull', 'has only 3 different characters'],
	['secretsecretsecretsecret', 'has only 5 different characters'],
	['🔑🔑🔑🔑🔑🔑🔑🔑', 'has only 8 characters'],
])('%j is too weak: it %s', (secret, weakness) => {
	expect(secretWeakness(secret)).toContain(weakness);
});

it('accepts KillB’s own sample, Stripe’s format and the sandbox’s secret', () => {
	for (const secret of ['GJD6cyf6xbc@bvx6rvu', 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH']) {
		expect(secretWeakness(secret)).toBeUndefined();
	}
});

it('accepts every random secret of 16 bytes or more, in hex and base64', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 16, max: 64 }),
			fc.constantFrom('hex', 'base64'),
			(bytes, form) => {
				// 32 hexadecimal digits have fewer than 8 different ones once in 10^9 times.
				expect(secretWeakness(randomBytes(bytes).toString(form as 'hex'))).toBeUndefined();
			},
		),
	);
});

it('accepts a credential without a secret', () => {
	for (const webhookSecret of [undefined, '', ' ']) {
		expect(weaknessOf({ webhookSecret, previousWebhookSecret: 'x' })).toBeUndefined();
	}
});

it('lets a weak secret be changed: the previous one may be weak', () => {
	const webhookSecret = 'GJD6cyf6xbc@bvx6rvu';
	expect(weaknessOf({ webhookSecret, previousWebhookSecret: 'weak' })).toBeUndefined();
});

it('detects a secret that ends with the previous one after an underscore', () => {
	expect(
		weaknessOf({ webhookSecret: 'abcdefghijklmnop_old', previousWebhookSecret: 'old' }),
	).toContain('ends with the previous one');
});

it('detects a previous secret that ends with the current one after an underscore', () => {
	expect(
		weaknessOf({
			webhookSecret: 'abcdefghijklmnop',
			previousWebhookSecret: 'old_abcdefghijklmnop ',
		}),
	).toContain('ends with the current one');
	expect(
		weaknessOf({ webhookSecret: 'abcdefghijklmnop', previousWebhookSecret: 'oldabcdefghijklmnop' }),
	).toBeUndefined();
});
