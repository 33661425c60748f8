import { newNonce } from '../../../core/kernelhost/authenticate';

it('makes distinct 128-bit nonces in base64url from the first one on', () => {
	// More nonces than one batch of random bytes yields.
	const nonces = Array.from({ length: 1000 }, () => newNonce());
	expect(nonces.filter((nonce) => !/^[\w-]{22}$/.test(nonce))).toEqual([]);
	expect(new Set(nonces).size).toBe(1000);
});
