import { setTimeout as sleep } from 'node:timers/promises';
import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { ChaosFault } from '../fault';
import { FAULTS } from '../faults';
import type { Job, Shown } from '../job';
import { counted, errorsOf } from '../keys/keyed';
import { logins } from '../observed';
import type { Plan } from '../plan';
import type { Stage } from '../stage';
import { nameOf, type Subject } from '../subject';
import { SUBJECTS } from '../subjects';
import { withClock } from './wallClock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS: Array<[words: string, milliseconds: number]> = [
	['an hour ahead', HOUR],
	['an hour back', -HOUR],
	['a day ahead', DAY],
	['a day back', -DAY],
];
const WITHIN_MS = 30_000;
/** The visits of a burst between which the clock is wrong. */
const WRONG_FROM = 5;
const WRONG_UNTIL = 12;
/** Longer than the first pause after a rejected login (core/killb/failedLogins.ts). */
const HELD_BACK_MS = 31_000;

const named = (...names: string[]) => SUBJECTS.filter((one) => names.includes(nameOf(one)));
const KEYED = named('kernelHost.order.create', 'killB.payout.create', 'killB.ramp.quoteAndCreate');
const WITHOUT_KEY = named('kernelHost.apiRequest.send', 'killB.savings.withdraw');
const READS = named('kernelHost.product.getAll', 'killB.user.getAll');

const jump = (name: string, rest: Partial<ChaosFault>): ChaosFault => ({
	name: `clock ${name}`,
	meaning: 'none',
	movesClock: true,
	endsWithinMs: WITHIN_MS,
	...rest,
});
/** At the nth connection, while the request waits for its answer. */
const atVisit = (visit: number, milliseconds: number) => (stage: Stage) => {
	stage.onVisit((count) => {
		if (count === visit) stage.clock.step(milliseconds);
	});
};

const plan = (subject: Subject, faults: ChaosFault[], rest: Partial<Plan> = {}): Plan => ({
	shape: 'single',
	subject,
	items: 1,
	mode: 'reference',
	continueOnFail: false,
	retries: false,
	isTight: false,
	faults: faults.map((fault) => ({ fault, after: 0 })),
	...rest,
});

/**
 * Plans in which NTP or a person sets the clock of n8n's machine, while the services' clocks are
 * right: before a request in a session, while it waits, in the middle of a burst and back again,
 * before a second run of the same input, and while a limit gives its end as a time. Waits use a
 * monotonic clock, so none gets longer.
 */
export function clockPlans(): Plan[] {
	return STEPS.flatMap((step) => [
		...inARun(step),
		...inABurst(step),
		...betweenRuns(step),
		...duringLimits(step),
	]);
}

function inARun([words, milliseconds]: (typeof STEPS)[number]): Plan[] {
	const before = jump(`${words} before a request`, {
		warm: true,
		begin: ({ clock }) => clock.step(milliseconds),
	});
	const during = jump(`${words} during a request`, {
		warm: true,
		begin: atVisit(1, milliseconds),
	});
	return [...KEYED, ...WITHOUT_KEY, ...READS].flatMap((subject) =>
		[before, during].map((fault) => plan(subject, [fault])),
	);
}

function inABurst([words, milliseconds]: (typeof STEPS)[number]): Plan[] {
	const fault = jump(`${words} between items, and back`, {
		begin: (stage) =>
			stage.onVisit((count) => {
				if (count === WRONG_FROM) stage.clock.step(milliseconds);
				if (count === WRONG_UNTIL) stage.clock.step(-milliseconds);
			}),
	});
	return [...KEYED, ...named('killB.savings.withdraw')].flatMap((subject) =>
		modesOf(subject, milliseconds).map((mode) =>
			plan(subject, [fault], { shape: 'burst', items: 20, isTight: true, mode }),
		),
	);
}

/**
 * A day later an automatic key is past its 24 hours, and the node rightly sends nothing under it.
 */
function modesOf({ kind }: Subject, milliseconds: number): Array<Plan['mode']> {
	return kind === 'keyed' && milliseconds < DAY ? ['reference', 'automatic'] : ['reference'];
}

function betweenRuns([words, milliseconds]: (typeof STEPS)[number]): Plan[] {
	const fault = jump(`${words} between two runs`, { end: ({ clock }) => clock.step(milliseconds) });
	return KEYED.flatMap((subject) => [
		plan(subject, [fault]),
		...modesOf(subject, milliseconds).map((mode) =>
			plan(subject, [fault, faultCalled('402')], { mode }),
		),
	]);
}

/**
 * The end of a limit can be given as a time: it is the service's time, not that of a clock that
 * changed in the meantime.
 */
function duringLimits([words, milliseconds]: (typeof STEPS)[number]): Plan[] {
	const fault = jump(`${words} during a limit`, { warm: true, begin: atVisit(1, milliseconds) });
	const limits = FAULTS.filter(({ name }) => /^429 with (Retry|X)/.test(name));
	const whileHeld = jump(`${words} while a login waits`, {
		begin: ({ clock, onVisit }) =>
			onVisit((count) => {
				if (count === 1) setTimeout(() => clock.step(milliseconds), 400);
			}),
	});
	return [
		...[...KEYED.slice(0, 2), ...READS].flatMap((subject) =>
			limits.map((limit) => plan(subject, [fault, limit])),
		),
		...named('killB.payout.create').map((subject) =>
			plan(subject, [whileHeld, faultCalled('login answers 429')]),
		),
	];
}

function faultCalled(name: string): ChaosFault {
	const fault = FAULTS.find((one) => one.name === name);
	if (!fault) throw new Error(`test/chaos/faults has no ${name}`);
	return fault;
}

/** KillB's rejected login is paused for the same time, however the clock is set. */
export function rejectedLoginJobs(): Job[] {
	const job = (words: string, run: (stage: Stage) => Promise<Shown>): Job => ({
		row: 'clock set after a rejected login',
		title: `rejected login, clock ${words}`,
		run: async (stage) => {
			await stage.clear();
			return await withClock(stage.clock, async () => await run(stage));
		},
	});
	return [
		job('an hour ahead at once', async (stage) => await triedAgain(stage, [0, HOUR], 0)),
		job('an hour back', async (stage) => await triedAgain(stage, [0, -HOUR], HELD_BACK_MS)),
		job('a day ahead, then right', async (stage) => {
			return await triedAgain(stage, [DAY, -DAY], HELD_BACK_MS);
		}),
	];
}

/**
 * A rejected login, and another run after it.
 * @param steps of the clock before and after the rejection, in milliseconds
 * @param wait for so long, in milliseconds; 0: the login must not be attempted then
 */
async function triedAgain(
	stage: Stage,
	[before, after]: [number, number],
	wait: number,
): Promise<Shown> {
	const [subject] = named('killB.user.getAll');
	if (!subject) throw new Error('test/chaos/subjects has no killB.user.getAll');
	const credentials = await credentialsFor(stage, subject);
	stage.clock.step(before);
	stage.state.update('logins', { locked: true });
	const first = await runSubject(subject, { credentials });
	stage.clock.step(after);
	stage.state.update('logins', { locked: false });
	await sleep(wait);
	const second = await runSubject(subject, { credentials });
	const tried = logins(stage);
	const findings =
		wait === 0
			? counted([['misbehaved', tried - 1, `${tried} logins, the second one at once`]])
			: counted([
					['lost', second.error ? 1 : 0, `held back for ever: ${errorsOf([second]).join()}`],
				]);
	const rejected = counted([['misbehaved', first.error ? 0 : 1, 'the rejection was not reported']]);
	return {
		asked: 0,
		placed: 0,
		findings: [...findings, ...rejected, ...commonFindings(stage, [first, second])],
	};
}
