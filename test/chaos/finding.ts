/**
 * What a run showed to be wrong. `misbehaved`: nothing of the others, and yet not as it must be.
 */
export type FindingKind =
	| 'duplicate'
	| 'lost'
	| 'remedy'
	| 'limit'
	| 'secret'
	/** a success that shows somebody else's order, or another than the one that was asked for */
	| 'wrongReplay'
	/**
	 * a guard, filter, ID or reference whose expression gave nothing, and that was treated as not
	 * filled in
	 */
	| 'guardOpened'
	/** a write without a key that a retry of its execution sent again */
	| 'unkeyedRepeat'
	/** a run that did not end in the time that it may take */
	| 'hung'
	| 'misbehaved';

export interface Finding {
	kind: FindingKind;
	/** how many times */
	count: number;
	what: string;
}
