import type { OutgoingRequest } from './outgoing';

/** Options by which a request would take another way than the signed or authorized one, by what a person sees them as. */
const UNSAFE_OPTIONS: Readonly<Record<string, string>> = {
	...{ proxy: 'Proxy', tunnel: 'Proxy' },
	...{ skipSslCertificateValidation: 'Ignore SSL Issues', insecure: 'Ignore SSL Issues' },
	...{ agentOptions: 'SSL Certificates', ca: 'SSL Certificates', cert: 'SSL Certificates' },
	...{ key: 'SSL Certificates', pfx: 'SSL Certificates', passphrase: 'SSL Certificates' },
	auth: 'Authentication',
};
/** The same, of what no form of n8n offers, and its helper may come to read. */
const UNSAFE_MEMBERS = new Set(
	'agent agents httpAgent httpsAgent pool dispatcher adapter transport socketPath lookup localAddress family beforeRedirect transformRequest host hostname port servername checkServerIdentity'.split(
		' ',
	),
);
/** Their safe value is true, which n8n's HTTP Request node always sends. */
const SAFE_WHEN_TRUE = ['rejectUnauthorized', 'strictSSL'];

/**
 * What changes how a request is framed, which host or path a server or proxy takes it for, or by which method, without changing what is
 * signed. `Content-Length` is checked by itself, `Host` and the headers of a connection belong to n8n.
 */
const UNSAFE_HEADERS =
	/^(host|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|forwarded|(proxy|x-forwarded|x-original|x-rewrite)-.+|x-(host|real-ip|http-method|http-method-override|method-override|http-path-override|http-host-override))$/;
/** RFC 9110, 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Rejects a request that could take its secret, or what it says, to another place than its service: over a proxy of its own, past the
 * check of certificates, or by headers that a server or proxy reads as another request. n8n's own proxy (HTTPS_PROXY) is not part of a
 * request and stays in use.
 * @throws Error that names what to remove
 */
export function rejectUnsafe(request: OutgoingRequest): void {
	for (const [name, value] of Object.entries(request)) {
		const label = Object.hasOwn(UNSAFE_OPTIONS, name) ? UNSAFE_OPTIONS[name] : undefined;
		if (SAFE_WHEN_TRUE.includes(name)) {
			if (value !== undefined && value !== true) throw toRemove('option', 'Ignore SSL Issues');
		} else if ((label !== undefined || UNSAFE_MEMBERS.has(name)) && isSet(value)) {
			throw toRemove('option', label ?? name);
		}
	}
	for (const [name, value] of Object.entries(request.headers ?? {})) {
		if (value === undefined || value === null) continue;
		if (!HEADER_NAME.test(name)) throw malformed(name);
		if ([value].flat().some(hasControl)) throw malformed(name);
		// Servers that pass headers on as variables (CGI) take "X_Forwarded_Host" for the same.
		const plain = name.toLowerCase().replaceAll('_', '-');
		if (UNSAFE_HEADERS.test(plain)) throw toRemove('header', name);
		if (plain === 'content-length' && !isRightLength(value, request)) {
			throw toRemove('header', name);
		}
	}
}

/** n8n sends empty ones of its own. */
function isSet(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) {
		return value.constructor !== Object || Object.keys(value).length > 0;
	}
	return value !== undefined && value !== null && value !== false && value !== '';
}

/** Line breaks above all: they would begin another header, or another request. */
function hasControl(value: unknown): boolean {
	return [...String(value)].some(
		(character) => character !== '\t' && (character < ' ' || character === '\u007f'),
	);
}

/**
 * n8n's HTTP Request node sets it for files. What is longer than it says would be read as the next request. The length of a stream
 * only the node knows.
 */
function isRightLength(value: unknown, { body }: OutgoingRequest): boolean {
	if (!/^\d{1,15}$/.test(String(value))) return false;
	if (typeof body === 'string' || body instanceof Uint8Array) {
		return Buffer.byteLength(body) === Number(value);
	}
	return typeof body === 'object' && body !== null && 'pipe' in body;
}

function toRemove(kind: 'header' | 'option', name: string): Error {
	return new Error(
		`Remove the ${kind} "${shown(name)}": with it, a request with this credential could be read or changed on its way. Nothing was sent.`,
	);
}

function malformed(name: string): Error {
	return new Error(
		`Remove the header "${shown(name)}": its name or value has characters that no header may have, such as line breaks. Nothing was sent.`,
	);
}

const SHOWN_CHARACTERS = 80;

function shown(name: string): string {
	return JSON.stringify(name.slice(0, SHOWN_CHARACTERS)).slice(1, -1);
}
