import * as fc from 'fast-check';
import {
	type KernelHostDeliveryInput,
	verifyKernelHostDelivery,
} from '../../../core/webhook/kernelhostDelivery';
import { signAsStripe } from '../../../core/webhook/stripeSignature';
import {
	NOW,
	SECRET,
	digest,
	stripeAccepts,
	stripeHeader,
} from '../../support/webhook/stripeOracle';

const CURRENT = [{ label: 'current', value: SECRET }] as const;
const body = '{"id":"evt_1","type":"order.paid"}';

function verify(header: string | undefined, overrides: Partial<KernelHostDeliveryInput> = {}) {
	const defaults = { body: Buffer.from(body), secrets: CURRENT, now: NOW };
	const where = { headers: { 'kh-signature': header }, headerName: 'kh-signature' };
	return verifyKernelHostDelivery({ ...defaults, ...where, ...overrides }).verdict;
}

describe('compared with the stripe package', () => {
	const json = fc.json();
	const secret = fc.string({ minLength: 1, unit: 'grapheme' }).filter((s) => s.trim() !== '');

	it('accepts every header that stripe makes', () => {
		fc.assert(
			fc.property(json, secret, fc.integer({ min: -300, max: 300 }), (payload, value, skew) => {
				const header = stripeHeader(payload, NOW + skew, value);
				const secrets = [{ label: 'current', value }] as const;
				expect(verify(header, { body: Buffer.from(payload), secrets })).toEqual({
					ok: true,
					scheme: 'stripe-v1',
					secret: 'current',
					timestamp: NOW + skew,
				});
			}),
			{ numRuns: 1000 },
		);
	});

	// One timestamp, not in the future: the differences outside of that are asserted one by one
	// below.
	it('gives the same result for any header with one timestamp, right, wrong or mixed', () => {
		const right = fc.constant('right');
		const wrong = fc.constantFrom(
			...['upper', 'otherSecret', 'otherBody', 'short', 'v0', 'shifted', 'noise'],
		);
		const items = fc.array(fc.oneof(right, wrong), { maxLength: 6 });
		const age = fc.constantFrom(0, 1, 299, 300, 301, 100_000);
		let accepted = 0;
		let rejected = 0;
		fc.assert(
			fc.property(json, items, age, fc.nat(6), (payload, kinds, seconds, position) => {
				const t = NOW - seconds;
				const made = kinds.map((kind) => {
					const genuine = digest(payload, t);
					if (kind === 'right') return `v1=${genuine}`;
					if (kind === 'upper') return `v1=${genuine.toUpperCase()}`;
					if (kind === 'otherSecret') return `v1=${digest(payload, t, 'another')}`;
					if (kind === 'otherBody') return `v1=${digest(`${payload} `, t)}`;
					if (kind === 'short') return `v1=${genuine.slice(1)}`;
					if (kind === 'v0') return `v0=${genuine}`;
					if (kind === 'shifted') return `v1=${digest(payload, t + 1)}`;
					return 'v1';
				});
				// Stripe's package throws at a `v1` without any value, even next to a genuine one.
				fc.pre(!made.includes('v1'));
				made.splice(position, 0, `t=${t}`);
				const header = made.join(',');
				const theirs = stripeAccepts(payload, header);
				if (theirs) accepted += 1;
				else rejected += 1;
				expect(verify(header, { body: Buffer.from(payload) }).ok).toBe(theirs);
			}),
			{ numRuns: 3000 },
		);
		const share = accepted / (accepted + rejected);
		expect(Math.min(share, 1 - share)).toBeGreaterThan(0.05);
	});

	it('agrees on several v1 values, wherever the right one is', () => {
		const wrong = digest(body, NOW, 'retired');
		for (const values of [
			[digest(body), wrong],
			[wrong, digest(body)],
			[wrong, digest(body), wrong],
		]) {
			const header = `t=${NOW},${values.map((value) => `v1=${value}`).join(',')}`;
			expect(stripeAccepts(body, header)).toBe(true);
			expect(verify(header).ok).toBe(true);
		}
	});

	it('agrees that upper-case digits and the scheme v0 do not count', () => {
		for (const header of [
			`t=${NOW},v1=${digest(body).toUpperCase()}`,
			`t=${NOW},v0=${digest(body)}`,
		]) {
			expect(stripeAccepts(body, header)).toBe(false);
			expect(verify(header)).toEqual({ ok: false, reason: 'malformed_header' });
		}
	});

	it('agrees to accept a header that came twice, joined by Node', () => {
		const header = `${stripeHeader(body)}, ${stripeHeader(body)}`;
		expect(stripeAccepts(body, header)).toBe(true);
		expect(verify(header).ok).toBe(true);
	});

	it('rejects what stripe accepts: text after the timestamp or the digest, a future time', () => {
		const trailing = `t=${NOW}abc,v1=${digest(body)}`;
		const extended = `t=${NOW},v1=${digest(body)}=abc`;
		const ahead = stripeHeader(body, NOW + 100_000);
		for (const header of [trailing, extended, ahead]) {
			expect(stripeAccepts(body, header)).toBe(true);
			expect(verify(header).ok).toBe(false);
		}
	});

	it('accepts what stripe rejects: bytes that are not UTF-8, a byte order mark', () => {
		const bytes = Buffer.concat([
			Buffer.from('{"name":"Jos'),
			Buffer.from([0xe9]),
			Buffer.from('"}'),
		]);
		const marked = Buffer.from('\uFEFF{}');
		for (const raw of [bytes, marked]) {
			const header = `t=${NOW},v1=${digest(raw)}`;
			expect(stripeAccepts(raw, header)).toBe(false);
			expect(verify(header, { body: raw }).ok).toBe(true);
		}
	});
});

describe('the signature', () => {
	it('covers any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect(verify(`t=${NOW},v1=${digest(bytes)}`, { body: bytes }).ok).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	it('covers every bit of the body', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (bytes, at) => {
				const header = `t=${NOW},v1=${digest(bytes)}`;
				const changed = Uint8Array.from(bytes);
				const index = Math.floor(at / 8) % changed.length;
				changed[index] = (changed[index] ?? 0) ^ (1 << at % 8);
				expect(verify(header, { body: changed })).toEqual({
					ok: false,
					reason: 'signature_mismatch',
				});
			}),
			{ numRuns: 1000 },
		);
	});

	it('covers the time', () => {
		const header = `t=${NOW - 10},v1=${digest(body, NOW)}`;
		expect(verify(header)).toEqual({ ok: false, reason: 'signature_mismatch' });
	});

	it('never throws and never accepts a random header', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('t=', 'v1=', ',', '=', `${NOW}`, ' ', `v1=${digest('other')}`),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				expect(verify(pieces.join('')).ok).toBe(false);
			}),
			{ numRuns: 20_000 },
		);
	});
});

describe('the tolerance', () => {
	it.each([
		[-300, true],
		[300, true],
		[-301, false],
		[301, false],
	])('of 300 s at a signed time %i s from now: accepted is %s', (skew, ok) => {
		expect(verify(stripeHeader(body, NOW + skew)).ok).toBe(ok);
	});

	it('distinguishes late from early deliveries, and says by how much', () => {
		expect(verify(stripeHeader(body, NOW - 412))).toEqual({
			ok: false,
			reason: 'timestamp_too_old',
			ageSeconds: 412,
		});
		expect(verify(stripeHeader(body, NOW + 412))).toEqual({
			ok: false,
			reason: 'timestamp_in_future',
			ageSeconds: -412,
		});
	});

	it('is configurable, and 0 allows no skew instead of disabling the check', () => {
		expect(verify(stripeHeader(body, NOW - 900), { tolerance: 900 }).ok).toBe(true);
		expect(verify(stripeHeader(body, NOW), { tolerance: 0 }).ok).toBe(true);
		expect(verify(stripeHeader(body, NOW - 1), { tolerance: 0 }).ok).toBe(false);
	});

	it.each([NaN, Infinity, -1])('of %d rejects everything', (tolerance) => {
		expect(verify(stripeHeader(body), { tolerance }).ok).toBe(false);
	});
});

describe('the syntax of t', () => {
	it.each([
		'',
		' ',
		'+1760000000',
		'-1760000000',
		'01760000000',
		'1760000000.0',
		'1.76e9',
		'0x68E778C0',
		'1760000000junk',
		'1760000000=1',
		'١٧٦٠٠٠٠٠٠٠',
		'176000000000',
		'NaN',
	])('rejects t=%j although the text is correctly signed', (text) => {
		const header = `v1=${digest(body, text)},t=${text}`;
		const verdict = verify(header, { tolerance: Number.MAX_SAFE_INTEGER });
		expect(verdict).toEqual({ ok: false, reason: 'malformed_header' });
	});

	it('excludes the space at the end of an item from t', () => {
		const header = `t=${NOW} ,v1=${digest(body, `${NOW} `)}`;
		expect(verify(header)).toEqual({ ok: false, reason: 'signature_mismatch' });
		expect(verify(`t=${NOW} ,v1=${digest(body)}`).ok).toBe(true);
	});

	it('accepts v1 before t, spaces after commas, and unknown schemes', () => {
		expect(verify(`v1=${digest(body)},t=${NOW}`).ok).toBe(true);
		expect(verify(`t=${NOW}, v0=abc, v1=${digest(body)}, x`).ok).toBe(true);
	});

	it('checks two timestamps with each v1, and rejects a header with more', () => {
		const old = NOW - 1000;
		expect(verify(`t=${old},v1=${digest(body, old)},t=${NOW},v1=${digest(body)}`)).toMatchObject({
			ok: true,
			timestamp: NOW,
		});
		const stuffed = `t=1,t=2,t=${NOW},v1=${digest(body)}`;
		expect(verify(stuffed)).toEqual({ ok: false, reason: 'malformed_header' });
	});
});

describe('the secrets', () => {
	const previous = 'whsec_previous';

	it('accepts the previous one and reports it', () => {
		const secrets = [...CURRENT, { label: 'previous', value: previous }] as const;
		const header = stripeHeader(body, NOW, previous);
		expect(verify(header, { secrets })).toMatchObject({ ok: true, secret: 'previous' });
		expect(verify(stripeHeader(body), { secrets })).toMatchObject({ secret: 'current' });
		expect(verify(header)).toEqual({ ok: false, reason: 'signature_mismatch' });
	});

	it.each(['', ' ', '\n\t'])(
		'rejects %j as the only one, even if it signed the delivery',
		(value) => {
			const header = `t=${NOW},v1=${digest(body, NOW, value)}`;
			const secrets = [{ label: 'current', value }] as const;
			expect(verify(header, { secrets })).toEqual({ ok: false, reason: 'no_secret' });
			expect(verify(header, { secrets: [] })).toEqual({ ok: false, reason: 'no_secret' });
		},
	);

	it('are not read if there is no header', () => {
		expect(verify(undefined)).toEqual({ ok: false, reason: 'no_signature_header' });
	});
});

it('signs as the stripe package does', () => {
	expect(signAsStripe(Buffer.from('{"a":1}'), SECRET, NOW)).toBe(stripeHeader('{"a":1}'));
});

it('reports a header without a time as malformed', () => {
	expect(verify(`v1=${digest('x', NOW)}`)).toEqual({ ok: false, reason: 'malformed_header' });
});

it('rejects a signature of the current second if no age is allowed', () => {
	const verdict = verify(stripeHeader('{}'), { body: Buffer.from('{}'), tolerance: -1 });
	expect(verdict).toEqual({ ok: false, reason: 'timestamp_too_old', ageSeconds: 0 });
});
