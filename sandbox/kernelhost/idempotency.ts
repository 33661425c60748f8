import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../shared/settings';
import type { Clock } from '../shared/time';
import { ExpiringMap } from './expiringMap';
import { invalid, Problem } from './problem';

/** Response and body hash are kept for 24 h (kernelhost.md 6). */
const RETENTION_SECONDS = 86_400;

export interface Answer {
	status: number;
	body: unknown;
}

interface Stored {
	fingerprint: string;
	/** Set immediately, so that a concurrent call waits for the first instead of running too. */
	outcome: Promise<Answer | Problem>;
}

export class IdempotencyKeys {
	private readonly stored: ExpiringMap<Stored>;

	constructor(
		clock: Clock,
		private readonly settings: () => Settings['idempotency'],
	) {
		this.stored = new ExpiringMap(clock, RETENTION_SECONDS);
	}

	/**
	 * Runs `work` at most once per Idempotency-Key. These are the sandbox's own choices, because the
	 * vendor documents none:
	 * - a missing or malformed header is 400 `validation_failed`;
	 * - keys are one space per API key, and only the body is compared, because only a body hash is
	 *   documented: the same key with the same body on another path gets the first answer, and
	 *   nothing is done there. A setting makes it compare method and path too;
	 * - a concurrent call waits for the first one's answer;
	 * - 402 answers are kept (settable), all other errors are not: nothing was done, so the key is
	 *   free again.
	 * @throws Problem 400, 409, or what `work` throws
	 */
	async once(
		request: FastifyRequest,
		reply: FastifyReply,
		work: (key: string) => Promise<Answer>,
	): Promise<FastifyReply> {
		const key = request.headers['idempotency-key'];
		if (typeof key !== 'string' || !/^[A-Za-z0-9_.-]{1,80}$/.test(key)) {
			throw invalid(
				'Idempotency-Key',
				'This header is required: 1 to 80 characters of A-Z a-z 0-9 _ . -',
			);
		}
		const fingerprint = fingerprintOf(request, this.settings().compares);
		const earlier = this.stored.get(key);
		if (earlier !== undefined && earlier.fingerprint !== fingerprint) {
			throw new Problem(
				'idempotency_conflict',
				'This Idempotency-Key was used for another request.',
			);
		}
		const outcome = earlier?.outcome ?? work(key).catch(onlyProblems);
		if (earlier === undefined) this.stored.set(key, { fingerprint, outcome });

		const result = await outcome.catch((error: unknown) => {
			this.forget(key, outcome);
			throw error;
		});
		if (result instanceof Problem) {
			const kept = result.type === 'payment_required' && this.settings().replayErrors;
			if (!kept) this.forget(key, outcome);
			throw result;
		}
		const { replayHeader } = this.settings();
		if (earlier !== undefined && replayHeader !== null) reply.header(replayHeader, 'true');
		return reply.code(result.status).send(result.body);
	}

	/** Only this outcome: by now the key may belong to a later call. */
	private forget(key: string, outcome: Stored['outcome']): void {
		if (this.stored.get(key)?.outcome === outcome) this.stored.delete(key);
	}
}

/** A Problem is an answer like any other; anything else is a defect and stays an exception. */
function onlyProblems(error: unknown): Problem {
	if (error instanceof Problem) return error;
	throw error;
}

function fingerprintOf(
	{ method, originalUrl, rawBody }: FastifyRequest,
	compares: Settings['idempotency']['compares'],
): string {
	const target = compares === 'bodyAndPath' ? `${method}\n${originalUrl}\n` : '';
	return createHash('sha256').update(target).update(rawBody).digest('hex');
}
