import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { AdviceByStatus } from '../../../core/http/explanation';
import type { Comparison } from '../../../core/idempotency';
import type { FormFile } from '../../../core/http/multipart';
import type { PathParameters } from '../../../core/http/url';
import { type Fields, type Values, when } from '../fields/field';
import type { Answer, ApiClient, ApiRequest } from '../client/service';
import {
	type ByExternalId,
	externalIdFields,
	idempotencyFields,
	unkeyedFields,
} from './idempotency';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Method and path as the vendor lists them, ids in braces, e.g. `GET /v1/orders/{orderId}`.
 * `ANY /*` is the user's own choice.
 */
type Endpoint = `${Method} /${string}` | 'ANY /*';

/** What one item of input asks for. */
export interface Call<F extends Fields> {
	/** the form's values for this item */
	values: Values<F>;
	/**
	 * Sends the operation's own request: its endpoint with the values in its path, its query and
	 * body, as often as the operation may be sent, and under the item's key where it has one.
	 */
	request: (overrides?: RequestOverrides) => Promise<OwnAnswer>;
	/** for requests to other endpoints, such as a quotation before a ramp */
	api: ApiClient;
	/** the item's idempotency key or external id, of an operation that is `idempotent` */
	key: string | undefined;
	/** what n8n offers beside the API */
	executionContext: ExecutionContext;
}

/** What a `run` may say about the operation's own request. */
export interface RequestOverrides
	extends Pick<ApiRequest, 'query' | 'body' | 'form' | 'file' | 'headers' | 'timeoutMs'> {
	/** values of the path that the form does not hold, because the service knows them */
	parameters?: Readonly<Record<string, unknown>>;
}

/** The answer to the operation's own request. */
export interface OwnAnswer extends Answer {
	/** The service rejected a repetition, and the body is what it has of the first time. */
	alreadyCreated?: true;
}

/** The parts of n8n that some operations need: files, and where this n8n is reached. */
export interface ExecutionContext {
	/** Stores bytes where n8n keeps binary data (memory, disk or S3). */
	storeFile(bytes: Buffer, fileName: string, mimeType: string): Promise<IBinaryData>;
	/**
	 * The file in a binary field of the item.
	 * @throws NodeOperationError when the item has no such field
	 */
	readFile(field: string): Promise<FormFile>;
	/**
	 * The fields of the node's credential, decrypted: never to be put on an item or into a message.
	 */
	credential(type: string): Promise<Readonly<IDataObject>>;
	/**
	 * Origin of this n8n's webhook addresses, e.g. `https://n8n.example.com`; undefined where it
	 * can't be told.
	 */
	webhookOrigin(): string | undefined;
}

/** An item with files. */
export class ItemWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: Record<string, IBinaryData>,
	) {}
}

/** Results of one item: each becomes an output item, linked to its input. */
export type Results = IDataObject | IDataObject[] | ItemWithFiles;

/**
 * What an operation does that a person, or a model that calls it as a tool, must know before
 * running it.
 */
export type Effect = 'costsMoney' | 'movesMoney' | 'destroys' | 'binds' | 'changes' | 'none';

interface Shown<F extends Fields> {
	/** Title Case, e.g. `Get Many` */
	name: string;
	/** sentence case without articles, e.g. `Get many products` */
	action: string;
	/** says what is meant; differs from the name */
	description: string;
	/** required inputs first: the form shows them in this order */
	fields: F;
	/** what it does beside answering; without it `none` for GET and `changes` for everything else */
	effect?: Effect;
}

/** An operation as its file declares it. */
interface OperationSpec<F extends Fields, E extends Endpoint> extends Shown<F> {
	/** every name in braces must be one of the fields */
	endpoint: PathParameters<E> extends keyof F & string ? E : never;
	/**
	 * Whether the same request may be sent again after a failure that leaves open if it was carried
	 * out. Reads may; a write may when it carries an idempotency key. Set it for a write that is
	 * harmless to repeat.
	 */
	repeatable?: boolean;
	/**
	 * Makes a repetition recognisable, and adds the inputs that choose by what: true sends an
	 * Idempotency-Key; an object sends an external id in the body.
	 */
	idempotent?: boolean | ByExternalId;
	/**
	 * What the record in the answer has in common with what was asked for. A service answers a
	 * repetition with the record of the first time; one that differs is an error. Name only what the
	 * service surely gives back as it was sent.
	 */
	compare?: (values: Values<F>, body: IDataObject) => Comparison[];
	/**
	 * It makes a record, and its answer must hold it: a success without one leaves open what was
	 * done.
	 */
	creates?: true;
	/**
	 * For an endpoint whose answer is documented to have no body. Elsewhere a success without one is
	 * not believed.
	 */
	mayBeEmpty?: true;
	/**
	 * what to do about a refusal of this very operation, where the service's general advice would
	 * lead astray
	 */
	advice?: AdviceByStatus;
	query?: (values: Values<F>) => IDataObject;
	/** may read the credential, for what only the user knows */
	body?: (
		values: Values<F>,
		executionContext: ExecutionContext,
	) => IDataObject | Promise<IDataObject>;
	/**
	 * Makes items of the answer; without it the answer's body is the item, or one item for each
	 * element of an array.
	 */
	results?: (answer: Answer, values: Values<F>) => Results;
	/** For what is more than one plain request: pages, files, quote then create. */
	run?: (call: Call<F>) => Promise<Results>;
}

/**
 * An operation with its types forgotten, as node, executor and documentation use it. Its fields are
 * all inputs of its form, in their order, those that say how a repetition is recognised included.
 */
export interface Operation extends Omit<Shown<Fields>, 'effect'> {
	endpoint: Endpoint;
	repeatable: boolean;
	idempotent: boolean | ByExternalId;
	effect: Effect;
	compare?: (values: Record<string, unknown>, body: IDataObject) => Comparison[];
	creates?: true;
	mayBeEmpty?: true;
	advice?: AdviceByStatus;
	query?: (values: Record<string, unknown>) => IDataObject;
	body?: (
		values: Record<string, unknown>,
		executionContext: ExecutionContext,
	) => IDataObject | Promise<IDataObject>;
	results?: (answer: Answer, values: Record<string, unknown>) => Results;
	run?: (call: Call<Fields>) => Promise<Results>;
}

/**
 * Declares an operation. The types of the fields flow into `query`, `body`, `results` and `run`.
 */
export function operation<const F extends Fields, const E extends Endpoint>(
	spec: OperationSpec<F, E>,
): Operation {
	const idempotent = spec.idempotent ?? false;
	const isRead = spec.endpoint.startsWith('GET ');
	// The executor hands every operation the values that its own fields made, which is what the types
	// said above.
	const declared = {
		...spec,
		idempotent,
		repeatable: spec.repeatable ?? (isRead || idempotent !== false),
		effect: spec.effect ?? (isRead ? 'none' : 'changes'),
	} as unknown as Operation;
	const { options, ...others } = declared.fields;
	// The options, which few need, come last.
	const fields = { ...others, ...duplicateFields(declared), ...(options ? { options } : {}) };
	return { ...declared, fields };
}

/**
 * The methods that may change something: their requests take a body, and a mark by which a
 * repetition is recognised.
 */
export const WRITING_METHODS = ['DELETE', 'PATCH', 'POST', 'PUT'] as const;

/** The inputs that say how a repetition is recognised. */
function duplicateFields(operation: Operation): Fields {
	const { idempotent, endpoint } = operation;
	const asks = asksForReference(operation);
	const fields: Fields = {
		...(idempotent === true ? idempotencyFields(asks) : {}),
		...(typeof idempotent === 'object' ? externalIdFields(asks) : {}),
		...(isUnkeyed(operation) ? unkeyedFields : {}),
	};
	if (!endpoint.startsWith('ANY ')) return fields;
	// A request of the user's own may be a read, which takes no key.
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, when({ method: WRITING_METHODS }, field)]),
	);
}

/**
 * Whether a write has nothing by which its service recognises a repetition, so that the node itself
 * remembers what was done. A request of the user's own is one too: whether its endpoint honours a
 * key is not known.
 */
export function isUnkeyed({ endpoint, idempotent, repeatable, effect }: Operation): boolean {
	if (effect === 'none' || repeatable) return false;
	return idempotent === false || endpoint.startsWith('ANY ');
}

/**
 * Whether a repetition costs or moves money, so that the form asks for a reference of the user's
 * own.
 */
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
	/** the operation that a new node starts with */
	defaultOperation: string;
}
