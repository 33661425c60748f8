import type { Finding } from './finding';
import type { Outcome } from './observed';
import type { Plan } from './plan';
import { SecretSearch } from '../support/secrets/secretForms';
import { secretsOf } from '../support/secrets/sentSecrets';
import type { Stage } from './stage';

/** Requests that the sandbox's own limiters rejected. */
export function overLimit({ state: { kernelhost, killb } }: Stage): Finding[] {
	return Object.entries({ kernelhost, killb })
		.filter(([, { rateLimited }]) => rateLimited > 0)
		.map(([service, { rateLimited: count }]) => ({
			kind: 'limit' as const,
			count,
			what: `${service} rejected ${count} requests beyond its limit`,
		}));
}

/**
 * Secrets in what n8n would store of the executions, and requests that reached a foreign server.
 */
export function leaked({ state, details, trap }: Stage, outcomes: Outcome[]): Finding[] {
	const search = new SecretSearch(secretsOf(details, state.journal.entries()));
	const names = outcomes.flatMap(({ stored, errors }) =>
		search.in(`${stored}\n${JSON.stringify(errors)}`),
	);
	return [
		...names.map((name) => ({ kind: 'secret' as const, count: 1, what: `${name} is stored` })),
		...trap.log.map((line) => ({
			kind: 'secret' as const,
			count: 1,
			what: `a foreign server got ${line}`,
		})),
	];
}

/** More login attempts than are safe for an account. */
export function tooManyLogins({ faults }: Plan, logins: number): Finding[] {
	const most = Math.min(...faults.map(({ fault }) => fault.mostLogins ?? Infinity));
	if (logins <= most) return [];
	return [{ kind: 'misbehaved', count: 1, what: `${logins} attempts to log in` }];
}
