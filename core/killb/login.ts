import { createHmac, randomBytes } from 'node:crypto';
import type { ApiRoot } from '../http/apiRoot';
import { parseApiRoot } from '../http/apiRoot';

/** The environments of killb.md section 1. The vendor's pages name two sandbox hosts; both are offered. */
export const ENVIRONMENTS = {
	production: 'https://killb.app',
	sandbox: 'https://sandbox.killb.app',
	legacySandbox: 'https://teste-94u93qnn.uc.gateway.dev',
} as const;

/** The fields of the KillB credential that decide whose session it is. */
export interface LoginFields {
	environment: string;
	baseUrl?: string;
	email: string;
	password: string;
	legacyHeader?: boolean;
	apiKey?: string;
}

/** Login data that was checked, and a fingerprint that tells it from any other. */
export interface Login {
	root: ApiRoot;
	email: string;
	password: string;
	/** legacy gateway key, sent as `x-api-key` beside the token (killb.md 2.1) */
	apiKey: string | undefined;
	/**
	 * changes with the environment, the e-mail and the password; tells this login from others in this process. It never leaves the
	 * process: what is stored in its place is `tokenBinding`.
	 */
	binding: string;
}

/** Without it a fingerprint can't be used to test passwords. */
const PROCESS_KEY = randomBytes(32);

/** Where the API of a credential lives, without `/api/v2`. */
export function killbRoot(fields: Pick<LoginFields, 'environment' | 'baseUrl'>): ApiRoot {
	const known = (ENVIRONMENTS as Record<string, string>)[fields.environment];
	const root = parseApiRoot(known ?? fields.baseUrl ?? '', 'Base URL');
	return { origin: root.origin, path: root.path.replace(/\/api(\/v2)?$/, '') };
}

/**
 * Checks login data before anything is sent.
 * @throws Error with a message for the person who fills in the credential
 */
export function checkLogin(fields: LoginFields): Login {
	const root = killbRoot(fields);
	const email = fields.email.trim();
	if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
		throw new Error('The Email of the KillB credential is not an e-mail address.');
	}
	if (fields.password === '') {
		throw new Error('The Password of the KillB credential is empty.');
	}
	const apiKey = fields.legacyHeader === true ? (fields.apiKey ?? '').trim() : '';
	if (fields.legacyHeader === true && apiKey === '') {
		throw new Error(
			'The KillB credential is set to send the legacy header, but the API Key is empty. Fill it in, or switch "Send Legacy Header" off: KillB does not seem to need it today.',
		);
	}
	const { password } = fields;
	const binding = createHmac('sha256', PROCESS_KEY)
		.update(JSON.stringify([root.origin, root.path, email.toLowerCase(), password]))
		.digest('hex');
	return { root, email, password, apiKey: apiKey || undefined, binding };
}
