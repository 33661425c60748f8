import type { IDataObject } from 'n8n-workflow';
import { scopesIn } from '../../../core/kernelhost/explain';
import type { Answer } from '../../shared/client/service';
import { problemOf, type AttemptRead } from '../../shared/connection/attempt';
import { finding } from '../../shared/connection/finding';

/**
 * The harmless read that proves each scope. An order that can't exist returns 404 when reading is
 * allowed.
 */
const PROOFS: Readonly<Record<string, string>> = {
	'read:products': '/v1/products',
	'read:orders': '/v1/orders/0',
	'read:services': '/v1/services',
	'read:billing': '/v1/billing/balance',
	'read:webhooks': '/v1/webhooks',
};

/** Scopes that only a change, or a read that KernelHost logs and reports, would prove. */
const UNPROVABLE = ['read:credentials', 'write:orders', 'write:services', 'write:webhooks'];

/** Returns one finding per documented scope (kernelhost.md 2). */
export async function permissionChecks(attempt: AttemptRead, me: Answer): Promise<IDataObject[]> {
	const findings: IDataObject[] = [];
	for (const [scope, path] of Object.entries(PROOFS)) {
		findings.push(await provenCheck(attempt, scope, path));
	}
	const listed = scopesIn(me.body);
	return [...findings, ...UNPROVABLE.map((scope) => listedCheck(scope, listed))];
}

async function provenCheck(
	attempt: AttemptRead,
	scope: string,
	path: string,
): Promise<IDataObject> {
	const check = `Permission ${scope}`;
	const { error } = await attempt(path);
	const { httpCode } = error ? problemOf(error) : {};
	if (!error || httpCode === '404') return finding(check, 'ok', 'The key has this permission.');
	// Any other failure says nothing about the permission.
	const verdict = httpCode === '403' ? 'problem' : 'unknown';
	return finding(check, verdict, error.message, error.description);
}

function listedCheck(scope: string, listed: string[] | undefined): IDataObject {
	const check = `Permission ${scope}`;
	if (listed === undefined) {
		return finding(
			check,
			'unknown',
			'KernelHost does not report this permission, and testing it could change something.',
			'Check the key’s permissions in the customer portal.',
		);
	}
	return listed.includes(scope)
		? finding(check, 'ok', 'The key has this permission, according to KernelHost.')
		: finding(
				check,
				'problem',
				'The key lacks this permission, according to KernelHost.',
				'Enable it for this key in the customer portal if your workflows need it.',
			);
}
