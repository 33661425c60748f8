import { credentialFields, credentialNames, type Stack } from '../../test/support/n8n/stack';
import type { Asked } from './asked';

/** The services' documented rate limits, which the sandbox enforces. */
export const DOCUMENTED = {
	killb: { perSecond: 50, burst: 100 },
	kernelhost: { perSecond: 1, burst: 20 },
};

/** More than any bench sends. */
const MANY = 1_000_000_000;

/** Resets the sandbox to the documented limits, unused and with no rejected requests. */
export async function documentedLimits({ sandbox }: Stack): Promise<void> {
	const { killb, kernelhost } = DOCUMENTED;
	await sandbox.control('PUT', '/limits', {
		killb: { enabled: true, ...killb },
		kernelhost: {
			enabled: true,
			perMinute: kernelhost.perSecond * 60,
			burst: kernelhost.burst,
		},
	});
}

/** Delays the sandbox's answers about KillB users. */
export async function latency({ sandbox }: Stack, milliseconds: number): Promise<void> {
	await sandbox.control('DELETE', '/faults');
	if (milliseconds === 0) return;
	const fault = { kind: 'delay', delayMs: milliseconds, times: MANY };
	await sandbox.control('POST', '/faults', {
		faults: [{ service: 'killb', path: '/users', ...fault }],
	});
}

/** Returns how many requests a service's limit has rejected so far. */
export async function rejectedRequests({ sandbox }: Stack, { service }: Asked): Promise<number> {
	const counts = await sandbox.control<Record<string, { refused: number }>>('GET', '/limits');
	return counts[service]?.refused ?? NaN;
}

/**
 * Returns the fewest seconds in which an initially full token bucket admits the given number of
 * requests.
 */
export function minimumSeconds(
	requests: number,
	{ perSecond, burst }: { perSecond: number; burst: number },
): number {
	return Math.max(0, requests - burst) / perSecond;
}

/**
 * Creates a credential for the same login as the stack's own, with other limits.
 * @param limits the fields that the credential shows under Adjust Limits
 * @returns its id in n8n
 */
export async function withLimits(
	{ client, sandbox }: Stack,
	{ service, credentialType }: Asked,
	limits: Record<string, number>,
): Promise<string> {
	return await client.createCredential(
		`${credentialNames[service]}, ${JSON.stringify(limits)}`,
		credentialType,
		{ ...credentialFields(sandbox)[service], adjustLimits: true, ...limits },
	);
}
