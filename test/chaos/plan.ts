import type { Settings } from '../../sandbox/shared/settings';
import { type ChaosFault, type Meaning, meaningOf } from './fault';
import { nameOf, type Subject } from './subject';

/** One run: an operation, its items, and the faults that it meets. */
export interface Plan {
	shape: 'single' | 'burst' | 'random';
	subject: Subject;
	/**
	 * each with the number of requests of the operation that pass before it; one without `at` begins
	 * immediately
	 */
	faults: Array<{ fault: ChaosFault; after: number }>;
	items: number;
	/** where the key comes from */
	mode: 'reference' | 'automatic';
	/** Continue On Fail */
	continueOnFail: boolean;
	/** Retry On Fail */
	retries: boolean;
	/** what KernelHost compares when a key is reused; the sandbox's default if left out */
	compares?: Settings['idempotency']['compares'];
	/** Both sides use limits that the run reaches; otherwise the documented ones. */
	isTight: boolean;
}

export function titleOf(plan: Plan): string {
	const { shape, subject, faults, items, mode, continueOnFail, retries, compares = '' } = plan;
	const settings = [
		mode,
		continueOnFail ? 'continue on fail' : '',
		retries ? 'retries' : '',
		compares,
	].filter(Boolean);
	const met = faults.map(({ fault, after }) => `${fault.name}${after > 0 ? ` @${after}` : ''}`);
	return `${shape} ${nameOf(subject)} × ${items} (${settings.join(', ')}): ${met.join('; ')}`;
}

/** What the faults of a plan mean for its operation, once for each fault. */
export function meaningsOf({ faults, subject }: Plan): Meaning[] {
	return faults.map(({ fault }) => meaningOf(fault, subject));
}
