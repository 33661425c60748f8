import type { IDataObject } from 'n8n-workflow';
import type { AdviceByStatus, Explanation } from '../../../core/http/explanation';
import type { FormPart } from '../../../core/http/multipart';
import type { AnswerBody } from '../../../core/http/response';
import type { RetryRules } from '../../../core/retry';
import type { ArrayFormat } from '../../../core/http/url';
import type { LimitFacts } from './limits';

/** One request to a service, as an operation means it. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** below the API root, every segment encoded */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** sent as multipart/form-data in place of a body */
	form?: readonly FormPart[];
	headers?: Record<string, string>;
	/** whether it may be sent again when it is not known if it was carried out */
	repeatable: boolean;
	/** The answer may be a file: its bytes are kept as they came. */
	file?: boolean;
	/** how long the whole exchange may take, in milliseconds; without it as the credential says */
	timeoutMs?: number;
	/**
	 * Whether an answer of success may come without a body. Elsewhere one without is no answer of the
	 * API.
	 */
	mayBeEmpty?: boolean;
	/** Whether the answer must hold the record that was made, whatever its status says. */
	creates?: boolean;
	/** A POST that only asks, such as for a price: what becomes of it leaves nothing open. */
	changesNothing?: boolean;
	/** Never sent again, whatever it meets: for a check that wants to see what it meets. */
	once?: boolean;
	/** what to do about a refusal, where the service's general advice would lead astray */
	advice?: AdviceByStatus;
}

/** A successful answer (any 2xx: the vendors do not document which). */
export interface Answer {
	status: number;
	/** names in lower case */
	headers: Readonly<Record<string, string>>;
	/** parsed JSON; undefined for an empty body, and for a file */
	body: unknown;
	/** the bytes of a file, where one was asked for and the answer is not JSON */
	bytes?: Buffer;
	/** how often the request was sent until this answer came */
	attempts: number;
}

/**
 * HTTP client for one API. It rejects with n8n's NodeApiError, with the vendor's code, reason and
 * what to do.
 */
export interface ApiClient {
	send(request: ApiRequest): Promise<Answer>;
}

/** What holds for all requests to one service. */
export interface ExchangeRules {
	/**
	 * For credentials with a session: n8n then renews it after a 401, and sends once more. Without it
	 * a 401 comes back like any other status; n8n would sign and send again for nothing.
	 */
	renewOn401: boolean;
	/** how a list in the query is written; without it as n8n does, `ids[0]=…` */
	arrayFormat?: ArrayFormat;
}

/** Whose requests go where, as a credential says. */
export interface Identity {
	/** e.g. `https://killb.app` */
	origin: string;
	/** what the service's limit counts by: the key, or the login; no secret */
	account: string;
	/** tells one login's sessions from another's, for services with sessions */
	session?: string;
}

/** What a connection has to know of its service. */
export interface ConnectionRules {
	/** name of the credential type */
	credential: string;
	limits: LimitFacts;
	/** @throws for a credential that can't work */
	identify: (fields: Readonly<IDataObject>) => Identity;
}

/** What differs from one API to another. */
export interface Service extends ExchangeRules, ConnectionRules {
	/** how messages name the service, e.g. `KernelHost` */
	name: string;
	retries: RetryRules;
	/**
	 * header that tells the credential that a request is sent again, where it wants to know; it takes
	 * it off
	 */
	retryHeader?: Readonly<Record<string, string>>;
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
	isClockSkew?: (explanation: Explanation) => boolean;
	/** For services with sessions: how often this process has fetched one for a login. */
	renewals?: (session: string) => number;
}
