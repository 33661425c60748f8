import { type ChaosFault, mismatch, NO_FAULT } from './fault';
import { FAULTS } from './faults';
import type { Plan } from './plan';
import type { Subject } from './subject';
import { SUBJECTS } from './subjects';

/**
 * Every fault with every operation, one item each; keyed writes also with the automatic key and
 * Retry execution after it, and KernelHost's with each reading of what it compares under a key.
 */
export function singles(): Plan[] {
	const none: ChaosFault = { name: NO_FAULT, meaning: 'none' };
	return [none, ...FAULTS].flatMap((fault) =>
		SUBJECTS.filter((subject) => mismatch(fault, subject) === undefined).flatMap((subject) =>
			modesOf(subject).flatMap((mode) =>
				readingsOf(subject).map((reading) => ({ ...single(subject, fault, mode), ...reading })),
			),
		),
	);
}

function modesOf({ kind }: Subject): Array<Plan['mode']> {
	return kind === 'keyed' ? ['reference', 'automatic'] : ['reference'];
}

function readingsOf({ kind, node }: Subject): Array<Pick<Plan, 'compares'>> {
	if (kind !== 'keyed' || node !== 'kernelHost') return [{}];
	return [{ compares: 'body' }, { compares: 'bodyAndPath' }];
}

function single(subject: Subject, fault: ChaosFault, mode: Plan['mode']): Plan {
	return {
		shape: 'single',
		subject,
		faults: [{ fault, after: 0 }],
		items: 1,
		mode,
		continueOnFail: false,
		retries: false,
		isTight: false,
	};
}
