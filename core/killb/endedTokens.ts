import { RecentTokens } from './recentTokens';
import type { Exchange } from './session';

/** Two sessions that end before their time within this many milliseconds: somebody else logs in as often as this n8n does. */
const CONTEST_MS = 60_000;

/** The access tokens of one login that the server itself called invalid, and which of them another login is likely to have ended. */
export class EndedTokens {
	private readonly ended = new RecentTokens();
	private readonly contested = new RecentTokens();
	private readonly questions = new Map<string, Promise<boolean>>();
	private lastEnd = -Infinity;

	/** @param elapsed milliseconds of a monotonic clock */
	constructor(private readonly elapsed: () => number) {}

	/** Whether it is known without asking. */
	has(token: string): boolean {
		return this.ended.has(token);
	}

	/** Asks the server whether a token has ended, once for all who ask at the same time. */
	async ask(token: string, exchange: Exchange): Promise<boolean> {
		if (this.has(token)) return true;
		let question = this.questions.get(token);
		if (!question) {
			question = this.findOut(token, exchange).finally(() => this.questions.delete(token));
			this.questions.set(token, question);
		}
		return await question;
	}

	/** Whether the server is being asked about one. */
	isAsking(): boolean {
		return this.questions.size > 0;
	}

	/** Whether the session before that of this token had ended early as well, less than a minute before. */
	isContested(token: string): boolean {
		return this.contested.has(token);
	}

	/** Notes that the server has issued a token anew: a JWT that is made of the same facts in the same second is the same text. */
	forget(token: string): void {
		this.ended.delete(token);
		this.contested.delete(token);
	}

	/** Only a 401 says that a token is dead; a server in trouble, or none at all, says nothing about it. */
	private async findOut(accessToken: string, exchange: Exchange): Promise<boolean> {
		const hasEnded = await exchange({ method: 'GET', path: '/api/v2/auth/me', accessToken }).then(
			({ status }) => status === 401,
			() => false,
		);
		if (hasEnded) this.note(accessToken);
		return hasEnded;
	}

	private note(token: string): void {
		const now = this.elapsed();
		if (now - this.lastEnd < CONTEST_MS) this.contested.add(token);
		this.lastEnd = now;
		this.ended.add(token);
	}
}
