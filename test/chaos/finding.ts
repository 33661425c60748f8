/** A kind of problem that a run showed. `misbehaved` is for anything else that is wrong. */
export type FindingKind =
	| 'duplicate'
	| 'lost'
	| 'remedy'
	| 'limit'
	| 'secret'
	/** a success that shows another caller's order, or another than the requested one */
	| 'wrongReplay'
	/**
	 * a guard, filter, ID or reference whose expression was empty, and that was treated as not filled
	 * in
	 */
	| 'guardOpened'
	/** a write without a key that a retry of its execution sent again */
	| 'unkeyedRepeat'
	/** a run that did not end in time */
	| 'hung'
	| 'misbehaved';

export interface Finding {
	kind: FindingKind;
	/** how many times */
	count: number;
	what: string;
}
