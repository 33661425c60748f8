import type { LimitFacts } from '../shared/client/limits';

/**
 * Production takes 50 requests a second and 100 at once, the sandbox twice that (killb.md 1.2).
 * Twenty of the hundred are left alone: logins and refreshes, which the credential sends by itself,
 * and requests that the network bunches up.
 *
 * Named assumptions: "production's figures everywhere", because the lower ones are wrong nowhere;
 * "a limit for each login", because KillB does not say what its limit counts by.
 */
export const KILLB_LIMITS: LimitFacts = {
	unit: 'Second',
	requests: 50,
	burst: 80,
	documented: '50 requests a second, 100 at once, of which 20 are kept for logins',
};
