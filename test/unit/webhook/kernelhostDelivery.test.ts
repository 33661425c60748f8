import crypto from 'node:crypto';
import {
	rejectKernelHostHead,
	verifyKernelHostDelivery,
} from '../../../core/webhook/kernelhostDelivery';
import type { RequestHeaders } from '../../../core/webhook/signature';
import { NOW, SECRET, digest, stripeHeader } from '../../support/webhook/stripeOracle';

const text = '{"id":"evt_1","type":"order.paid"}';
const secrets = [{ label: 'current', value: SECRET }] as const;
const genuine = stripeHeader(text);
const forged = `t=${NOW},v1=${digest('another body')}`;

function verify(
	headers: RequestHeaders,
	headerName = '',
	secret = secrets as readonly (typeof secrets)[number][],
) {
	return verifyKernelHostDelivery({
		headers,
		headerName,
		secrets: secret,
		now: NOW,
		body: Buffer.from(text),
	});
}

describe('without a configured header name', () => {
	it.each([
		'kh-webhook-signature',
		'x-kernelhost-signature',
		'stripe-signature',
		'signature',
		'x-signature-256',
		'x-hmac',
		'kernelhost-webhook',
		'X-Signature',
		'KH-Sign',
		'X-KH-Auth',
		'KHSignature',
		'X_KH_Signature',
		'x-comment',
	])('recognises a signature by its form in %s', (name) => {
		const found = verify({ 'content-type': 'application/json', [name]: genuine });
		expect(found).toMatchObject({ verdict: { ok: true }, header: name.toLowerCase() });
	});

	it('checks every candidate, whichever comes first', () => {
		for (const headers of [
			{ 'x-proxy-signature': forged, 'kh-signature': genuine },
			{ 'kh-signature': genuine, 'x-proxy-signature': forged },
		]) {
			expect(verify(headers)).toMatchObject({ verdict: { ok: true }, header: 'kh-signature' });
		}
	});

	it('skips values of another form', () => {
		const rejected = { verdict: { ok: false, reason: 'no_signature_header' }, header: null };
		expect(verify({ 'x-comment': text, cookie: 't=1; v1=2' })).toEqual(rejected);
		expect(verify({ 'x-signature': 'sha256=abc', signature: 't=1' })).toEqual(rejected);
	});

	it('reports the closest candidate', () => {
		const late = stripeHeader(text, NOW - 5000);
		const malformed = 't=x,v1=y';
		expect(verify({ 'a-signature': malformed, 'b-signature': late })).toEqual({
			verdict: { ok: false, reason: 'timestamp_too_old', ageSeconds: 5000 },
			header: 'b-signature',
		});
		expect(
			verify({ 'a-signature': malformed, 'b-signature': late, 'c-signature': forged }),
		).toEqual({ verdict: { ok: false, reason: 'signature_mismatch' }, header: 'c-signature' });
	});

	it('reports the first of two equally close ones, also one from the future', () => {
		expect(verify({ 'a-signature': forged, 'b-signature': forged }).header).toBe('a-signature');
		const early = stripeHeader(text, NOW + 5000);
		const late = stripeHeader(text, NOW - 5000);
		expect(verify({ 'a-signature': early, 'b-signature': late })).toEqual({
			verdict: { ok: false, reason: 'timestamp_in_future', ageSeconds: -5000 },
			header: 'a-signature',
		});
	});

	it('checks only the first few of many candidates', () => {
		const headers: Record<string, string> = {};
		for (let n = 0; n < 50; n += 1) headers[`x${n}-signature`] = forged;
		headers['last-signature'] = genuine;
		expect(verify(headers).verdict).toEqual({ ok: false, reason: 'signature_mismatch' });
	});
});

describe('among more decoys than are checked', () => {
	const decoys = (value: (n: number) => string) =>
		Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`x-trace-${n}`, value(n)]));

	it.each(['KH-Sign', 'X-KH-Auth', 'KHSignature', 'X_KH_Signature'])(
		'a genuine %s is found by its name',
		(name) => {
			const found = verify({ ...decoys(() => forged), [name]: genuine });
			expect(found).toMatchObject({ verdict: { ok: true }, header: name.toLowerCase() });
		},
	);

	it('a genuine header whose name says nothing is not found', () => {
		const found = verify({ ...decoys(() => forged), 'x-comment': genuine });
		expect(found.verdict).toEqual({ ok: false, reason: 'signature_mismatch' });
	});

	it('a forged delivery costs no more than a genuine one', () => {
		const made = jest.spyOn(crypto, 'createHmac');
		const times = decoys((n) => `t=${NOW - n - 1},v1=${digest('x')}`);
		made.mockClear();
		expect(verify(times).verdict).toEqual({ ok: false, reason: 'signature_mismatch' });
		expect(made.mock.calls.length).toBe(2);
		made.mockRestore();
	});
});

describe('with a configured header name', () => {
	it('reads only that header, regardless of case', () => {
		expect(verify({ 'x-comment': genuine }, ' X-Comment ')).toMatchObject({
			verdict: { ok: true },
			header: 'x-comment',
		});
		expect(verify({ 'kh-signature': genuine }, 'X-Comment')).toEqual({
			verdict: { ok: false, reason: 'no_signature_header' },
			header: null,
		});
	});

	it('reports a malformed value', () => {
		expect(verify({ 'x-comment': 'abc' }, 'x-comment').verdict).toEqual({
			ok: false,
			reason: 'malformed_header',
		});
	});

	it('accepts a header that came several times', () => {
		expect(verify({ 'kh-signature': [forged, genuine] }, 'kh-signature').verdict.ok).toBe(true);
		expect(verify({ 'kh-signature': `${forged}, ${genuine}` }).verdict.ok).toBe(true);
	});
});

it('reports the missing secret if the header is present', () => {
	expect(verify({ 'x-signature': genuine }, '', [])).toEqual({
		verdict: { ok: false, reason: 'no_secret' },
		header: 'x-signature',
	});
});

it('decides by the headers before it reads a body, as far as they allow', () => {
	const head = (headers: RequestHeaders) =>
		rejectKernelHostHead({ headers, headerName: '', now: NOW })?.verdict.reason;
	expect(head({})).toBe('no_signature_header');
	expect(head({ 'x-signature': `t=${NOW},v1=short` })).toBe('malformed_header');
	expect(head({ 'x-signature': stripeHeader(text, NOW - 301) })).toBe('timestamp_too_old');
	expect(head({ 'x-signature': stripeHeader(text, NOW + 301) })).toBe('timestamp_in_future');
	expect(head({ 'x-signature': forged })).toBeUndefined();
});

it('computes four HMACs at most, whatever the headers are', () => {
	const many = Array.from({ length: 3 }, (_, n) => [
		`x${n}-signature`,
		`t=${NOW - 2 * n},t=${NOW - 2 * n - 1}${`,v1=${digest('x')}`.repeat(100)}`,
	]);
	const made = jest.spyOn(crypto, 'createHmac');
	const two = [...secrets, { label: 'previous', value: 'old', isRetired: true }] as const;
	expect(verify(Object.fromEntries(many) as RequestHeaders, '', two as never).verdict).toEqual({
		ok: false,
		reason: 'signature_mismatch',
	});
	expect(made.mock.calls.length).toBe(4);
	made.mockRestore();
});

it('is not confused by header names of the object prototype', () => {
	for (const name of ['__proto__', 'constructor', 'toString']) {
		expect(verify({}, name).verdict).toEqual({ ok: false, reason: 'no_signature_header' });
	}
});
