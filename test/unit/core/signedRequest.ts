import { createHash, createHmac } from 'node:crypto';

/** The signed request that the credential returns. */
export interface Signed {
	method: string;
	url: string;
	body?: Buffer;
	headers: Record<string, string>;
}

/** The documented signature of the sent request, with the secret `s3cret`. */
export function signatureOf({ method, body, headers }: Signed, path: string): string {
	const hash = createHash('sha256')
		.update(body ?? '')
		.digest('hex');
	const text = `${method}\n${path}\n${headers['KH-Timestamp']}\n${headers['KH-Nonce']}\n${hash}`;
	return createHmac('sha256', 's3cret').update(text).digest('hex');
}
