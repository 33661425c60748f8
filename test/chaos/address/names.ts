import dns from 'node:dns';

/** Addresses, or the code of Node's error. */
type Resolution = string[] | 'ENOTFOUND' | 'EAI_AGAIN';

/** What a name resolves to at its nth lookup, from 1 on. */
export type Resolver = (lookup: number) => Resolution;

/** libuv's numbers of the errors of `getaddrinfo`. */
const NUMBERS = { ENOTFOUND: -3008, EAI_AGAIN: -3001 };

/** A name that only this process knows. */
export interface KnownName {
	host: string;
	resolve: Resolver;
	lookups: number;
}

/** `localhost` as on most machines; a hosts file may lack the first address. */
const names = new Map<string, KnownName>([
	['localhost', { host: 'localhost', resolve: () => ['::1', '127.0.0.1'], lookups: 0 }],
]);
let last = 0;

/**
 * Returns a new name of 127.0.0.1 below a domain that never exists elsewhere (RFC 6761). It
 * resolves in this process alone.
 */
export function newName(): KnownName {
	stubLookups();
	const host = `service${(last += 1)}.chaos.invalid`;
	const name: KnownName = { host, resolve: () => ['127.0.0.1'], lookups: 0 };
	names.set(host, name);
	return name;
}

const lookup = dns.lookup;

/** Answers lookups of the names of this file; all others are resolved as usual. */
export function stubLookups(): void {
	if (dns.lookup !== lookup) return;
	dns.lookup = Object.assign(stubbed, lookup) as typeof dns.lookup;
}

type Callback = (error: Error | null, address?: unknown, family?: number) => void;

function stubbed(host: string, options: unknown, callback?: Callback): void {
	const name = names.get(host);
	if (!name) {
		(lookup as (...given: unknown[]) => void)(host, options, callback);
		return;
	}
	const done = (callback ?? options) as Callback;
	const found = name.resolve((name.lookups += 1));
	process.nextTick(() => {
		if (typeof found === 'string') {
			done(notFound(host, found));
			return;
		}
		const all = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
		const [first] = all;
		if ((options as { all?: boolean } | undefined)?.all) done(null, all);
		else done(null, first?.address, first?.family);
	});
}

function notFound(hostname: string, code: keyof typeof NUMBERS): Error {
	const error = new Error(`getaddrinfo ${code} ${hostname}`);
	return Object.assign(error, { code, errno: NUMBERS[code], syscall: 'getaddrinfo', hostname });
}
