import type { AnswerBody } from '../../../core/http/answer';
import type { AdviceByStatus, Explanation } from '../../../core/http/explanation';
import type { RepeatRules } from '../../../core/repeat/decision';
import type { ConnectionRules } from './connection';
import type { ExchangeRules } from './transport';

/** What makes the door to one API different from another. */
export interface Door extends ExchangeRules, ConnectionRules {
	/** how messages name the service, e.g. `KernelHost` */
	service: string;
	repeats: RepeatRules;
	/** header that tells the credential that a request is sent again, where it wants to know; it takes it off */
	repeatMark?: Readonly<Record<string, string>>;
	/** puts a refusal into words; `details.reason` is the vendor's own word for it */
	explain: (
		status: number,
		headers: Readonly<Record<string, string>>,
		body: AnswerBody,
		advice?: AdviceByStatus,
	) => Explanation;
	/**
	 * For services that refuse a request by its timestamp.
	 * @returns whether a refusal was for that reason
	 */
	isClockRefusal?: (explanation: Explanation) => boolean;
	/** For services with sessions: how often this process has fetched one for a login. */
	renewals?: (session: string) => number;
}
