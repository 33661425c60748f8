import {
	defined,
	excerpt,
	type Explanation,
	firstEntries,
	foreignRemedy,
	MAXIMUM_SHORT_TEXT,
	MAXIMUM_TEXT,
	mayBeTheApis,
	redirectRemedy,
	type AdviceByStatus,
	type CodedRemedy,
	remedyFor,
	remedyForStatus,
	type RequestHints,
	technicalLines,
	type FieldProblem,
	type LabelOf,
} from '../http/explanation';
import { labelled, rejectedTitle } from '../http/fieldProblems';
import { type AnswerBody, describeForeignBody, isRedirect } from '../http/response';
import { lines, sentences } from '../sentences';
import { API_KEY, CODES, EXTEND_PERMISSIONS, FAMILIES, STATUSES } from './remedies';

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
	const members = body as Record<string, unknown>;
	const { errorCode, arguments: details } = members;
	const message = members.message ?? messageOfGateway(members.error);
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

/** Google's gateway may put its message into an object. */
function messageOfGateway(error: unknown): unknown {
	return typeof error === 'object' && error !== null && 'message' in error
		? error.message
		: undefined;
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
	'KillB does not document this error. If its message does not say what to correct, quote it and the time to KillB support.';
const ADDRESS = 'Environment (or the Base URL)';

/**
 * Explains a KillB error and what to do about it, by its documented error code. An undocumented
 * code keeps the server's own words, with advice by its family or the status (killb.md 1.1).
 * @param headers names in lower case
 * @param hints its advice replaces that by family or status
 */
export function explainKillB(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: AnswerBody,
	{ advice: adviceHere = {}, labelOf }: RequestHints = {},
): Explanation {
	const envelope = readErrorEnvelope(body.kind === 'json' ? body.value : undefined);
	const { errorCode, messages } = envelope;
	const requestId = headers['x-request-id'];
	const remedy = remedyOf(status, envelope, body, adviceHere);
	const { code, advice } = remedy;
	const problems = labelled(
		messages.map((problem) => ({ problem })),
		labelOf,
	);
	const fields = problems.filter(({ field }) => field !== undefined);
	const message = isAboutInput(remedy, status, fields)
		? rejectedTitle('KillB', problems)
		: remedy.message;
	return {
		code,
		message,
		description: lines([
			sentences([advice, isEnvelope(envelope) ? '' : describeForeignBody(body)]),
			given(envelope, labelOf),
			// Without a known code the message is already KillB's.
			message === words(envelope) ? '' : quoted(envelope),
			...technicalLines(errorCode, status, requestId),
		]),
		details: {
			httpCode: String(status),
			...defined({ errorCode, requestId }),
			...(messages.length > 0 ? { messages } : {}),
			...(envelope.arguments.length > 0 ? { arguments: envelope.arguments } : {}),
			...(fields.length > 0 ? { fields } : {}),
		},
	};
}

/** Whether an error is about the input, so that its title says which fields. */
function isAboutInput(
	{ code }: CodedRemedy,
	status: number,
	fields: readonly FieldProblem[],
): boolean {
	if (code === 'KILLB_INVALID_INPUT') return true;
	return code === 'KILLB_UNDOCUMENTED' && [400, 422].includes(status) && fields.length > 0;
}

function remedyOf(
	status: number,
	envelope: ErrorEnvelope,
	body: AnswerBody,
	adviceHere: AdviceByStatus,
): CodedRemedy {
	if (isRedirect(status)) return redirectRemedy('KillB', ADDRESS, 'A session token');
	if (isAboutApiKey(status, envelope)) return API_KEY;
	const here = adviceHere[status];
	const general = remedyForStatus('KILLB', STATUSES, status >= 500 ? 500 : status);
	const byStatus = general && { ...general, advice: here ?? general.advice };
	if (status === 403 && byStatus && isAboutPermission(envelope)) {
		return {
			...byStatus,
			message: words(envelope) || byStatus.message,
			advice: here ?? missingPermission(envelope, byStatus.advice),
		};
	}
	const known = remedyFor('KILLB', CODES, envelope.errorCode);
	// This code says no more than its status does.
	if (known?.code === 'KILLB_INVALID_INPUT') return { ...known, advice: here ?? known.advice };
	if (known) return known;
	if (isEnvelope(envelope)) {
		const theirs = words(envelope);
		return {
			code: (theirs === '' ? byStatus?.code : undefined) ?? 'KILLB_UNDOCUMENTED',
			message: theirs || byStatus?.message || `KillB returned HTTP ${status}`,
			advice: here ?? adviceOfFamily(envelope.errorCode) ?? byStatus?.advice ?? UNDOCUMENTED,
		};
	}
	return (mayBeTheApis(body) && byStatus) || foreignRemedy('KillB', status, ADDRESS);
}

/**
 * Whether a 403 is about a permission, as KillB documents (killb.md 1.1): whatever its code, unless
 * that is a documented one about something else, such as a KYC limit. A code about the login is no
 * such thing: KillB answers 403 to a session that it accepted.
 */
function isAboutPermission(envelope: ErrorEnvelope): boolean {
	const { errorCode = '' } = envelope;
	if (!isEnvelope(envelope)) return false;
	return errorCode.startsWith('AUTH.') || !Object.hasOwn(CODES, errorCode);
}

/** The form of KillB's permissions: `ramp:create` (killb.md 2.4). */
const PERMISSION = /\b[a-z][\w-]{0,60}:[a-z][\w-]{0,60}\b/;

/** Returns the advice for a missing permission, with its name where KillB gives it. */
function missingPermission({ messages, arguments: given }: ErrorEnvelope, advice: string): string {
	const named = given.find(({ key }) => /permission/i.test(key))?.value;
	const permission = named ?? PERMISSION.exec(messages.join(' '))?.[0];
	if (permission === undefined) return advice;
	return `The login works, but does not have the permission ${permission}. ${EXTEND_PERMISSIONS}`;
}

/**
 * Whether the gateway in front of KillB rejected the API key or requires one. It has no error code;
 * its words are Google's (killb.md 1.1 and 2.1).
 */
export function isAboutApiKey(
	status: number,
	{ errorCode, messages }: Pick<ErrorEnvelope, 'errorCode' | 'messages'>,
): boolean {
	if (errorCode !== undefined || ![400, 401, 403].includes(status)) return false;
	return /\bAPI[ _-]?key\b|unregistered callers/i.test(messages.join(' '));
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

function given(envelope: ErrorEnvelope, labelOf: LabelOf | undefined): string {
	const pairs = envelope.arguments.map(({ key, value }) => `${labelOf?.(key) ?? key} = ${value}`);
	return pairs.length === 0 ? '' : `Arguments: ${pairs.join('; ')}.`;
}
