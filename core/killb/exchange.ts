import { lowerCased } from '../http/headers';
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
	returnFullResponse: boolean;
	ignoreHttpStatusErrors: boolean;
	disableFollowRedirect: boolean;
	timeout: number;
}) => Promise<unknown>;

interface FullAnswer {
	statusCode: number;
	headers?: Record<string, unknown>;
	body: unknown;
}

/** The vendor's own SDK waits this long for an answer (killb.md section 1). */
const TIMEOUT_MS = 30_000;

/**
 * Login exchanges over n8n's helper.
 *
 * Every status comes back as an answer: an error with a 401 inside would make n8n log in a second time with the same wrong
 * password (n8n.md 1.3). Redirects are not followed, because the password would travel with them.
 * @returns an exchange that rejects with NotSent when there is no answer
 */
export function exchangeThrough(httpRequest: HttpRequest, login: Login): Exchange {
	return async ({ method, path, body, accessToken }) => {
		const url = `${login.root.origin}${login.root.path}${path}`;
		const answer = await httpRequest({
			method,
			url,
			...(body ? { body } : {}),
			headers: {
				...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
				...(login.apiKey === undefined ? {} : { 'x-api-key': login.apiKey }),
			},
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		}).catch((error: unknown) => {
			throw new NotSent(
				unreachable(login.root.origin, error),
				mayConnectNext(codeOf(error), failedInHandshake(error)),
			);
		});
		const { statusCode, headers, body: content } = answer as FullAnswer;
		// What a refusal says goes into errors. An answer of success brings the new tokens.
		const secrets = [login.password, login.apiKey, accessToken, body?.refreshToken];
		const said = isSuccess(statusCode) ? content : new Mask(secrets).value(content);
		return { status: statusCode, headers: lowerCased(headers ?? {}), body: said };
	};
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown }).code);
}

function unreachable(origin: string, error: unknown): string {
	const said = String((error as { message?: unknown }).message);
	const { words, advice } = obstacleOf(codeOf(error), said, failedInHandshake(error));
	return `KillB could not be reached at ${origin}: ${words}. ${advice ?? 'Check the Environment of the KillB credential and the network of this n8n.'}`;
}
