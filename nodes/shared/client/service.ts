import type { IDataObject } from 'n8n-workflow';
import type { Explanation, RequestHints } from '../../../core/http/explanation';
import type { FormPart } from '../../../core/http/multipart';
import type { AnswerBody } from '../../../core/http/response';
import type { RetryRules } from '../../../core/retry';
import type { ArrayFormat } from '../../../core/http/url';
import type { LimitFacts } from './limits';

/** One request to a service, as an operation describes it. */
export interface ApiRequest extends RequestHints {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** below the API root, every segment encoded */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** sent as multipart/form-data instead of a body */
	form?: readonly FormPart[];
	headers?: Record<string, string>;
	/** whether it may be retried when its outcome is unknown */
	repeatable: boolean;
	/** The answer may be a file: keep its bytes unchanged. */
	file?: boolean;
	/** time limit of the whole exchange, in milliseconds; the default is the credential's */
	timeoutMs?: number;
	/** Whether a success answer may have no body. Otherwise an empty one is not the API's. */
	mayBeEmpty?: boolean;
	/** Whether the answer must contain the new record, whatever its status. */
	creates?: boolean;
	/** A POST that only reads, such as a price query, so its outcome does not matter. */
	changesNothing?: boolean;
	/** Never retried: for a connection check that reports every failure. */
	once?: boolean;
}

/** A successful answer (any 2xx: the vendors do not document which). */
export interface Answer {
	status: number;
	/** names in lower case */
	headers: Readonly<Record<string, string>>;
	/** parsed JSON; undefined for an empty body, and for a file */
	body: unknown;
	/** the bytes of a file, where one was requested and the answer is not JSON */
	bytes?: Buffer;
	/** the number of attempts until this answer came */
	attempts: number;
}

/**
 * HTTP client for one API. It rejects with n8n's NodeApiError, which has the vendor's code and
 * reason, and advice.
 */
export interface ApiClient {
	send(request: ApiRequest): Promise<Answer>;
}

/** The rules for all requests to one service. */
export interface ExchangeRules {
	/**
	 * For credentials with a session: the header of a request that is sent again after a 401. It makes
	 * the credential renew the session first, if it has ended; the credential removes it. Without it a
	 * 401 is returned like any other status.
	 */
	rejectedHeader?: Readonly<Record<string, string>>;
	/** format of lists in the query; the default is n8n's, `ids[0]=…` */
	arrayFormat?: ArrayFormat;
}

/** The account and host of a credential. */
export interface Identity {
	/** e.g. `https://killb.app` */
	origin: string;
	/** the unit of the service's rate limit: the key or the login; not a secret */
	account: string;
	/** identifies the login's sessions, for services with sessions */
	session?: string;
}

/** The properties of a service that a connection needs. */
export interface ConnectionRules {
	/** name of the credential type */
	credential: string;
	limits: LimitFacts;
	/** @throws for an invalid credential */
	identify: (fields: Readonly<IDataObject>) => Identity;
}

/** The definition of a service: everything that differs between APIs. */
export interface Service extends ExchangeRules, ConnectionRules {
	/** the service's name in messages, e.g. `KernelHost` */
	name: string;
	retries: RetryRules;
	/** header that tells the credential that the request can be retried; the credential removes it */
	retryHeader?: Readonly<Record<string, string>>;
	/** explains an error; `details.reason` is the vendor's code for it */
	explain: (
		status: number,
		headers: Readonly<Record<string, string>>,
		body: AnswerBody,
		hints?: RequestHints,
	) => Explanation;
	/**
	 * For services that reject a request by its timestamp.
	 * @returns whether an error has that reason
	 */
	isClockSkew?: (explanation: Explanation) => boolean;
	/** what an item shows in addition to the answer when a key was sent */
	describeKey?: (answer: Answer) => IDataObject;
	/** For services with sessions: returns how often this process has fetched one for a login. */
	renewals?: (session: string) => number;
}
