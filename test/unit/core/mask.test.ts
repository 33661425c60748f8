import * as fc from 'fast-check';
import { formsOf, SecretSearch } from '../../support/secrets/secretForms';
import { readBody } from '../../../core/http/response';
import {
	Mask,
	MASK,
	notingSecrets,
	secretsSentWith,
	SHORTEST_MASKED,
} from '../../../core/http/mask';

const SECRET = 'Pä$$+w/o"r\\d<&>\'';

/** The forms in which an echoing page may show a text. */
const ECHOES: Array<[string, (secret: string) => string]> = [
	['plain', (secret) => secret],
	['a URL', encodeURIComponent],
	['a form', (secret) => new URLSearchParams({ s: secret }).toString()],
	['a URL in lower case', (secret) => encodeURIComponent(secret).toLowerCase()],
	['JSON', (secret) => JSON.stringify(secret)],
	['JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret))],
	['PHP’s JSON', (secret) => JSON.stringify(secret).replaceAll('/', '\\/')],
	['hex', (secret) => Buffer.from(secret).toString('hex')],
	['hex in capitals', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
	['base64', (secret) => Buffer.from(secret).toString('base64')],
	['base64 after a letter', (secret) => Buffer.from(`a${secret}z`).toString('base64')],
	['base64url after two', (secret) => Buffer.from(`ab${secret}yz`).toString('base64url')],
	[
		'HTML',
		(secret) =>
			secret
				.replaceAll('&', '&amp;')
				.replaceAll('<', '&lt;')
				.replaceAll('>', '&gt;')
				.replaceAll('"', '&quot;')
				.replaceAll("'", '&#39;'),
	],
];

const secrets = fc
	.string({ unit: 'grapheme', minLength: SHORTEST_MASKED, maxLength: 40 })
	// A lone surrogate has no form in UTF-8.
	.filter((secret) => Buffer.from(secret).toString() === secret);

describe('a secret', () => {
	it.each(ECHOES)('is masked as %s', (_, echo) => {
		// A lower-case URL of a secret with capitals is that of another secret.
		const secret = _.includes('lower') ? SECRET.toLowerCase() : SECRET;
		const mask = new Mask([secret]);
		expect(mask.text(`before ${echo(secret)} after`)).toContain(MASK);
		const read = mask.body(JSON.stringify({ [echo(secret)]: [{ a: `x${echo(secret)}` }] }));
		const { value } = read as { value: Record<string, Array<{ a: string }>> };
		const [[name, [first] = []] = ['']] = Object.entries(value);
		expect(name).toContain(MASK);
		expect(first?.a).toContain(MASK);
	});

	it('is not found in any form by an independent search afterwards', () => {
		fc.assert(
			fc.property(secrets, fc.array(fc.string(), { maxLength: 3 }), (secret, texts) => {
				const search = new SecretSearch([['it', secret]]);
				const mask = new Mask([secret]);
				const text = formsOf(secret).join(` ${texts.join(' ')} `);
				// What is left could be the secret itself only if the mask's own text is one.
				fc.pre(!MASK.includes(secret));
				expect(search.in(mask.text(text))).toEqual([]);
				const { value } = mask.body(JSON.stringify({ text, list: formsOf(secret) })) as {
					value: object;
				};
				expect(search.in(JSON.stringify(value))).toEqual([]);
			}),
		);
	});

	it.each(['<html><body>{}</body></html>', '<!doctype html><title>{}</title>', 'Error: {}'])(
		'is masked in a body that is not JSON: %s',
		(page) => {
			const body = new Mask([SECRET]).body(page.replace('{}', () => SECRET));
			expect(JSON.stringify(body)).not.toContain(JSON.stringify(SECRET).slice(1, -1));
		},
	);

	it.each(['1234567', '', undefined, null, 12345678])(
		'such as %j is not searched for',
		(secret) => {
			const text = JSON.stringify({ a: 12345678, b: String(secret) });
			expect(new Mask([secret]).body(text)).toEqual(readBody(text));
		},
	);

	it('leaves numbers and inherited member names unchanged', () => {
		const text = '{"constructor":{"a":1},"n":12345678,"s":"x12345678","b":true,"z":null}';
		expect(new Mask(['12345678']).body(text)).toEqual({
			kind: 'json',
			value: JSON.parse(text.replace('x12345678', `x${MASK}`)) as unknown,
		});
	});
});

it('returns a body without a secret unchanged, byte for byte', () => {
	fc.assert(
		fc.property(fc.json(), (text) => {
			const mask = new Mask([SECRET, 'another-secret']);
			expect(mask.body(text)).toEqual(readBody(text));
			expect(mask.text(text)).toBe(text);
		}),
	);
});

describe('the secrets of a request', () => {
	it('are those of the credential and those set on the request, also after a 401', () => {
		const request = { url: '/a' };
		const secrets = secretsSentWith(request);
		const first = notingSecrets(request, ['held'], () => ({
			...request,
			headers: { Authorization: 'Bearer token-1', 'x-api-key': 'key' },
		}));
		expect([...secrets]).toEqual(['held', 'token-1', 'key']);
		notingSecrets(first, ['held', 'new'], () => ({
			url: '/a',
			headers: { 'KH-Signature': 'signature' } as never,
		}));
		expect([...secrets]).toEqual(['held', 'token-1', 'key', 'new', 'signature']);
	});

	it('are also recorded if the credential sends nothing', () => {
		const request = { url: '/a' };
		const secrets = secretsSentWith(request);
		expect(() =>
			notingSecrets(request, ['held'], () => {
				throw new Error('no');
			}),
		).toThrow('no');
		expect([...secrets]).toEqual(['held']);
	});

	it('are not kept for a request outside of our nodes', () => {
		const sent = { url: '/b' };
		expect(notingSecrets({ url: '/a' }, ['held'], () => sent)).toBe(sent);
	});
});
