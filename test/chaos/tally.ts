import { NO_FAULT } from './fault';
import type { FindingKind } from './finding';
import type { Shown } from './job';
import { nameOf, type Subject } from './subject';

/** The figures of the suite, as `--json` writes them. */
export interface Figures {
	faults: number;
	operations: number;
	runs: number;
	/** items of writes with a key or reference */
	ordersAsked: number;
	/** those of them that the services have at the end */
	ordersPlaced: number;
	duplicates: number;
	lost: number;
	errorsWithoutRemedy: number;
	requestsBeyondLimit: number;
	secretsFound: number;
	wrongReplays: number;
	guardsOpened: number;
	unkeyedRepeats: number;
	hung: number;
}

/** Adds up the results of the runs. */
export class Tally {
	private readonly faults = new Set<string>();
	private readonly operations = new Set<string>();
	private readonly counts = new Map<FindingKind, number>();
	private runs = 0;
	private asked = 0;
	private placed = 0;

	addFault(name: string): void {
		if (name !== NO_FAULT) this.faults.add(name);
	}

	addOperation(subject: Subject): void {
		this.operations.add(nameOf(subject));
	}

	/** Adds one run. */
	add({ asked, placed, findings }: Shown): void {
		this.runs++;
		this.asked += asked;
		this.placed += placed;
		for (const { kind, count } of findings) this.counts.set(kind, this.of(kind) + count);
	}

	private of(kind: FindingKind): number {
		return this.counts.get(kind) ?? 0;
	}

	get figures(): Figures {
		return {
			faults: this.faults.size,
			operations: this.operations.size,
			runs: this.runs,
			ordersAsked: this.asked,
			ordersPlaced: this.placed,
			duplicates: this.of('duplicate'),
			lost: this.of('lost'),
			errorsWithoutRemedy: this.of('remedy'),
			requestsBeyondLimit: this.of('limit'),
			secretsFound: this.of('secret'),
			wrongReplays: this.of('wrongReplay'),
			guardsOpened: this.of('guardOpened'),
			unkeyedRepeats: this.of('unkeyedRepeat'),
			hung: this.of('hung'),
		};
	}
}
