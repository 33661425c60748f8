import { createHash, createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { WireRequest } from '../../support/engine';

/** A key without any value: these tests verify it themselves. */
export const KEY_ID = 'kh_live_0123456789ABCDEFGHIJKLMNOPQRSTUV';
export const SECRET = 'a secret, with spaces & ümlauts';
export const ROOT_PATH = '/cp/kh_reseller_api';

/** The credential's fields for a stand-in at this origin. */
export function kernelHostFields(
	origin: string,
	changes: ICredentialDataDecryptedObject = {},
): { kernelHostApi: ICredentialDataDecryptedObject } {
	return {
		kernelHostApi: {
			keyId: KEY_ID,
			secret: SECRET,
			apiRoot: origin + ROOT_PATH,
			webhookSecret: '',
			...changes,
		},
	};
}

/**
 * Checks a request as the vendor's page describes it (kernelhost.md 3), by the bytes on the wire
 * and without any of the package's own code. Returns the errors; an empty list is a valid
 * signature.
 */
export function signatureFaults(
	request: WireRequest,
	signedPath: 'belowApiRoot' | 'fullPath' = 'belowApiRoot',
): string[] {
	const faults: string[] = [];
	const one = (name: string): string => {
		const values = request.rawHeaders.filter(
			(_, i, raw) => i % 2 === 1 && raw[i - 1]?.toLowerCase() === name,
		);
		if (values.length !== 1) faults.push(`${name} was sent ${values.length} times`);
		return values[0] ?? '';
	};
	const [key, timestamp, nonce, signature] = [
		one('kh-key'),
		one('kh-timestamp'),
		one('kh-nonce'),
		one('kh-signature'),
	];
	if (key !== KEY_ID) faults.push(`KH-Key is ${key}`);
	if (!/^\d{10}$/.test(timestamp)) faults.push(`KH-Timestamp is ${timestamp}`);
	if (!/^[A-Za-z0-9_-]{22,44}$/.test(nonce)) faults.push(`KH-Nonce is ${nonce}`);
	if (!request.target.startsWith(`${ROOT_PATH}/`)) faults.push(`the path is ${request.target}`);
	const path = signedPath === 'fullPath' ? request.target : request.target.slice(ROOT_PATH.length);
	const bodyHash = createHash('sha256').update(request.body).digest('hex');
	const expected = createHmac('sha256', SECRET)
		.update([request.method, path, timestamp, nonce, bodyHash].join('\n'))
		.digest('hex');
	if (signature !== expected) {
		faults.push(`the signature does not match ${request.method} ${path} with ${bodyHash}`);
	}
	return faults;
}
