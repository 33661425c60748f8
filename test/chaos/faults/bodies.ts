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
 * A success by its status whose body is not the service's: told before it was carried out, and
 * after.
 */
export const BODIES: ChaosFault[] = CONTENTS.flatMap(([name, contentType, body]) =>
	[false, true].map(
		(carriedOut): ChaosFault => ({
			name: `${name} ${carriedOut ? 'after' : 'before'} committing`,
			meaning: 'open',
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

/** Whoever follows it hands a signature or a token to a stranger; the trap counts what arrives. */
export const REDIRECTS: ChaosFault[] = [302, 307].map((status) => ({
	name: `${status} to another host`,
	meaning: 'refused',
	at: ({ trap }) => ({ kind: 'status', status, headers: { location: `${trap.url}/stolen` } }),
}));
