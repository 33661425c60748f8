import {
	findStripeSignatures,
	matchesAny,
	type RequestHeaders,
	signatureHeaderValue,
	usableSecrets,
} from '../../../core/webhook/signature';

it('reads a header regardless of case, with all of its values', () => {
	const headers = { 'X-Sig': ['a', 'b'], other: 'c', none: undefined };
	expect(signatureHeaderValue(headers, ' x-SIG ')).toBe('a, b');
	expect(signatureHeaderValue(headers, 'OTHER')).toBe('c');
	expect(signatureHeaderValue(headers, 'none')).toBeUndefined();
	expect(signatureHeaderValue(headers, 'missing')).toBeUndefined();
});

it.each(['', ' \t'])('detects signatures if the header name is empty: %j', (name) => {
	const value = 'v1=b , t=1';
	const headers = { 'X-Sig': value, hmac: [value], 'a-webhook-b': value, 'x-signed': value };
	expect(findStripeSignatures(headers, name)).toEqual([
		{ name: 'x-sig', value },
		{ name: 'hmac', value },
		{ name: 'a-webhook-b', value },
		{ name: 'x-signed', value },
	]);
});

it('prefers names that suggest a signature, and takes eight headers at most', () => {
	const value = 't=1,v1=b';
	const decoys = Array.from({ length: 9 }, (_, n) => [`x-trace-${n}`, value]);
	const headers = Object.fromEntries([...decoys, ['x_kh_signature', value]]) as RequestHeaders;
	const names = findStripeSignatures(headers, '').map(({ name }) => name);
	expect(names).toHaveLength(8);
	expect(names.slice(0, 2)).toEqual(['x_kh_signature', 'x-trace-0']);
});

it.each([
	'KH-Sign',
	'X-KH-Auth',
	'KHSignature',
	'X_KH_Signature',
	'KH-Webhook-Signature',
	'Stripe-Signature',
	'X-Hmac-Sha256',
	'x-webhook',
])('ranks %s above a name without meaning', (name) => {
	const value = 't=1,v1=b';
	const [first] = findStripeSignatures({ 'x-trace': value, [name]: value }, '');
	expect(first?.name).toBe(name.toLowerCase());
});

it.each(['v1=b', 't=1', 'x=t=1,x=v1=b', 'tv1=b', ''])('detects no signature in %j', (value) => {
	expect(findStripeSignatures({ signature: value, hmac: undefined }, '')).toEqual([]);
});

it('finds the header of a given name, whatever its value, and nothing if it is missing', () => {
	expect(findStripeSignatures({ 'x-a': '?', signature: 't=1,v1=b' }, ' X-A ')).toEqual([
		{ name: 'x-a', value: '?' },
	]);
	expect(findStripeSignatures({ signature: 't=1,v1=b' }, 'x-a')).toEqual([]);
});

it('rejects a digest of another length without throwing', () => {
	const expected = Buffer.from('aabbcc', 'hex');
	expect(matchesAny(expected, ['', 'aabb', 'aabbccdd', 'no hex'])).toBe(false);
	expect(matchesAny(expected, ['aabb', 'aabbcc'])).toBe(true);
});

it.each([undefined, null, 7, '', ' \t'])('verifies nothing with the secret %j', (value) => {
	expect(usableSecrets([{ label: 'current', value: value as string }])).toEqual([]);
});
