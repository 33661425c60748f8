import { type IDataObject, type IExecuteFunctions, NodeApiError } from 'n8n-workflow';
import { pathOf } from '../operation/apiRequest';
import {
	chooseExternalId,
	chooseKey,
	describeExternalId,
	headerKey,
	type WritePlace,
} from '../operation/idempotency';
import {
	ItemWithFiles,
	type Operation,
	type OwnAnswer,
	type Results,
} from '../operation/operation';
import type { ApiClient, ApiRequest, Service } from '../client/service';
import { aroundFirstLine } from '../../../core/sentences';
import { isOutcomeUnknown } from '../errors/failure';
import { type Ending, memoryOf } from '../operation/executionMemory';
import { rejectOtherRecord, resultsIn } from '../operation/results';

/** The idempotency key of one item's write. */
export interface IdempotencyKey {
	/** the key for an operation with its own `run` */
	key: string;
	/** whether the user set it; an automatic key is only valid within its execution */
	isOwn: boolean;
	/** the user's reference, normalized */
	reference?: string;
	/** value of the Idempotency-Key header */
	header?: string;
	/** members of the body */
	members?: IDataObject;
	/** what the item shows of the key */
	shown: IDataObject;
	/** whether the items of an operation with its own `run` show it too */
	isOnRun: boolean;
}

/**
 * Returns the idempotency key of an item, for an `idempotent` operation.
 * @throws FieldError for an invalid reference or external ID
 */
export function idempotencyKeyOf(
	operation: Operation,
	place: WritePlace,
	values: Readonly<Record<string, unknown>>,
): IdempotencyKey | undefined {
	const { idempotent } = operation;
	if (idempotent === false) return undefined;
	// The form does not show it: a custom API request that only reads.
	if (idempotent === true && values.idempotencyMode === undefined) return undefined;
	const isOwn = values.idempotencyMode === 'reference' || values.externalIdMode === 'own';
	if (idempotent === true) {
		const covers = coversOf(operation, place.operation, values);
		const { key, mode, reference } = chooseKey(place, values, covers);
		const own = reference === undefined ? {} : { reference };
		return { key, isOwn, header: key, shown: { key, mode, ...own }, isOnRun: false, ...own };
	}
	const chosen = chooseExternalId(place, values);
	return {
		key: chosen.externalId,
		isOwn,
		isOnRun: true,
		members: { [idempotent.member]: chosen.externalId },
		shown: describeExternalId(chosen, idempotent),
		...(idempotent.header ? { header: headerKey(chosen) } : {}),
		...(isOwn ? { reference: chosen.externalId } : {}),
	};
}

/**
 * Returns the rest of a reference's scope. KernelHost names only a hash of the body as what it
 * compares (kernelhost.md 6), so the same reboot of two servers might look like a repetition; a custom
 * API request may go anywhere. For orders the body is enough.
 */
function coversOf(
	{ endpoint }: Operation,
	id: string,
	values: Readonly<Record<string, unknown>>,
): string[] {
	if (endpoint.startsWith('ANY ')) {
		const { method, path, options } = values;
		const { query = null } = (options ?? {}) as IDataObject;
		return [id, String(method), pathOf(String(path)), JSON.stringify(query)];
	}
	const names = [...endpoint.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	return names.length === 0 ? [] : [id, ...names.map((name) => String(values[name]).trim())];
}

/** Adds the idempotency key's details to the items, under `idempotency`. */
export function withIdempotency(items: Results, shown: IDataObject): Results {
	if (items instanceof ItemWithFiles) return items;
	return [items].flat().map((item) => ({
		...item,
		idempotency: { ...shown, ...(item.idempotency as IDataObject | undefined) },
	}));
}

/** Errors that say nothing about an existing record: login, permission, rate limit. */
const UNRELATED_STATUSES = new Set(['401', '403', '429']);

/**
 * Whether an error may mean that the record exists already: the service says so (409), or an
 * earlier attempt may have been executed and the service rejects the second, for example because a
 * quotation works only once. Which status a repeated external ID has is not documented (killb.md 3.1),
 * so a rejection that is about it counts too.
 * @param wasAttemptedBefore whether an earlier run of the same write ended without an answer
 */
function mayBeRepetition(error: unknown, wasAttemptedBefore: boolean): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const status = error.httpCode ?? '';
	if (status === '409') return true;
	const isRejection = status.startsWith('4') && !UNRELATED_STATUSES.has(status);
	return isRejection && (wasAttemptedBefore || isOutcomeUnknown(error) || isAboutExternalId(error));
}

function isAboutExternalId({ message, description }: NodeApiError): boolean {
	return /external[ _-]?id/i.test(`${message} ${description ?? ''}`);
}

/** One write that the service deduplicates. */
interface IdempotentWrite {
	context: IExecuteFunctions;
	service: Service;
	operation: Operation;
	api: ApiClient;
	values: Record<string, unknown>;
	idempotencyKey: IdempotencyKey;
}

const SAME_KEY_AGAIN =
	'The payment with this key failed before, so this may be the stored error of the first attempt.';

/**
 * Sends a write with its idempotency key or external ID. If the service rejects it as a repetition,
 * the answer is the existing record.
 */
export async function sendIdempotent(
	write: IdempotentWrite,
	request: ApiRequest,
): Promise<OwnAnswer> {
	const { context, api, idempotencyKey } = write;
	const { endings } = memoryOf(context);
	const { header, members } = idempotencyKey;
	try {
		const answer = await api.send({
			...request,
			...(header === undefined
				? {}
				: { headers: { ...request.headers, 'Idempotency-Key': header } }),
			...(members ? { body: { ...request.body, ...members } } : {}),
		});
		note(endings, idempotencyKey.key, undefined);
		return answer;
	} catch (error) {
		const body = await afterRejection(error, endings, write);
		return { status: 200, headers: {}, body, attempts: 1, alreadyCreated: true };
	}
}

/**
 * Creates the record of a plain operation.
 * @param request the operation's request, without its key
 * @throws GuardError where the existing record differs from the request
 */
export async function create(write: IdempotentWrite, request: ApiRequest): Promise<Results> {
	const { service, operation, values, idempotencyKey } = write;
	const answer = await sendIdempotent(write, request);
	const { attempts, alreadyCreated } = answer;
	const results = resultsIn(operation, answer, values);
	const compared = operation.compare?.(values, request.body ?? {}) ?? [];
	rejectOtherRecord(service.name, idempotencyKey, [results].flat()[0], compared);
	if (alreadyCreated) return withIdempotency(results, { ...idempotencyKey.shown, alreadyCreated });
	const shown = { ...service.describeKey?.(answer), ...(attempts > 1 ? { attempts } : {}) };
	return withIdempotency(results, { ...idempotencyKey.shown, ...shown });
}

async function afterRejection(
	error: unknown,
	endings: Record<string, Ending>,
	write: IdempotentWrite,
): Promise<IDataObject> {
	const { idempotencyKey } = write;
	const before = Object.hasOwn(endings, idempotencyKey.key)
		? endings[idempotencyKey.key]
		: undefined;
	const existing = await inPlaceOf(error, before === 'unknown', write);
	// An error that settles nothing, such as a failed login, leaves the outcome of an earlier attempt
	// open.
	note(endings, idempotencyKey.key, existing ? undefined : (endingOf(error) ?? before));
	if (existing) return existing;
	if (before === 'unpaid' && isUnpaid(error)) {
		error.description = aroundFirstLine(error.description ?? '', { before: [SAME_KEY_AGAIN] });
	}
	if (typeof write.operation.idempotent === 'object' && isConflict(error)) {
		error.description = aroundFirstLine(error.description ?? '', {
			before: ['Nothing was done now'],
		});
	}
	throw error;
}

function note(endings: Record<string, Ending>, key: string, ending: Ending | undefined): void {
	if (ending === undefined) delete endings[key];
	else endings[key] = ending;
}

/**
 * Returns the record that exists under an external ID, after the service rejected creating it.
 * @returns undefined where there is none, or it can't be found; the rejection then stands
 */
async function inPlaceOf(
	error: unknown,
	wasAttemptedBefore: boolean,
	{ operation: { idempotent }, api, values, idempotencyKey }: IdempotentWrite,
): Promise<IDataObject | undefined> {
	if (typeof idempotent !== 'object' || !mayBeRepetition(error, wasAttemptedBefore))
		return undefined;
	return await idempotent.find?.(api, idempotencyKey.key, values).catch(() => undefined);
}

function endingOf(error: unknown): Ending | undefined {
	if (isOutcomeUnknown(error)) return 'unknown';
	return isUnpaid(error) ? 'unpaid' : undefined;
}

/**
 * Whether an error means that the record exists, and not that a request with the same key is in
 * progress.
 */
function isConflict(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '409' && !isOutcomeUnknown(error);
}

/** Whether the service said that a payment failed: nothing was done, and the key has that answer. */
export function isUnpaid(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '402';
}
