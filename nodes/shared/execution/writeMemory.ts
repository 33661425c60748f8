import type { IExecuteFunctions } from 'n8n-workflow';

/** How a write under a key ended that may be tried again under the same key. */
type Ending = 'unknown' | 'unpaid';

/**
 * What this node remembers of its writes over Retry On Fail and Retry Execution: n8n stores a node's context with the failed run
 * and hands it to the next try (n8n.md section 3). Only writes whose repetition needs a word are in it.
 */
export class WriteMemory {
	private readonly endings: Record<string, Ending>;

	constructor(context: IExecuteFunctions) {
		const memory = context.getContext('node');
		this.endings = (memory.writeEndings ??= {}) as Record<string, Ending>;
	}

	/** How the last try under this key ended, if that matters. */
	of(key: string): Ending | undefined {
		return Object.hasOwn(this.endings, key) ? this.endings[key] : undefined;
	}

	note(key: string, ending: Ending | undefined): void {
		if (ending === undefined) delete this.endings[key];
		else this.endings[key] = ending;
	}
}
