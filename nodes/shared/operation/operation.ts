import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { AdviceByStatus } from '../../../core/http/explanation';
import type { Comparison } from '../../../core/idempotency';
import type { FormFile } from '../../../core/http/multipart';
import type { PathParameters } from '../../../core/http/url';
import { type Fields, type Values, when } from '../fields/field';
import { optionInputs, toggle } from '../fields/fields';
import type { FileInput } from '../fields/list';
import type { Answer, ApiClient, ApiRequest } from '../client/service';
import { waitOptions } from './waitOptions';
import {
	type ByExternalId,
	externalIdFields,
	idempotencyFields,
	unkeyedFields,
} from './idempotency';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Method and path as the vendor lists them, IDs in braces, e.g. `GET /v1/orders/{orderId}`.
 * `ANY /*` is the user's own choice; with `none` the operation sends nothing.
 */
type Endpoint = `${Method} /${string}` | 'ANY /*' | 'none';

/** The call of an operation for one input item. */
export interface Call<F extends Fields> {
	/** the form's values for this item */
	values: Values<F>;
	/**
	 * Sends the operation's own request: its endpoint with the values in its path, its query and
	 * body, with retries where allowed, and with the item's key where it has one.
	 */
	request: (overrides?: RequestOverrides) => Promise<OwnAnswer>;
	/** for requests to other endpoints, such as a quotation before a ramp */
	api: ApiClient;
	/** the item's idempotency key or external ID, for an `idempotent` operation */
	key: string | undefined;
	/** n8n's helpers */
	executionContext: ExecutionContext;
}

/** What a `run` may change in the operation's own request. */
export interface RequestOverrides
	extends Pick<
		ApiRequest,
		'query' | 'body' | 'form' | 'file' | 'headers' | 'timeoutMs' | 'advice'
	> {
	/** path values that come from the service instead of the form */
	parameters?: Readonly<Record<string, unknown>>;
}

/** The answer to the operation's own request. */
export interface OwnAnswer extends Answer {
	/** The service rejected a repetition, and the body is the existing record. */
	alreadyCreated?: true;
}

/** The workflow whose trigger registered a URL. */
export interface Registrant {
	workflow: string;
	/** whether n8n certainly does not serve the URL any more */
	isAbandoned: boolean;
}

/** n8n's helpers that some operations need: files, the credential and the public URL. */
export interface ExecutionContext {
	/** Stores bytes in n8n's binary data (memory, disk or S3). */
	storeFile(bytes: Buffer, fileName: string, mimeType: string): Promise<IBinaryData>;
	/**
	 * Returns the file in a binary field of the item, or one of an earlier node.
	 * @throws NodeOperationError when the item has no such field
	 */
	readFile(input: FileInput): Promise<FormFile>;
	/** Returns a field of the input item by its name; undefined where the item has none. */
	inputField(name: string): unknown;
	/**
	 * Returns the decrypted fields of the node's credential; never put them on an item or into a
	 * message.
	 */
	credential(type: string): Promise<Readonly<IDataObject>>;
	/** Returns n8n's ID of the node's credential; undefined where none is chosen. */
	credentialId(type: string): string | undefined;
	/**
	 * Returns the origin of n8n's webhook URLs, e.g. `https://n8n.example.com`; undefined where it is
	 * unknown.
	 */
	webhookOrigin(): string | undefined;
	/** Returns the workflow's time zone, for times without one. */
	timeZone(): string;
	/** Returns the workflow of this n8n that registered a URL at a service; undefined for others. */
	registrantOf(address: string): Promise<Registrant | undefined>;
}

/** A result item with files. */
export class ItemWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: Record<string, IBinaryData>,
	) {}
}

/** Results of one item: each becomes an output item, linked to its input. */
export type Results = IDataObject | IDataObject[] | ItemWithFiles;

/**
 * The effect of an operation that a user, or a model that calls it as a tool, must know before
 * running it.
 */
export type Effect = 'costsMoney' | 'movesMoney' | 'destroys' | 'binds' | 'changes' | 'none';

/** The statuses at which an object is finished. Upper and lower case are the same. */
export interface FinalStates {
	/** the object's members that may hold its status: the first that it has counts */
	members: readonly string[];
	done: readonly string[];
	failed: readonly string[];
	/** the object may be in a `done` status before the write takes effect, such as a reboot */
	beginsAsDone?: true;
	/** where the statuses are assumed: what to do about one that is not known */
	ifUnknown?: string;
	/** where the members are assumed: what to do if there is none of them */
	ifMissing?: string;
}

/** How a write waits until its object is finished, if the user chose so. */
export interface WaitUntil {
	/** reads the object; names in braces are fields of the operation, or members of its record */
	endpoint: `GET /${string}`;
	/** may read the credential, for values that only the user knows */
	states: FinalStates | ((executionContext: ExecutionContext) => Promise<FinalStates>);
	/** members that the node added to the record, and that the finished object keeps */
	keeps?: readonly string[];
}

/** An operation as its file declares it. */
interface OperationSpec<F extends Fields, E extends Endpoint> {
	/** Title Case, e.g. `Get Many` */
	name: string;
	/** sentence case without articles, e.g. `Get many products` */
	action: string;
	/** an explanation that differs from the name */
	description: string;
	/** required inputs first: the form shows them in this order; none by default */
	fields?: F;
	/** its effect; the default is `none` for GET and `changes` for other methods */
	effect?: Effect;
	/** every name in braces must be one of the fields */
	endpoint: PathParameters<E> extends keyof F & string ? E : never;
	/**
	 * Whether the request may be retried after a failure with an unknown outcome. Reads may, and
	 * writes with an idempotency key. Set it for a write that is harmless to repeat.
	 */
	repeatable?: boolean;
	/**
	 * Makes the write idempotent and adds the inputs for its key: true sends an Idempotency-Key; an
	 * object sends an external ID in the body.
	 */
	idempotent?: boolean | ByExternalId;
	/**
	 * The values that the record in the answer must share with the request. A service answers a
	 * repetition with the first record; one that differs is an error. Include only values that the
	 * service certainly returns as sent.
	 */
	compare?: (values: Values<F>, body: IDataObject) => Comparison[];
	/**
	 * It creates a record, which its answer must contain: a success without one has an unknown
	 * outcome.
	 */
	creates?: true;
	/**
	 * For an endpoint whose answer is documented to have no body. Elsewhere a success without a body
	 * is an error.
	 */
	mayBeEmpty?: true;
	/** advice for errors of this operation, where the service's general advice would mislead */
	advice?: AdviceByStatus;
	query?: (values: Values<F>) => IDataObject;
	/** may read the credential, for values that only the user knows */
	body?: (
		values: Values<F>,
		executionContext: ExecutionContext,
	) => IDataObject | Promise<IDataObject>;
	/**
	 * Converts the answer to items; the default is one item for an object, or one per element of an
	 * array.
	 */
	results?: (answer: Answer, values: Values<F>) => Results;
	/**
	 * The members that *Simplify* keeps of each result, in this order, e.g. `id` or `data.email`. It
	 * adds that switch to the form, which is on at first.
	 */
	simplify?: readonly string[];
	/** Adds *Wait Until Done* to the options: the item is then the finished object. */
	waitUntil?: WaitUntil;
	/** For operations of more than one plain request: pages, files, quote then create. */
	run?: (call: Call<F>) => Promise<Results>;
}

/**
 * An operation with erased types, for the node, the executor and the documentation. Its fields are
 * all inputs of its form in order, including those for the idempotency key.
 */
export interface Operation extends OperationSpec<Fields, Endpoint> {
	fields: Fields;
	/** It reads or sends nothing, so its items may run at the same time. */
	isRead: boolean;
	repeatable: boolean;
	idempotent: boolean | ByExternalId;
	effect: Effect;
}

/**
 * Declares an operation. The types of the fields flow into `query`, `body`, `results` and `run`.
 */
export function operation<const E extends Endpoint, const F extends Fields = Record<never, never>>(
	spec: OperationSpec<F, E>,
): Operation {
	const idempotent = spec.idempotent ?? false;
	const isRead = spec.endpoint.startsWith('GET ') || spec.endpoint === 'none';
	// The executor passes every operation the values of its own fields, as the types above say.
	const declared = {
		fields: {},
		...spec,
		isRead,
		idempotent,
		repeatable: spec.repeatable ?? (isRead || idempotent !== false),
		effect: spec.effect ?? (isRead ? 'none' : 'changes'),
	} as unknown as Operation;
	const {
		filters,
		options = declared.waitUntil ? optionInputs(waitOptions) : undefined,
		...others
	} = declared.fields;
	// Options come last, because few users need them.
	const fields = {
		...others,
		...duplicateFields(declared),
		...(declared.simplify ? { simple } : {}),
		...(filters ? { filters } : {}),
		...(options ? { options } : {}),
	};
	return { ...declared, fields };
}

/** The switch for `simplify`, in n8n's words. */
const simple = toggle({
	displayName: 'Simplify',
	description: 'Whether to return a simplified version of the response instead of the raw data',
	default: true,
});

/** The methods of writes: their requests may have a body and an idempotency key. */
export const WRITING_METHODS = ['DELETE', 'PATCH', 'POST', 'PUT'] as const;

/** Returns the inputs for the idempotency key. */
function duplicateFields(operation: Operation): Fields {
	const { idempotent, endpoint } = operation;
	const asks = asksForReference(operation);
	const fields: Fields = {
		...(idempotent === true ? idempotencyFields(asks) : {}),
		...(typeof idempotent === 'object' ? externalIdFields(asks) : {}),
		...(isUnkeyed(operation) ? unkeyedFields : {}),
	};
	if (!endpoint.startsWith('ANY ')) return fields;
	// A custom API request may be a read, which has no key.
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, when({ method: WRITING_METHODS }, field)]),
	);
}

/**
 * Whether a write has no key by which its service deduplicates it, so that the node itself
 * remembers it. A custom API request counts too: it is unknown whether its endpoint honours a key.
 */
export function isUnkeyed({ endpoint, idempotent, repeatable, effect }: Operation): boolean {
	if (effect === 'none' || repeatable) return false;
	return idempotent === false || endpoint.startsWith('ANY ');
}

/** Whether a repetition costs or moves money, so that the form requires a reference by default. */
function asksForReference({ effect }: Pick<Operation, 'effect'>): boolean {
	return effect === 'costsMoney' || effect === 'movesMoney';
}

/** A group of operations on one kind of object. */
export interface Resource {
	/** Title Case, singular, e.g. `Order` */
	displayName: string;
	/** camelCase, e.g. `order` */
	name: string;
	/** by operation value, e.g. `getAll`; the form shows them in alphabetical order of their names */
	operations: Readonly<Record<string, Operation>>;
	/** the operation of a new node */
	defaultOperation: string;
}
