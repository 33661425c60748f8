/** Tokens of no use that may still come up: stored by a slow execution, or held by a request on its way. */
const LIMIT = 50;

/** The latest of a kind of token; the oldest goes first. */
export class RecentTokens {
	private readonly tokens = new Set<string>();

	add(token: string): void {
		this.tokens.delete(token);
		this.tokens.add(token);
		const oldest = this.tokens.values().next().value;
		if (this.tokens.size > LIMIT && oldest !== undefined) this.tokens.delete(oldest);
	}

	delete(token: string): void {
		this.tokens.delete(token);
	}

	has(token: string): boolean {
		return this.tokens.has(token);
	}
}
