/** What a run showed to be wrong. `misbehaved`: nothing of the others, and yet not as it must be. */
export type FindingKind = 'duplicate' | 'lost' | 'remedy' | 'limit' | 'secret' | 'misbehaved';

export interface Finding {
	kind: FindingKind;
	/** how many times */
	count: number;
	what: string;
}
