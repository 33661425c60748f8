import { readBody } from '../http/answer';
import { lowerCased } from '../http/headers';
import type { StreamedAnswer } from '../http/limitedAnswer';
import { AnswerOverdue, limitedAnswer } from '../http/limitedAnswer';
import { NotSent } from '../http/notSent';
import { Mask } from '../http/mask';
import { obstacleOf } from '../http/obstacle';
import { isSuccess } from '../http/status';
import { mayConnectNext } from '../repeat/failure';
import { failedInHandshake } from '../repeat/handshake';
import type { Login } from './login';
import type { Exchange } from './session';

/** The part of n8n's plain HTTP helper that a login needs. */
export type HttpRequest = (options: {
	method: 'GET' | 'POST';
	url: string;
	body?: Record<string, unknown>;
	headers: Record<string, string>;
	json: boolean;
	encoding: 'stream';
	returnFullResponse: boolean;
	ignoreHttpStatusErrors: boolean;
	disableFollowRedirect: boolean;
	timeout: number;
	abortSignal: AbortSignal;
}) => Promise<unknown>;

/** The vendor's own SDK waits this long for an answer (killb.md section 1). */
const LONGEST_ANSWER_MS = 30_000;

/** A session is some kilobytes. */
const MAXIMUM_BYTES = 1_000_000;

/**
 * Login exchanges over n8n's helper.
 *
 * Every status comes back as an answer: an error with a 401 inside would make n8n log in a second time with the same wrong
 * password (n8n.md 1.3). Redirects are not followed, because the password would travel with them. All who wait for this login
 * wait for this exchange, so that it ends in time whatever the service sends.
 * @returns an exchange that rejects with NotSent when there is no answer
 */
export function exchangeThrough(httpRequest: HttpRequest, login: Login): Exchange {
	return async ({ method, path, body, accessToken }) => {
		const url = `${login.root.origin}${login.root.path}${path}`;
		const answer = await limitedAnswer(
			async (close) =>
				(await httpRequest({
					method,
					url,
					...(body ? { body } : {}),
					headers: {
						...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
						...(login.apiKey === undefined ? {} : { 'x-api-key': login.apiKey }),
					},
					json: true,
					encoding: 'stream',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					timeout: LONGEST_ANSWER_MS,
					abortSignal: close,
				})) as StreamedAnswer,
			{ milliseconds: LONGEST_ANSWER_MS, bytes: MAXIMUM_BYTES },
		).catch((error: unknown) => {
			throw new NotSent(
				unreachable(login.root.origin, error),
				mayConnectNext(codeOf(error), failedInHandshake(error)),
			);
		});
		const { status, headers, bytes } = answer;
		const text = bytes?.toString('utf8') ?? '';
		const content = readBody(text);
		const said = content.kind === 'json' ? content.value : text;
		// What a rejection says goes into errors. An answer of success brings the new tokens.
		const secrets = [login.password, login.apiKey, accessToken, body?.refreshToken];
		return {
			status,
			headers: lowerCased(headers),
			body: isSuccess(status) ? said : new Mask(secrets).value(said),
			...(bytes ? {} : { isTooLarge: true }),
		};
	};
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown }).code);
}

function unreachable(origin: string, error: unknown): string {
	if (error instanceof AnswerOverdue) return unreachableAt(origin, `it ${error.message}`);
	const said = String((error as { message?: unknown }).message);
	const { words, advice } = obstacleOf(codeOf(error), said, failedInHandshake(error));
	return unreachableAt(origin, words, advice);
}

function unreachableAt(
	origin: string,
	reason: string,
	advice = 'Check the Environment of the KillB credential and the network of this n8n.',
): string {
	return `KillB could not be reached at ${origin}: ${reason}. ${advice}`;
}
