import type { Unproven } from '../../../core/clock/serverClock';
import { measureOffset, serverClocks } from '../../../core/clock/serverClock';
import { duration } from '../../../core/time/duration';
import type { Attempt } from './attempt';
import type { Answer } from './client';
import { Failed } from './judge';
import type { Run } from './run';

const UNPROVEN: Record<Unproven, string> = {
	noDate: 'Its answer does not say what time it has.',
	cached: 'Its answer came out of a cache, whose time is another one.',
	contradiction:
		'By the time in its own answer the request would have been valid, so that time was not followed.',
	tooFar:
		'By the time in its answer the two are more than a day apart, which no time zone explains, so that time was not followed.',
};

/**
 * Signs one request again when the server refuses its timestamp, with the server's own time. The difference is kept for the
 * host only once a request that was signed with it was accepted.
 */
export class ClockRepair {
	/** for the next try, in milliseconds */
	trialOffset: number | undefined;
	/** what the operator has to know when it did not help */
	words: string | undefined;

	constructor(private readonly run: Run) {}

	/** Learns from a try; true when the request is to be sent again with another time, once. */
	asksForAnotherTry(tried: Attempt, judged: Answer | Failed): boolean {
		const { door, connection, report } = this.run;
		const { origin } = connection.identity;
		if (!door.isClockRefusal || !('status' in tried.outcome)) return false;
		const explanation = 'explanation' in judged ? judged.explanation : undefined;
		if (!explanation || !door.isClockRefusal(explanation)) {
			// A limit, a proxy or an outage may answer before anybody has looked at the timestamp: only a success proves it.
			if (this.trialOffset !== undefined && !(judged instanceof Failed)) {
				serverClocks.confirm(origin, this.trialOffset);
			}
			report.signedWithOffset(tried.usedOffset);
			return false;
		}
		if (this.trialOffset !== undefined) {
			this.words = `It was signed again with the time of ${door.service}’s answer, ${apart(this.trialOffset)}, and refused again.`;
			return false;
		}
		const offset = this.offsetAfter(tried, origin);
		if (typeof offset === 'number') {
			this.trialOffset = offset;
			return true;
		}
		this.words = UNPROVEN[offset];
		return false;
	}

	private offsetAfter(tried: Attempt, origin: string): number | Unproven {
		const { outcome, sentAt, receivedAt, usedOffset } = tried;
		if (!('status' in outcome)) return 'noDate';
		// Another request may have learnt it since this one was signed.
		const known = serverClocks.offset(origin);
		if (known !== usedOffset) return known;
		const { date, age } = outcome.headers;
		return measureOffset({ date, age, sentAt, receivedAt, usedOffset });
	}
}

function apart(offset: number): string {
	const side = offset > 0 ? 'ahead of' : 'behind';
	return `${duration(Math.abs(offset))} ${side} this machine’s`;
}
