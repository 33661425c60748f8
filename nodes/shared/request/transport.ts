import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { AnswerBody } from '../../../core/http/answer';
import { lowerCased } from '../../../core/http/headers';
import { Mask } from '../../../core/http/mask';
import { encodeForm } from '../../../core/http/multipart';
import type { ArrayFormat } from '../../../core/http/query';
import { secretsSentWith } from '../../../core/http/sentSecrets';
import type { ApiRequest } from './client';
import { NoAnswer } from './noAnswer';

/** Every place of n8n from which a node may call an API. */
export type CallingContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IWebhookFunctions;

/** An answer of any status, before anybody judged it. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	body: AnswerBody;
	/** the same body as it came, when a file was asked for */
	bytes?: Buffer;
}

/** What holds for all requests to one service. */
export interface ExchangeRules {
	/**
	 * For credentials with a session: n8n then renews it after a 401, and sends once more. Without it a 401 comes back like any
	 * other status; n8n would sign and send again for nothing.
	 */
	renewOn401: boolean;
	/** how a list in the query is written; without it as n8n does, `ids[0]=…` */
	arrayFormat?: ArrayFormat;
}

/** An order may take its time at the vendor; without a limit a dead connection would hold the execution for ever. */
const TIMEOUT_MS = 120_000;

/**
 * Sends one request through n8n's helper and the credential, and reads the answer as text, so that one place parses it.
 * @throws NoAnswer
 */
export async function exchange(
	context: CallingContext,
	credential: string,
	request: ApiRequest,
	{ renewOn401, arrayFormat }: ExchangeRules,
): Promise<RawAnswer> {
	const form = request.form && encodeForm(request.form);
	const body = form?.body ?? request.body;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.path,
		headers: {
			Accept: 'application/json',
			...request.headers,
			...(form ? { 'Content-Type': form.contentType } : {}),
		},
		...(request.query ? { qs: request.query } : {}),
		...(arrayFormat ? { arrayFormat } : {}),
		...(body ? { body } : {}),
		returnFullResponse: true,
		encoding: request.file ? 'arraybuffer' : 'text',
		ignoreHttpStatusErrors: renewOn401 ? { ignore: true, except: [401] } : true,
		disableFollowRedirect: true,
		timeout: request.timeoutMs ?? TIMEOUT_MS,
	};
	const secrets = secretsSentWith(options);
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			credential,
			options,
		)) as IN8nHttpFullResponse;
		return rawAnswer(response.statusCode, response.headers, response.body, secrets);
	} catch (error) {
		return answerInside(error, secrets);
	}
}

/**
 * n8n throws for a 401; the answer is inside its error. An answer of any other status inside an error is one that broke off:
 * its status says 200, its body is not there, and taking it for an answer would call an unknown outcome a success.
 */
function answerInside(error: unknown, secrets: ReadonlySet<unknown>): RawAnswer {
	const { cause } = error as { cause?: unknown };
	const source = (cause ?? error) as {
		response?: { status?: number; headers?: IDataObject; data?: unknown };
		code?: unknown;
		message?: unknown;
	};
	if (source.response?.status === 401 && 'data' in source.response) {
		return rawAnswer(401, source.response.headers ?? {}, source.response.data, secrets);
	}
	const code = typeof source.code === 'string' ? source.code : undefined;
	throw new NoAnswer(new Mask(secrets).text(String(source.message ?? error)), code, error);
}

/** Nothing of what a service answers is read before the secrets that it may quote are masked; the bytes of a file stay. */
function rawAnswer(
	status: number,
	headers: object,
	body: unknown,
	secrets: ReadonlySet<unknown>,
): RawAnswer {
	const mask = new Mask(secrets);
	return {
		status,
		headers: mask.value(lowerCased(headers)) as Record<string, string>,
		body: mask.body(textOf(body)),
		...(Buffer.isBuffer(body) ? { bytes: body } : {}),
	};
}

/** A file's bytes are only looked at as text where they could be JSON or a page: a PDF is not decoded for nothing. */
function textOf(body: unknown): string {
	if (Buffer.isBuffer(body)) {
		return /^\s*[{[<"]/.test(body.subarray(0, 64).toString('latin1')) ? body.toString('utf8') : '';
	}
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}
