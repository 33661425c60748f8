import * as fc from 'fast-check';
import { type ChaosFault, mismatch } from './fault';
import { FAULTS } from './faults';
import type { Plan } from './plan';
import { nameOf, type Subject } from './subject';
import { SUBJECTS } from './subjects';

const ITEMS = 20;
/** The request of a burst that meets the fault: the first, one in the middle, one near the end. */
const PLACES = [0, 7, 16];

/** Faults that affect a single request, and so can occur in the middle of a run. */
const sprinkled = FAULTS.filter(({ at }) => at !== undefined);
/** Operations that can run with many items at once: they create a separate object for each. */
const many = SUBJECTS.filter(({ kind, made }) => kind === 'keyed' || made !== undefined);
/** Orders, payouts and exchanges under their keys, and a money transfer without one. */
const BURSTS = [
	'kernelHost.order.create',
	'killB.payout.create',
	'killB.ramp.quoteAndCreate',
	'killB.savings.withdraw',
];

/**
 * Plans with twenty items, three of whose requests meet a fault: with Continue On Fail, and for
 * keyed writes also with Retry On Fail.
 */
export function bursts(): Plan[] {
	return sprinkled.flatMap((fault) =>
		many
			.filter((subject) => BURSTS.includes(nameOf(subject)))
			.filter((subject) => mismatch(fault, subject) === undefined)
			.flatMap((subject) => {
				const plan = burst(subject, fault);
				const retried = { ...plan, continueOnFail: false, retries: true };
				return subject.kind === 'keyed' ? [plan, retried] : [plan];
			}),
	);
}

function burst(subject: Subject, fault: ChaosFault): Plan {
	return {
		shape: 'burst',
		subject,
		items: ITEMS,
		mode: 'reference',
		continueOnFail: true,
		retries: false,
		isTight: true,
		faults: PLACES.map((after) => ({ fault, after })),
	};
}

/**
 * Plans with any operation, any number of items and any faults anywhere. The same seed gives the
 * same plans.
 */
export function randomPlans(seed: number, count: number): Plan[] {
	const plan = fc
		.record({
			subject: fc.constantFrom(...many),
			items: fc.integer({ min: 1, max: ITEMS }),
			mode: fc.constantFrom('reference' as const, 'automatic' as const),
			continueOnFail: fc.boolean(),
			isTight: fc.boolean(),
			faults: fc.array(
				fc.record({
					fault: fc.constantFrom(...sprinkled),
					after: fc.integer({ min: 0, max: ITEMS }),
				}),
				{ minLength: 1, maxLength: 6 },
			),
		})
		.map((drawn): Plan => ({ shape: 'random', retries: false, ...drawn }));
	return fc.sample(plan, { seed, numRuns: count }).map(possible).filter(isWhole);
}

/**
 * Leaves out the faults that the operation can't meet. A retry reuses an automatic key, so it needs
 * a failure.
 */
function possible(plan: Plan): Plan {
	const { subject, faults, mode } = plan;
	const met = faults.filter(({ fault }) => mismatch(fault, subject) === undefined);
	return { ...plan, faults: met, continueOnFail: plan.continueOnFail && mode === 'reference' };
}

function isWhole({ faults }: Plan): boolean {
	return faults.length > 0;
}
