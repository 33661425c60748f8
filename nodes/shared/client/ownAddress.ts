import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';
import { limitedAnswer, type StreamedAnswer } from '../../../core/http/response';

/** A context that can send requests. */
type Context = Pick<IHookFunctions | IExecuteFunctions, 'helpers'>;

/** n8n's own answer is short and comes at once. */
const LONGEST_ANSWER_MS = 10_000;
const MAXIMUM_BYTES = 1_000_000;

/**
 * Sends a request to an address of this n8n.
 * @throws Error when there is no answer in time
 */
export async function requestOwnAddress(
	context: Context,
	method: 'GET' | 'POST',
	url: string,
	rest: { body?: Buffer; headers?: Record<string, string> } = {},
): Promise<{ status: number; text: string }> {
	const { status, bytes } = await limitedAnswer(
		async (close) =>
			(await context.helpers.httpRequest({
				method,
				url,
				...rest,
				timeout: LONGEST_ANSWER_MS,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				encoding: 'stream',
				abortSignal: close,
			})) as StreamedAnswer,
		{ milliseconds: LONGEST_ANSWER_MS, bytes: MAXIMUM_BYTES },
	);
	return { status, text: bytes?.toString('utf8') ?? '' };
}

/**
 * Whether n8n certainly does not serve a webhook URL of its own any more: its workflow is not
 * published, or no test listens. n8n answers GET at a URL that takes POST with
 * another message (n8n 2.41, `webhook-not-found.error.js`). Without an answer, or with another
 * one, the URL counts as served.
 *
 * Only the path of the registered URL is used: anyone who may change the registration at the
 * service could choose its host.
 * @param address a current URL of this n8n
 */
export async function isAbandoned(
	context: Context,
	registered: string,
	address: string,
): Promise<boolean> {
	const url = new URL(new URL(registered).pathname, address).toString();
	const answer = await requestOwnAddress(context, 'GET', url).catch(() => undefined);
	if (answer?.status !== 404) return false;
	return ['The requested webhook', 'is not registered'].every((words) =>
		answer.text.includes(words),
	);
}
