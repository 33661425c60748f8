import type { EndlessFlow } from '../../../sandbox/shared/faults';
import type { ChaosFault } from '../fault';
import { nameOf, type Subject } from '../subject';

/** Short, but not so short that a busy machine is late with an answer that has no fault. */
const SOON = { adjustLimits: true, maximumAnswerSeconds: 3 };
/** An answer that is read until it is too large must not be late first. */
const LATER = { adjustLimits: true, maximumAnswerSeconds: 10 };
/** Enough for all retries on a busy machine; an answer without end would take forever. */
const WITHIN_MS = 60_000;

interface Endless {
	flow: EndlessFlow;
	words: string;
	/** the amount of data is too much, not the time it takes */
	isTooLarge?: true;
}

const FLOWS: Endless[] = [
	{ flow: 'headers', words: 'headers without end' },
	{ flow: 'drip', words: 'a body that drips' },
	{ flow: 'flood', words: 'a body without end', isTooLarge: true },
	{ flow: 'gzip', words: 'a compressed body without end', isTooLarge: true },
];

/** One operation of each kind that begins with a login: the login is the same for all. */
const LOGGING_IN = ['killB.user.getAll', 'killB.payout.create', 'killB.savings.withdraw'];
export const logsIn = (subject: Subject) => LOGGING_IN.includes(nameOf(subject));

/** A login has half a minute, whatever the credential says about answers. */
const atLogin = (name: string, flow: EndlessFlow, rest: Partial<ChaosFault>): ChaosFault => ({
	name,
	meaning: 'notExecuted',
	only: 'killB',
	meets: logsIn,
	endsWithinMs: WITHIN_MS,
	begin: ({ state }) => {
		const route = { service: 'killb', method: 'POST', path: '/auth/login' } as const;
		state.faults.add([{ ...route, kind: 'endless', flow }]);
	},
	...rest,
});

/**
 * Answers that never end, instead of the service's work or after it. A late one may be requested
 * again. A large one may be too large again, so the failure may be final.
 */
export const ENDLESS: ChaosFault[] = [
	...FLOWS.flatMap(({ flow, words, isTooLarge }) =>
		[false, true].map(
			(carriedOut): ChaosFault => ({
				name: `${words} ${carriedOut ? 'after' : 'before'} committing`,
				meaning: isTooLarge ? 'failed' : 'unknown',
				at: () => ({ kind: 'endless', flow, carriedOut }),
				limits: isTooLarge ? LATER : SOON,
				// Their own request is a login, which has faults of its own below.
				meets: ({ kind }) => kind !== 'session',
				endsWithinMs: WITHIN_MS,
			}),
		),
	),
	atLogin('a login that drips', 'drip', { meaning: 'notExecuted' }),
	// What answers there is not KillB's login, which is remembered like a wrong URL.
	atLogin('a login without end', 'flood', {
		meaning: 'rejected',
		mostLogins: 1,
		isRemembered: true,
	}),
];
