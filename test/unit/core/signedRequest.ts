import { createHash, createHmac } from 'node:crypto';

/** What the credential makes of a request. */
export interface Signed {
	method: string;
	url: string;
	body?: Buffer;
	headers: Record<string, string>;
}

/** The signature that the documentation asks for, of what goes out, with the secret `s3cret`. */
export function signatureOf({ method, body, headers }: Signed, path: string): string {
	const hash = createHash('sha256')
		.update(body ?? '')
		.digest('hex');
	const text = `${method}\n${path}\n${headers['KH-Timestamp']}\n${headers['KH-Nonce']}\n${hash}`;
	return createHmac('sha256', 's3cret').update(text).digest('hex');
}
