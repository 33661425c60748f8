import type { ApiRoot } from '../http/apiRoot';
import { parseApiRoot } from '../http/apiRoot';
import type { SignedPath } from './signature';

/** The fields of the KernelHost credential that take part in signing. */
export interface KernelHostKey {
	keyId: string;
	secret: string;
	apiRoot: string;
	signedPath: SignedPath;
}

/** A credential that was checked: nothing has to be sent to find out that it cannot work. */
export interface CheckedKey {
	keyId: string;
	secret: string;
	signedPath: SignedPath;
}

const KEY_ID = /^kh_live_[A-Z0-9]{32}$/;

/**
 * The API root of a credential. The vendor names its base URL with `/v1` in one place and lists paths with `/v1` in another
 * (C7), so a root that ends in `/v1` is taken as the one above it.
 * @throws Error with a message for the person who fills in the credential
 */
export function checkRoot(apiRoot: string): ApiRoot {
	if (lastRoot?.text !== apiRoot) {
		const { origin, path } = parseApiRoot(apiRoot, 'API Root');
		lastRoot = { text: apiRoot, root: { origin, path: path.replace(/\/v1$/, '') } };
	}
	return lastRoot.root;
}

/** Every request asks for the same one. */
let lastRoot: { text: string; root: ApiRoot } | undefined;

/**
 * Checks a key before anything is signed (formats: kernelhost.md section 2). Blanks around the pasted values are dropped.
 * @throws Error with a message for the person who fills in the credential
 */
export function checkKey(key: KernelHostKey): CheckedKey {
	const keyId = key.keyId.trim();
	const secret = key.secret.trim();
	if (!KEY_ID.test(keyId)) {
		throw new Error(
			'The Key ID of the KernelHost credential is malformed: it is "kh_live_" followed by 32 capital letters or digits. Copy it again from the customer portal, section "Reseller API".',
		);
	}
	if (secret === '') {
		throw new Error(
			'The Secret of the KernelHost credential is empty. The portal shows it once, when the key is created; rotate the key there if it is lost.',
		);
	}
	return {
		keyId,
		secret,
		signedPath: key.signedPath === 'fullPath' ? 'fullPath' : 'belowApiRoot',
	};
}
