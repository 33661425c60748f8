import {
	type AdviceByStatus,
	defined,
	excerpt,
	type Explanation,
	firstEntries,
	foreignRemedy,
	MAXIMUM_SHORT_TEXT,
	MAXIMUM_TEXT,
	mayBeTheApis,
	paragraph,
	redirectRemedy,
	type CodedRemedy,
	remedyFor,
	remedyForStatus,
} from '../http/explanation';
import { type AnswerBody, describeForeignBody, isRedirect } from '../http/response';
import { CODES, FAMILIES, STATUSES } from './remedies';

/**
 * KillB's error body, read leniently: its pages and its SDK disagree on its members (killb.md 1.1).
 */
interface ErrorEnvelope {
	errorCode: string | undefined;
	/** the messages in the server's order; of many, the first ones and the number of the others */
	messages: string[];
	/** `key: value` pairs that identify the input */
	arguments: Array<{ key: string; value: string }>;
}

/**
 * Reads an error body of any shape and size. Never throws; missing values are empty, long ones are
 * cut.
 */
export function readErrorEnvelope(body: unknown): ErrorEnvelope {
	if (typeof body !== 'object' || body === null) {
		return { errorCode: undefined, messages: [], arguments: [] };
	}
	const { errorCode, message, arguments: details } = body as Record<string, unknown>;
	return {
		errorCode:
			typeof errorCode === 'string' && errorCode !== ''
				? excerpt(errorCode, MAXIMUM_SHORT_TEXT)
				: undefined,
		messages: Array.isArray(message)
			? firstEntries(
					message,
					(entry) => asText(entry, MAXIMUM_SHORT_TEXT),
					(count) => `and ${count} more`,
				)
			: asText(message, MAXIMUM_TEXT),
		arguments: Array.isArray(details)
			? firstEntries(details, asArgument, (count) => ({ key: 'more', value: String(count) }))
			: [],
	};
}

function asText(value: unknown, characters: number): string[] {
	if (typeof value === 'string')
		return value.trim() === '' ? [] : [excerpt(value.trim(), characters)];
	return value === undefined || value === null ? [] : [excerpt(JSON.stringify(value), characters)];
}

function asArgument(value: unknown): Array<{ key: string; value: string }> {
	if (typeof value !== 'object' || value === null || !('key' in value)) return [];
	const { key, value: content } = value as Record<string, unknown>;
	return [
		{
			key: asText(key, MAXIMUM_SHORT_TEXT)[0] ?? '',
			value: asText(content, MAXIMUM_SHORT_TEXT)[0] ?? '',
		},
	];
}

const UNDOCUMENTED =
	'KillB does not document this answer. If its words do not say what to correct, quote them and the time to the support of KillB.';
const ADDRESS = 'Environment (or the Base URL)';

/**
 * Explains a KillB error and what to do about it, by its documented error code. An undocumented
 * code keeps the server's own words, with advice by its family or the status (killb.md 1.1).
 * @param headers names in lower case
 * @param adviceHere replaces the advice by family or status
 */
export function explainKillB(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: AnswerBody,
	adviceHere: AdviceByStatus = {},
): Explanation {
	const envelope = readErrorEnvelope(body.kind === 'json' ? body.value : undefined);
	const { errorCode, messages } = envelope;
	const requestId = headers['x-request-id'];
	const { code, message, advice } = remedyOf(status, envelope, body, adviceHere);
	const isTheirs = words(envelope) === message;
	return {
		code,
		message,
		description: paragraph(
			[
				advice,
				// Without a known code the message is already KillB's.
				isTheirs ? '' : quoted(envelope),
				given(envelope),
				isEnvelope(envelope) ? '' : describeForeignBody(body),
			],
			[
				errorCode ? `code ${errorCode}` : undefined,
				`HTTP ${status}`,
				requestId ? `request ID ${requestId}` : undefined,
			],
		),
		details: {
			httpCode: String(status),
			...defined({ errorCode, requestId }),
			...(messages.length > 0 ? { messages } : {}),
			...(envelope.arguments.length > 0 ? { arguments: envelope.arguments } : {}),
		},
	};
}

function remedyOf(
	status: number,
	envelope: ErrorEnvelope,
	body: AnswerBody,
	adviceHere: AdviceByStatus,
): CodedRemedy {
	if (isRedirect(status)) return redirectRemedy('KillB', ADDRESS, 'A session token');
	const here = adviceHere[status];
	const general = remedyForStatus('KILLB', STATUSES, status >= 500 ? 500 : status);
	const byStatus = general && { ...general, advice: here ?? general.advice };
	const known = remedyFor('KILLB', CODES, envelope.errorCode);
	if (known) return known;
	if (isEnvelope(envelope)) {
		const theirs = words(envelope);
		// KillB documents 403 as a missing permission (killb.md 1.1), whatever the code is about.
		const isForbidden = status === 403;
		return {
			code: (theirs === '' || isForbidden ? byStatus?.code : undefined) ?? 'KILLB_UNDOCUMENTED',
			message: theirs || byStatus?.message || `KillB answered HTTP ${status}`,
			advice:
				here ??
				(isForbidden ? undefined : adviceOfFamily(envelope.errorCode)) ??
				byStatus?.advice ??
				UNDOCUMENTED,
		};
	}
	return (mayBeTheApis(body) && byStatus) || foreignRemedy('KillB', status, ADDRESS);
}

/** Returns advice by a code's first part: `USER.0099` is undocumented, but it is about a user. */
function adviceOfFamily(errorCode: string | undefined): string | undefined {
	const family = errorCode?.split('.')[0] ?? '';
	return Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
}

function isEnvelope({ errorCode, messages }: ErrorEnvelope): boolean {
	return errorCode !== undefined || messages.length > 0;
}

function words({ messages }: ErrorEnvelope): string {
	return excerpt(messages.join('; '), MAXIMUM_TEXT);
}

function quoted(envelope: ErrorEnvelope): string {
	return words(envelope) === '' ? '' : `KillB said: “${words(envelope)}”`;
}

function given(envelope: ErrorEnvelope): string {
	const pairs = envelope.arguments.map(({ key, value }) => `${key} = ${value}`);
	return pairs.length === 0 ? '' : `Arguments: ${pairs.join('; ')}.`;
}
