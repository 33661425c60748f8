import type { ChaosFault } from '../fault';

const CONTENTS: Array<[name: string, contentType: string, body: string]> = [
	['malformed JSON', 'application/json', '{"id": 1001, "status": "pen'],
	[
		'HTML',
		'text/html; charset=utf-8',
		'<html><body>Please sign in to the hotel Wi-Fi</body></html>',
	],
	['an empty body', 'application/json', ''],
	['a wrong content type', 'application/octet-stream', 'OK'],
];

/**
 * A success by its status whose body is not the service's: sent before or after it executed the
 * request.
 */
export const BODIES: ChaosFault[] = CONTENTS.flatMap(([name, contentType, body]) =>
	[false, true].map(
		(carriedOut): ChaosFault => ({
			name: `${name} ${carriedOut ? 'after' : 'before'} committing`,
			meaning: 'unknown',
			at: () => ({
				kind: 'status',
				status: 200,
				carriedOut,
				body,
				headers: { 'content-type': contentType },
			}),
			isAboutTheBody: true,
			isEmpty: body === '',
		}),
	),
);

/**
 * A client that follows one hands a signature or a token to a foreign server; the trap counts what
 * arrives.
 */
export const REDIRECTS: ChaosFault[] = [302, 307].map((status) => ({
	name: `${status} to another host`,
	meaning: 'rejected',
	at: ({ trap }) => ({ kind: 'status', status, headers: { location: `${trap.url}/stolen` } }),
}));
