import type { EndlessFlow } from '../../../sandbox/shared/faults';
import type { ChaosFault } from '../fault';
import { nameOf, type Subject } from '../subject';

/** The shortest that a credential can say. */
const SOON = { adjustLimits: true, maximumAnswerSeconds: 1 };
/** What is read until it is too much must not be late before. */
const LATER = { adjustLimits: true, maximumAnswerSeconds: 10 };
const WITHIN_MS = 20_000;

interface Endless {
	flow: EndlessFlow;
	words: string;
	/** how much comes, and not how long it takes, is what is too much */
	isTooLarge?: true;
}

const FLOWS: Endless[] = [
	{ flow: 'headers', words: 'headers without end' },
	{ flow: 'drip', words: 'a body that drips' },
	{ flow: 'flood', words: 'a body without end', isTooLarge: true },
	{ flow: 'gzip', words: 'a compressed body without end', isTooLarge: true },
];

/** What begins with a login, one of each kind: the login is the same for all. */
const LOGGING_IN = ['killB.user.getAll', 'killB.payout.create', 'killB.savings.withdraw'];
export const logsIn = (subject: Subject) => LOGGING_IN.includes(nameOf(subject));

/** A login has half a minute, whatever the credential says of answers. */
const atLogin = (name: string, flow: EndlessFlow, rest: Partial<ChaosFault>): ChaosFault => ({
	name,
	meaning: 'untaken',
	only: 'killB',
	meets: logsIn,
	endsWithinMs: 60_000,
	begin: ({ state }) => {
		const route = { service: 'killb', method: 'POST', path: '/auth/login' } as const;
		state.faults.add([{ ...route, kind: 'endless', flow }]);
	},
	...rest,
});

/**
 * Answers that come to no end, in place of the service's work or after it. What is late may be
 * asked for again; what is too large may be too large again, so that the failure may be final.
 */
export const ENDLESS: ChaosFault[] = [
	...FLOWS.flatMap(({ flow, words, isTooLarge }) =>
		[false, true].map(
			(carriedOut): ChaosFault => ({
				name: `${words} ${carriedOut ? 'after' : 'before'} committing`,
				meaning: isTooLarge ? 'failed' : 'open',
				at: () => ({ kind: 'endless', flow, carriedOut }),
				limits: isTooLarge ? LATER : SOON,
				// Their own request is a login, which has faults of its own below.
				meets: ({ kind }) => kind !== 'session',
				endsWithinMs: WITHIN_MS,
			}),
		),
	),
	atLogin('a login that drips', 'drip', { meaning: 'untaken' }),
	// Whatever answers there is no login, which is remembered as of a wrong address.
	atLogin('a login without end', 'flood', {
		meaning: 'refused',
		mostLogins: 1,
		isRemembered: true,
	}),
];
