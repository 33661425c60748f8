import { newNonce } from '../../../core/kernelhost/authenticate';

it('makes nonces of 128 bits as base64url, from the very first, all different', () => {
	// More than are made of one reading of random bytes.
	const nonces = Array.from({ length: 1000 }, () => newNonce());
	expect(nonces.filter((nonce) => !/^[\w-]{22}$/.test(nonce))).toEqual([]);
	expect(new Set(nonces).size).toBe(1000);
});
