import { randomUUID } from 'node:crypto';
import { headerValue, takeHeader } from './headers';

/**
 * A header by which a node tells its credential something about one request. n8n hands a credential nothing else of a node's. It never
 * goes out.
 */
export interface ControlHeader {
	/** the header that carries a value */
	put(value: string): Record<string, string>;
	/**
	 * Takes it off a request's headers, whatever the case of its name.
	 * @returns the value that a node of this package put there; undefined where there is none
	 * @throws Error for one of any other origin, such as a header of n8n's HTTP Request node
	 */
	take(headers: Record<string, unknown> | undefined): string | undefined;
}

/**
 * Only what runs in this process knows it, and it never leaves the process. The package for both services and one for a single service
 * may be installed together, and n8n takes the credential from either: so it is kept where both copies of this file find it, at a
 * function of Node's.
 */
const SHARED = Symbol.for('n8n-nodes-kernelhost-killb: control headers');
const holder = randomUUID as unknown as Record<symbol, string | undefined>;
const OWN = `${(holder[SHARED] ??= randomUUID())} `;

/** @param name in lower case */
export function controlHeader(name: string): ControlHeader {
	return {
		put: (value) => ({ [name]: OWN + value }),
		take: (headers) => {
			const given = headerValue(headers, name);
			if (given === undefined) return undefined;
			if (typeof given !== 'string' || !given.startsWith(OWN)) {
				// Left in place: n8n may ask again with the same headers.
				throw new Error(
					`Remove the header "${name}": it is reserved for the nodes of this package. Nothing was sent.`,
				);
			}
			takeHeader(headers, name);
			return given.slice(OWN.length);
		},
	};
}
