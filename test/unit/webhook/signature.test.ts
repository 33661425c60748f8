import {
	findStripeSignatures,
	matchesAny,
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
	]);
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
