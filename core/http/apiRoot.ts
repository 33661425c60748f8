/** Where an API lives: the origin that may see a secret, and the path that every request must stay below. */
export interface ApiRoot {
	/** scheme, host and port, e.g. `https://www.kernelhost.com` */
	readonly origin: string;
	/** path without a trailing slash, e.g. `/cp/kh_reseller_api`; empty for an API at the top of its host */
	readonly path: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True for the names and addresses of this machine itself, where plain http exposes nothing. */
export function isLoopback(hostname: string): boolean {
	return LOOPBACK.test(hostname);
}

/**
 * Reads an API root as a person typed it.
 *
 * Only https is taken, because a secret or a password travels or signs there; loopback is the exception, for the sandbox.
 * @throws Error with a message for the form, naming `label`
 */
export function parseApiRoot(text: string, label: string): ApiRoot {
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		throw new Error(
			`The ${label} of the credential is not a URL. It must look like https://host/path.`,
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		throw new Error(
			`The ${label} of the credential must start with https:// (http:// is accepted for this machine only, such as http://127.0.0.1:8787).`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new Error(
			`The ${label} of the credential must not contain a user name, a query or a fragment.`,
		);
	}
	return { origin: url.origin, path: url.pathname.replace(/(?<!\/)\/+$/, '') };
}
