import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import {
	currentWebhookSecret,
	unnamedSecrets,
	webhookSecretFrom,
} from '../../../core/killb/webhookSecret';
import type { LoginFields } from '../../../core/killb/login';
import { previousKeyFrom } from '../../../core/webhook/subscription';

const login: LoginFields = {
	environment: 'production',
	email: 'ops@example.com',
	password: 'a password',
};
const KEY = randomBytes(32).toString('base64url');

/** HKDF implemented a second time, by RFC 5869 for one block. */
function hkdf(key: string, purpose: string): string {
	const pseudoRandom = createHmac('sha256', Buffer.alloc(32)).update(key).digest();
	return createHmac('sha256', pseudoRandom).update(purpose).update(Buffer.of(1)).digest('hex');
}

/** The secret that version 0.1 registered. */
const loginSecret = createHmac('sha256', login.password)
	.update('["webhook secret v1","https://killb.app","","ops@example.com"]')
	.digest('hex');

describe('the secret of a credential without a named one', () => {
	it('is derived from the generated key by HKDF, separately from the subscription key', () => {
		expect(hkdf(KEY, 'webhook memory')).toBe(
			Buffer.from(hkdfSync('sha256', KEY, '', 'webhook memory', 32)).toString('hex'),
		);
		expect(webhookSecretFrom(KEY)).toBe(hkdf(KEY, 'KillB webhook secret'));
		expect(previousKeyFrom(KEY).toString('hex')).toBe(hkdf(KEY, 'webhook memory'));
		expect(currentWebhookSecret({ generatedSecret: KEY })).toBe(webhookSecretFrom(KEY));
	});

	it('does not depend on the login', () => {
		const property = fc.property(
			fc.string({ minLength: 1 }),
			fc.emailAddress(),
			(password, email) => {
				const fields = { ...login, password, email, generatedSecret: KEY };
				expect(unnamedSecrets(fields, 0)).toEqual([
					{ label: 'current', value: webhookSecretFrom(KEY) },
				]);
			},
		);
		fc.assert(property);
	});

	it('is replaced by a named one', () => {
		expect(currentWebhookSecret({ generatedSecret: KEY, webhookSecret: 'named' })).toBe('named');
		expect(currentWebhookSecret({ generatedSecret: KEY, webhookSecret: ' ' })).toBe(
			webhookSecretFrom(KEY),
		);
	});
});

describe('the secret that version 0.1 derived from the login', () => {
	const accepted = { label: 'previous', value: loginSecret, isFromLogin: true };
	const current = { label: 'current', value: webhookSecretFrom(KEY) };

	it('is accepted while there is no generated key', () => {
		expect(unnamedSecrets(login, 0)).toEqual([accepted]);
		expect(unnamedSecrets({ ...login, generatedSecret: '' }, 0)).toEqual([accepted]);
	});

	it('is accepted until its expiry, and not a millisecond longer', () => {
		const fields = { ...login, generatedSecret: KEY, earlierSigningUntil: '1000' };
		expect(unnamedSecrets(fields, 999)).toEqual([current, accepted]);
		expect(unnamedSecrets(fields, 1000)).toEqual([current]);
		expect(unnamedSecrets({ ...fields, earlierSigningUntil: 'soon' }, 0)).toEqual([current]);
	});

	it.each<[Partial<LoginFields>, RegExp]>([
		[{ password: '' }, /Password of the KillB credential is empty/],
		[{ email: 'nobody' }, /not a valid email address/],
		[{ environment: 'custom', baseUrl: '' }, /Base URL/],
	])('cannot be derived from %j', (fields, message) => {
		expect(() => unnamedSecrets({ ...login, ...fields }, 0)).toThrow(message);
	});
});
