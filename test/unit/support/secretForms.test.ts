import * as fc from 'fast-check';
import { SecretSearch } from '../../support/secrets/secretForms';

const SECRET = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 });
const around = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes));

function finds(secret: string, text: string): boolean {
	return new SecretSearch([['it', secret]]).in(text).length > 0;
}

describe('the search for secrets', () => {
	it.each(['base64', 'base64url', 'hex', 'utf8'] as const)(
		'finds any secret in the middle of other bytes written as %s',
		(encoding) => {
			fc.assert(
				fc.property(SECRET, around, around, (secret, before, after) => {
					const bytes = Buffer.concat([before, Buffer.from(secret), after]);
					// Bytes that are not text would run into the secret's first character.
					const text =
						encoding === 'utf8' ? `${before.toString('hex')}${secret}` : bytes.toString(encoding);
					expect(finds(secret, text)).toBe(true);
				}),
			);
		},
	);

	it('finds a secret in a URL, in a form and in JSON', () => {
		const secret = 'a b&c="ü/?\\d';
		expect(finds(secret, `https://x.test/?s=${encodeURIComponent(secret)}&t=1`)).toBe(true);
		expect(finds(secret, new URLSearchParams({ s: secret }).toString())).toBe(true);
		expect(finds(secret, JSON.stringify({ deep: [secret] }))).toBe(true);
	});

	it('finds nothing if only a part of a secret is present', () => {
		const secret = 'whsec_sandbox_0123456789';
		for (const encoding of ['utf8', 'hex', 'base64'] as const) {
			expect(finds(secret, Buffer.from(secret.slice(0, -3)).toString(encoding))).toBe(false);
		}
	});

	it('names the secret that it found, and rejects one that is everywhere', () => {
		const search = new SecretSearch([
			['first', 'one-secret'],
			['second', 'another-secret'],
		]);
		expect(search.in('x another-secret x another-secret')).toEqual(['second']);
		expect(() => new SecretSearch([['short', 'abc']])).toThrow('short is too short');
	});
});
