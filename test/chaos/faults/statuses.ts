import type { AtRequest, ChaosFault, Meaning } from '../fault';

const DATE_MS = 2_000;

/** An answer with this status instead of the service's. */
const answered = (status: number, headers: Record<string, string> = {}): AtRequest => ({
	kind: 'status',
	status,
	headers,
});
/** The service executes the request, and a gateway's answer replaces its own. */
const committed = (status: number): AtRequest => ({ ...answered(status), carriedOut: true });

const status = (code: number, meaning: Meaning, rest: Partial<ChaosFault> = {}): ChaosFault => ({
	name: String(code),
	meaning,
	at: () => answered(code),
	...rest,
});
const limited = (words: string, headers: () => Record<string, string>): ChaosFault => ({
	name: `429 ${words}`,
	meaning: 'notExecuted',
	at: () => answered(429, headers()),
});
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** Rejections, limits and failures, from the service or from something in front of it. */
export const STATUSES: ChaosFault[] = [
	status(400, 'rejected'),
	// KillB's session is renewed and the request sent again; KernelHost's 401 is about the key.
	status(401, 'rejected', { meaningAtKillB: 'none' }),
	status(402, 'rejected'),
	status(403, 'rejected'),
	status(404, 'rejected'),
	status(409, 'rejected'),
	limited('with Retry-After in seconds', () => ({ 'retry-after': '1' })),
	limited('with Retry-After as a date', () => ({
		'retry-after': new Date(Date.now() + DATE_MS).toUTCString(),
	})),
	limited('with X-RateLimit-Reset as an epoch', () => ({
		'x-ratelimit-reset': String(inSeconds(2)),
	})),
	limited('with X-RateLimit-Reset as a delta', () => ({ 'x-ratelimit-reset': '2' })),
	limited('without headers', () => ({})),
	status(500, 'failed'),
	status(502, 'unknown'),
	status(503, 'unknown'),
	{
		...status(503, 'unknown'),
		name: '503 with Retry-After',
		at: () => answered(503, { 'retry-after': '1' }),
	},
	status(504, 'unknown'),
	{ name: '500 after committing', meaning: 'failed', at: () => committed(500) },
	{ name: '502 after committing', meaning: 'unknown', at: () => committed(502) },
	{ name: '504 after committing', meaning: 'unknown', at: () => committed(504) },
	{
		name: '502 with a page, after committing',
		meaning: 'unknown',
		at: () => ({
			...committed(502),
			headers: { 'content-type': 'text/html' },
			body: GATEWAY_PAGE,
		}),
	},
];
