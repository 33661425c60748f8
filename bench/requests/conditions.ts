import { credentialFields, credentialNames, type Stack } from '../../test/support/n8n/stack';
import type { Asked } from './asked';

/** The services' documented limits of requests, by which the sandbox refuses. */
export const DOCUMENTED = {
	killb: { perSecond: 50, burst: 100 },
	kernelhost: { perSecond: 1, burst: 20 },
};

/** Beyond any bench. */
const MANY = 1_000_000_000;

/**
 * What a credential says for a service that has none; each service has one of the two names for its
 * rate.
 */
export const UNLIMITED = { requestsPerSecond: MANY, requestsPerMinute: MANY, burst: MANY };

/** The documented limits, with nothing used of them yet, and nobody refused so far. */
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

export async function noLimits({ sandbox }: Stack): Promise<void> {
	await sandbox.control('PUT', '/limits', {
		killb: { enabled: false },
		kernelhost: { enabled: false },
	});
}

/** Every request of KillB's users is answered so many milliseconds later. */
export async function latency({ sandbox }: Stack, milliseconds: number): Promise<void> {
	await sandbox.control('DELETE', '/faults');
	if (milliseconds === 0) return;
	const fault = { kind: 'delay', delayMs: milliseconds, times: MANY };
	await sandbox.control('POST', '/faults', {
		faults: [{ service: 'killb', path: '/users', ...fault }],
	});
}

/** How many requests a service's limit has refused so far. */
export async function refusals({ sandbox }: Stack, { service }: Asked): Promise<number> {
	const counts = await sandbox.control<Record<string, { refused: number }>>('GET', '/limits');
	return counts[service]?.refused ?? NaN;
}

/**
 * The least seconds in which so many requests can be let through by a token bucket that is full at
 * the beginning.
 */
export function minimumSeconds(
	requests: number,
	{ perSecond, burst }: { perSecond: number; burst: number },
): number {
	return Math.max(0, requests - burst) / perSecond;
}

/**
 * A credential for the same login as the stack's own, with other limits.
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
