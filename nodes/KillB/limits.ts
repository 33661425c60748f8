import type { LimitFacts } from '../shared/client/limits';

/**
 * Production allows 50 requests per second and 100 at once, the sandbox twice that (killb.md 1.2).
 * Twenty of the hundred stay reserved: for logins and refreshes, which the credential sends itself,
 * and for requests that the network bunches together.
 *
 * Named assumptions: "production's figures everywhere", because the lower ones are safe everywhere;
 * "a limit for each login", because KillB does not document the unit of its limit.
 */
export const KILLB_LIMITS: LimitFacts = {
	unit: 'Second',
	requests: 50,
	burst: 80,
	documented: '50 requests per second, bursts of 100, of which 20 are reserved for logins',
};
