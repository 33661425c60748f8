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
import type { Answer, ApiClient, ApiRequest } from '../client/service';
import { isOutcomeUnknown } from '../client/response';
import { type Ending, memoryOf } from '../operation/executionMemory';
import { rejectOtherRecord, resultsIn } from '../operation/results';

/** What makes a repetition of one item's write recognisable. */
export interface IdempotencyKey {
	/** what an operation that sends for itself gets */
	key: string;
	/** whether the user gave it; an automatic key ends with its execution */
	isOwn: boolean;
	/** the user's reference, as it was used */
	reference?: string;
	/** value of the Idempotency-Key header */
	header?: string;
	/** members of the body */
	members?: IDataObject;
	/** what the item shows of it */
	shown: IDataObject;
	/** whether the items of an operation that sends for itself show it too */
	isOnRun: boolean;
}

/**
 * The mark of one item, of an operation that is `idempotent`.
 * @throws FieldError for a reference or external id that can't be one
 */
export function idempotencyKeyOf(
	operation: Operation,
	place: WritePlace,
	values: Readonly<Record<string, unknown>>,
): IdempotencyKey | undefined {
	const { idempotent } = operation;
	if (idempotent === false) return undefined;
	// The form does not ask for it: a request of the user's own that only reads.
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
 * What a reference stands for beside itself. KernelHost compares the body alone, so that the same
 * reboot of two servers would look like one; a request of the user's own may go anywhere. Of orders
 * a body tells everything.
 */
function coversOf(
	{ endpoint }: Operation,
	id: string,
	values: Readonly<Record<string, unknown>>,
): string[] {
	if (endpoint.startsWith('ANY ')) {
		const { method, path, query } = values;
		return [id, String(method), pathOf(String(path)), JSON.stringify(query ?? null)];
	}
	const names = [...endpoint.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	return names.length === 0 ? [] : [id, ...names.map((name) => String(values[name]).trim())];
}

/** The items with what is known of their mark, under `idempotency`. */
export function withIdempotency(items: Results, shown: IDataObject): Results {
	if (items instanceof ItemWithFiles) return items;
	return [items].flat().map((item) => ({
		...item,
		idempotency: { ...shown, ...(item.idempotency as IDataObject | undefined) },
	}));
}

/** Refusals that say nothing about what is there: the login, a permission, the limit. */
const NOT_ABOUT_IT = new Set(['401', '403', '429']);

/**
 * Whether a refusal may mean that the service has it already: it says so (409), or an earlier try
 * may have been carried out and the service dislikes the second, because a quotation works once,
 * for example.
 * @param wasTriedBefore whether an earlier run of this very write ended without an answer
 */
function mayBeRepetition(error: unknown, wasTriedBefore: boolean): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const status = error.httpCode ?? '';
	if (status === '409') return true;
	const isRefusal = status.startsWith('4') && !NOT_ABOUT_IT.has(status);
	return isRefusal && (wasTriedBefore || isOutcomeUnknown(error));
}

/** One write whose repetition the service recognises. */
interface IdempotentWrite {
	context: IExecuteFunctions;
	service: { name: string; describeKey?: (answer: Answer) => IDataObject };
	operation: Operation;
	api: ApiClient;
	values: Record<string, unknown>;
	mark: IdempotencyKey;
}

const SAME_KEY_AGAIN =
	'It was asked again under the key that had been refused for want of payment before, so this may be the stored refusal of the first time. ';

/**
 * Sends a write under its key or external id. Where the service rejects a repetition of what it
 * has, the answer is what it has.
 */
export async function sendIdempotent(
	write: IdempotentWrite,
	request: ApiRequest,
): Promise<OwnAnswer> {
	const { context, api, mark } = write;
	const { endings } = memoryOf(context);
	const { header, members } = mark;
	try {
		const answer = await api.send({
			...request,
			...(header === undefined
				? {}
				: { headers: { ...request.headers, 'Idempotency-Key': header } }),
			...(members ? { body: { ...request.body, ...members } } : {}),
		});
		note(endings, mark.key, undefined);
		return answer;
	} catch (error) {
		const body = await afterRefusal(error, endings, write);
		return { status: 200, headers: {}, body, attempts: 1, alreadyCreated: true };
	}
}

/**
 * Creates what a plain operation asks for.
 * @param request that of the operation, without its key
 * @throws GuardError where what the service has is not what was asked for
 */
export async function create(write: IdempotentWrite, request: ApiRequest): Promise<Results> {
	const { service, operation, values, mark } = write;
	const answer = await sendIdempotent(write, request);
	const { attempts, alreadyCreated } = answer;
	const results = resultsIn(operation, answer, values);
	const compared = operation.compare?.(values, request.body ?? {}) ?? [];
	rejectOtherRecord(service.name, mark, [results].flat()[0], compared);
	if (alreadyCreated) return withIdempotency(results, { ...mark.shown, alreadyCreated });
	const shown = { ...service.describeKey?.(answer), ...(attempts > 1 ? { attempts } : {}) };
	return withIdempotency(results, { ...mark.shown, ...shown });
}

async function afterRefusal(
	error: unknown,
	endings: Record<string, Ending>,
	write: IdempotentWrite,
): Promise<IDataObject> {
	const { mark } = write;
	const before = Object.hasOwn(endings, mark.key) ? endings[mark.key] : undefined;
	const existing = await inPlaceOf(error, before === 'unknown', write);
	// A refusal that settles nothing, such as that of a login, does not make an earlier try's open
	// question less open.
	note(endings, mark.key, existing ? undefined : (endingOf(error) ?? before));
	if (existing) return existing;
	if (before === 'unpaid' && isUnpaid(error)) {
		error.description = SAME_KEY_AGAIN + (error.description ?? '');
	}
	if (typeof write.operation.idempotent === 'object' && isConflict(error)) {
		error.description = `Nothing was done now. ${error.description ?? ''}`;
	}
	throw error;
}

function note(endings: Record<string, Ending>, key: string, ending: Ending | undefined): void {
	if (ending === undefined) delete endings[key];
	else endings[key] = ending;
}

/**
 * What was created under an external ID although the service rejects creating it (again).
 * @returns undefined where nothing is there, or where nothing tells; the rejection then stands
 */
async function inPlaceOf(
	error: unknown,
	wasTriedBefore: boolean,
	{ operation: { idempotent }, api, values, mark }: IdempotentWrite,
): Promise<IDataObject | undefined> {
	if (typeof idempotent !== 'object' || !mayBeRepetition(error, wasTriedBefore)) return undefined;
	return await idempotent.find?.(api, mark.key, values).catch(() => undefined);
}

function endingOf(error: unknown): Ending | undefined {
	if (isOutcomeUnknown(error)) return 'unknown';
	return isUnpaid(error) ? 'unpaid' : undefined;
}

/** Something is there already, and what is under way under the same key is not meant. */
function isConflict(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '409' && !isOutcomeUnknown(error);
}

function isUnpaid(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '402';
}
