import { AnswerOverdue } from '../../../core/http/limitedAnswer';
import { NotSent } from '../../../core/http/notSent';
import { failedInHandshake } from '../../../core/repeat/handshake';

/** No answer came, or nothing was sent. */
export class NoAnswer extends Error {
	/** whether the credential could not send it, and may be able to in a moment */
	readonly isTransient: boolean;
	/** how long the service asked the credential to wait, in milliseconds */
	readonly retryAfterMs: number | undefined;
	readonly inHandshake: boolean;
	/** whether the answer took longer than it may; the message then says so */
	readonly isOverdue: boolean;

	/**
	 * @param code the network error's code, e.g. `ECONNREFUSED`; undefined when the credential refused to send
	 */
	constructor(
		message: string,
		readonly code: string | undefined,
		cause: unknown,
	) {
		super(message, { cause });
		this.isOverdue = cause instanceof AnswerOverdue;
		const notSent = notSentBehind(cause);
		this.isTransient = notSent?.isTransient ?? false;
		this.retryAfterMs = notSent?.retryAfterMs;
		this.inHandshake = failedInHandshake(cause);
	}
}

/** n8n wraps what a credential throws, once or more. */
function notSentBehind(error: unknown): NotSent | undefined {
	let cause = error;
	for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
		if (cause instanceof NotSent) return cause;
		cause = cause.cause;
	}
	return undefined;
}
