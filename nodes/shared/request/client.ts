import type { IDataObject } from 'n8n-workflow';
import type { AdviceByStatus } from '../../../core/http/explanation';
import type { FormPart } from '../../../core/http/multipart';

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
	/** Whether an answer of success may come without a body. Elsewhere one without is no answer of the API. */
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

/** The one door to an API. It rejects with n8n's NodeApiError, with the vendor's code, reason and what to do. */
export interface ApiClient {
	send(request: ApiRequest): Promise<Answer>;
}
