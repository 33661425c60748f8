import { CodedError } from '../errors';
import { createHash, createHmac, randomBytes, scrypt } from 'node:crypto';
import { type ApiRoot, parseApiRoot } from '../http/url';
import { BoundedMap } from '../boundedMap';
import {
	AnswerOverdue,
	isSuccess,
	limitedAnswer,
	readBody,
	type StreamedAnswer,
} from '../http/response';
import { lowerCased } from '../http/headers';
import { failedInHandshake, NotSent, obstacleOf } from '../http/networkError';
import { Mask } from '../http/mask';
import { mayConnectNext } from '../retry';
import type { Exchange } from './token';

/** The environments of killb.md 1. KillB's pages name two sandbox hosts; both are offered. */
export const ENVIRONMENTS = {
	production: 'https://killb.app',
	sandbox: 'https://sandbox.killb.app',
	legacySandbox: 'https://teste-94u93qnn.uc.gateway.dev',
} as const;

/** The fields of the KillB credential that decide whose session it is. */
export interface LoginFields {
	environment: string;
	baseUrl?: string;
	email: string;
	password: string;
	legacyHeader?: boolean;
	apiKey?: string;
}

/** Checked login data, with a fingerprint that identifies it. */
export interface Login {
	root: ApiRoot;
	email: string;
	password: string;
	/** legacy gateway key, sent as `x-api-key` in addition to the token (killb.md 2.1) */
	apiKey: string | undefined;
	/**
	 * identifies this login within the process; changes with the environment, the e-mail and the
	 * password. It never leaves the process: `tokenBinding` is stored instead.
	 */
	fingerprint: string;
}

/** Keys the fingerprints, so that they can't be used to test passwords. */
const PROCESS_KEY = randomBytes(32);

/** Returns the API root of a credential, without `/api/v2`. */
export function killbRoot(fields: Pick<LoginFields, 'environment' | 'baseUrl'>): ApiRoot {
	const known = (ENVIRONMENTS as Record<string, string>)[fields.environment];
	const root = parseApiRoot(known ?? fields.baseUrl ?? '', 'Base URL');
	return { origin: root.origin, path: root.path.replace(/\/api(\/v2)?$/, '') };
}

/**
 * Checks login data before anything is sent.
 * @throws Error with a message for the user who fills in the credential
 */
export function checkLogin(fields: LoginFields): Login {
	const root = killbRoot(fields);
	const email = fields.email.trim();
	if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
		throw new CodedError(
			'CREDENTIAL_INVALID',
			'The Email of the KillB credential is not an e-mail address.',
		);
	}
	if (fields.password === '') {
		throw new CodedError('CREDENTIAL_INVALID', 'The Password of the KillB credential is empty.');
	}
	const apiKey = fields.legacyHeader === true ? (fields.apiKey ?? '').trim() : '';
	if (fields.legacyHeader === true && apiKey === '') {
		throw new CodedError(
			'CREDENTIAL_INVALID',
			'The KillB credential is set to send the legacy header, but the API Key is empty. Fill it in, or switch "Send Legacy Header" off: KillB does not seem to need it today.',
		);
	}
	const { password } = fields;
	const fingerprint = createHmac('sha256', PROCESS_KEY)
		.update(JSON.stringify([root.origin, root.path, email.toLowerCase(), password]))
		.digest('hex');
	return { root, email, password, apiKey: apiKey || undefined, fingerprint };
}

/**
 * Work factor of scrypt: 32 MiB of memory and a tenth of a second per password guess. The
 * credential stores the result, so it must not be a fast function of the password. Each process
 * computes it once per login.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Limit of the cache; beyond it the login unused for longest is dropped. */
const MOST_KNOWN = 200;

const bindings = new BoundedMap<Promise<string>>(MOST_KNOWN);

/**
 * Returns the value that binds a stored session to its login: it changes with the environment, the
 * e-mail and the password.
 */
export async function tokenBinding(login: Login): Promise<string> {
	const binding = bindings.get(login.fingerprint) ?? compute(login);
	bindings.set(login.fingerprint, binding);
	return await binding;
}

async function compute({ root, email, password }: Login): Promise<string> {
	const account = JSON.stringify([root.origin, root.path, email.toLowerCase()]);
	const salt = createHash('sha256').update(account).digest();
	return await new Promise((resolve, reject) => {
		scrypt(password, salt, 32, COST, (error, key) => {
			if (error) reject(error);
			else resolve(key.toString('hex'));
		});
	});
}

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

/** KillB's own SDK waits this long for an answer (killb.md 1). */
const LONGEST_ANSWER_MS = 30_000;

/** A session has a few kilobytes. */
const MAXIMUM_BYTES = 1_000_000;

/**
 * Returns an exchange for logins over n8n's helper.
 *
 * It resolves for every status: an error with a 401 inside would make n8n log in a second time with
 * the same wrong password (n8n.md 1.3). It follows no redirects, because they would take the
 * password along. It has a time limit, because all requests that need this login wait for it.
 * @returns rejects with NotSent when there is no answer
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
				'UNREACHABLE',
				unreachable(login.root.origin, error),
				mayConnectNext(codeOf(error), failedInHandshake(error)),
			);
		});
		const { status, headers, bytes } = answer;
		const text = bytes?.toString('utf8') ?? '';
		const content = readBody(text);
		const parsed = content.kind === 'json' ? content.value : text;
		// A rejection's text goes into errors, so it is masked. A success contains the new tokens.
		const secrets = [login.password, login.apiKey, accessToken, body?.refreshToken];
		return {
			status,
			headers: lowerCased(headers),
			body: isSuccess(status) ? parsed : new Mask(secrets).value(parsed),
			...(bytes ? {} : { isTooLarge: true }),
		};
	};
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown }).code);
}

function unreachable(origin: string, error: unknown): string {
	if (error instanceof AnswerOverdue) return unreachableAt(origin, `it ${error.message}`);
	const message = String((error as { message?: unknown }).message);
	const { words, advice } = obstacleOf(codeOf(error), message, failedInHandshake(error));
	return unreachableAt(origin, words, advice);
}

function unreachableAt(
	origin: string,
	reason: string,
	advice = 'Check the Environment of the KillB credential and the network of this n8n.',
): string {
	return `KillB could not be reached at ${origin}: ${reason}. ${advice}`;
}
