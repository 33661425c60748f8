import { execFileSync } from 'node:child_process';
import crypto, { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import {
	KILLB_SIGNATURE_HEADER,
	type KillBSignatureScheme,
	rejectKillBHeader,
	signAsKillB,
	verifyKillBSignature,
} from '../../../core/webhook/killbSignature';
import { signAsStripe } from '../../../core/webhook/stripeSignature';

const SECRET = 'GJD6cyf6xbc@bvx6rvu';
const CURRENT = [{ label: 'current', value: SECRET }] as const;
const body = Buffer.from(
	'{"id":"evt_1","event":"RAMP","action":"UPDATE","data":{"toAmount":98.50}}',
);

/** The formulas of killb.md 4.3, implemented a second time. */
const hmac = (raw: Uint8Array, secret = SECRET) =>
	createHmac('sha256', Buffer.from(secret)).update(raw).digest('hex');
const suffix = (raw: Uint8Array, secret = SECRET) =>
	createHash('sha256')
		.update(Buffer.concat([raw, Buffer.from(`_${secret}`)]))
		.digest('hex');

function verify(
	header: string | undefined,
	scheme: KillBSignatureScheme = 'either',
	raw: Uint8Array = body,
	secrets: Parameters<typeof verifyKillBSignature>[0]['secrets'] = CURRENT,
) {
	return verifyKillBSignature({ body: raw, header, secrets, scheme });
}

function openssl(args: string[], input: Uint8Array): string {
	const output = execFileSync('openssl', ['dgst', '-sha256', ...args], { input }).toString();
	return /([0-9a-f]{64})\s*$/.exec(output)?.[1] ?? output;
}

it('accepts openssl’s result for each documented formula', () => {
	const bodies = [body, Buffer.from([0xff, 0x00, 0xe9]), Buffer.from('{"nombre":"José 😀"}')];
	for (const raw of bodies) {
		const byHmac = openssl(['-hmac', SECRET], raw);
		const bySuffix = openssl([], Buffer.concat([raw, Buffer.from(`_${SECRET}`)]));
		expect(verify(byHmac, 'hmac', raw)).toEqual({ ok: true, scheme: 'hmac', secret: 'current' });
		expect(verify(bySuffix, 'suffix', raw)).toEqual({
			ok: true,
			scheme: 'suffix',
			secret: 'current',
		});
	}
});

it('agrees with the SDK on a compact JSON body: sha256(JSON.stringify(body) + "_" + secret)', () => {
	fc.assert(
		fc.property(fc.json(), (text) => {
			const parsed: unknown = JSON.parse(text);
			const compact = JSON.stringify(parsed);
			// Not an event, and the text that KernelHost signs begins like it.
			fc.pre(typeof parsed !== 'number');
			const sdk = createHash('sha256').update(`${compact}_${SECRET}`).digest('hex');
			expect(verify(sdk, 'suffix', Buffer.from(compact)).ok).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

it('accepts any bytes under the chosen scheme only, and both under "either"', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => {
			expect(verify(hmac(raw), 'hmac', raw).ok).toBe(true);
			expect(verify(suffix(raw), 'suffix', raw).ok).toBe(true);
			expect(verify(hmac(raw), 'suffix', raw)).toEqual({ ok: false, reason: 'signature_mismatch' });
			expect(verify(suffix(raw), 'hmac', raw)).toEqual({ ok: false, reason: 'signature_mismatch' });
			expect(verify(hmac(raw), 'either', raw)).toMatchObject({ ok: true, scheme: 'hmac' });
			expect(verify(suffix(raw), 'either', raw)).toMatchObject({ ok: true, scheme: 'suffix' });
		}),
		{ numRuns: 1000 },
	);
});

it('rejects a body with one changed bit', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (raw, at) => {
			const changed = Uint8Array.from(raw);
			const index = Math.floor(at / 8) % changed.length;
			changed[index] = (changed[index] ?? 0) ^ (1 << at % 8);
			expect(verify(hmac(raw), 'either', changed).ok).toBe(false);
			expect(verify(suffix(raw), 'either', changed).ok).toBe(false);
		}),
		{ numRuns: 1000 },
	);
});

it('never throws and never accepts a random header', () => {
	const noise = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') }),
	);
	fc.assert(
		fc.property(noise, (header) => {
			expect(verify(header).ok).toBe(false);
		}),
		{ numRuns: 20_000 },
	);
});

it.each([
	['upper case', hmac(body).toUpperCase()],
	['a prefix', `sha256=${hmac(body)}`],
	['one digit less', hmac(body).slice(1)],
	['one digit more', `${hmac(body)}0`],
	['base64', Buffer.from(hmac(body), 'hex').toString('base64')],
	['nothing', ''],
])('rejects %s as malformed', (_name, header) => {
	expect(verify(header)).toEqual({ ok: false, reason: 'malformed_header' });
});

it('accepts a header that came twice, joined by Node, if one value is right', () => {
	expect(verify(`${hmac(body)}, ${hmac(body)}`).ok).toBe(true);
	expect(verify(`${hmac(body, 'other')}, ${hmac(body)}`).ok).toBe(true);
});

it('accepts the previous secret and reports it', () => {
	const secrets = [...CURRENT, { label: 'previous', value: 'before' }] as const;
	expect(verify(suffix(body, 'before'), 'either', body, secrets)).toMatchObject({
		ok: true,
		secret: 'previous',
	});
	expect(verify(suffix(body, 'before'))).toEqual({ ok: false, reason: 'signature_mismatch' });
});

it.each(['', ' \n'])('rejects the secret %j, even if it signed the delivery', (value) => {
	const secrets = [{ label: 'current', value }] as const;
	for (const header of [suffix(body, value), hmac(body, value)]) {
		expect(verify(header, 'either', body, secrets)).toEqual({ ok: false, reason: 'no_secret' });
	}
	expect(verify(hmac(body), 'either', body, [])).toEqual({ ok: false, reason: 'no_secret' });
});

it('rejects a missing header, and an unknown scheme from an expression', () => {
	expect(verify(undefined)).toEqual({ ok: false, reason: 'no_signature_header' });
	const unknown = 'none' as KillBSignatureScheme;
	expect(verify(hmac(body), unknown)).toEqual({ ok: false, reason: 'signature_mismatch' });
});

it('signs the documented header in the way it verifies it', () => {
	expect(KILLB_SIGNATURE_HEADER).toBe('x-signature-sha256');
	expect(signAsKillB(body, SECRET, 'hmac')).toBe(hmac(body));
	expect(signAsKillB(body, SECRET, 'suffix')).toBe(suffix(body));
});

it('reports the missing header first, so no credential has to be read', () => {
	expect(rejectKillBHeader(undefined)?.reason).toBe('no_signature_header');
	expect(rejectKillBHeader('x')?.reason).toBe('malformed_header');
	expect(rejectKillBHeader(hmac(body, 'any'))).toBeUndefined();
});

it('rejects a KernelHost delivery, even with the same secret', () => {
	fc.assert(
		fc.property(fc.json(), fc.integer({ min: 1_000_000_000, max: 99_999_999_999 }), (text, t) => {
			const header = signAsStripe(Buffer.from(text), SECRET, t);
			const signed = Buffer.from(`${t}.${text}`);
			expect(verify(header.replace(/^.*v1=/, ''), 'either', signed)).toEqual({
				ok: false,
				reason: 'other_service',
			});
		}),
	);
});

it('rejects an altered body under a secret that is the end of another', () => {
	const [longer, shorter] = ['first_part_second', 'second'];
	const secrets = [
		{ label: 'current', value: longer },
		{ label: 'previous', value: shorter },
	] as const;
	const moved = Buffer.concat([body, Buffer.from('_first_part')]);
	const signature = suffix(body, longer);
	expect(suffix(moved, shorter)).toBe(signature);
	expect(verify(signature, 'either', moved, secrets).ok).toBe(false);
	expect(verify(signature, 'either', body, secrets)).toMatchObject({ ok: true, secret: 'current' });
	expect(verify(hmac(body, shorter), 'either', body, secrets).ok).toBe(true);
});

it('computes one HMAC per secret and one hash in total, whatever the header is', () => {
	const hmacs = jest.spyOn(crypto, 'createHmac');
	const hashes = jest.spyOn(crypto, 'createHash');
	const header = Array<string>(200).fill('a'.repeat(64)).join();
	const secrets = [...CURRENT, { label: 'previous', value: 'before' }] as const;
	expect(verify(header, 'either', body, secrets).ok).toBe(false);
	expect([hmacs.mock.calls.length, hashes.mock.calls.length]).toEqual([2, 1]);
	hmacs.mockRestore();
	hashes.mockRestore();
});
