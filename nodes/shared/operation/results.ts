import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer, ApiRequest } from '../client/service';
import { buildPath } from '../../../core/http/url';
import { isObject } from '../../../core/json';
import {
	type ExecutionContext,
	ItemWithFiles,
	type Method,
	type Operation,
	type RequestOverrides,
	type Results,
} from './operation';
import { type Comparison, differences, OWN_KEY_FORM } from '../../../core/idempotency';
import { GuardError } from '../errors/failure';

/**
 * Converts an answer to items: one per entry of a list, one for an object. Nothing is renamed or
 * left out.
 */
export function resultsOf({ body }: Answer): IDataObject | IDataObject[] {
	if (Array.isArray(body)) return body.map(asItem);
	return body === undefined ? { success: true } : asItem(body);
}

/** Returns the object of an answer, or the first entry of a list. */
export function objectIn(answer: Answer): IDataObject {
	return [resultsOf(answer)].flat()[0] ?? {};
}

/** Converts a value to an item, which must be an object: a bare value gets a name. */
function asItem(value: unknown): IDataObject {
	return (isObject(value) ? value : { value }) as IDataObject;
}

/**
 * Returns the entries of a list answer. It reads leniently, because KernelHost documents no
 * envelope (kernelhost.md 5): a bare array, or an object that holds it under the resource's own
 * name (as KillB's do), `data` or `items`, or as its only list of objects, also one level down in
 * one of these. Anything else is one entry, so that nothing is lost.
 */
export function listIn(body: unknown, resourceName: string): IDataObject[] {
	if (Array.isArray(body)) return body as IDataObject[];
	if (!isObject(body)) return [];
	const members = [resourceName, 'data', 'items'].map((name) => body[name]);
	const found =
		members.find((member) => Array.isArray(member)) ??
		[body, ...members].map(onlyListIn).find((list) => list !== undefined);
	return (found ?? [body]) as IDataObject[];
}

/**
 * Returns the one list of objects in an envelope with an unknown name. A record has an ID, and its
 * lists are parts of it.
 */
function onlyListIn(value: unknown): unknown[] | undefined {
	if (!isObject(value) || Object.hasOwn(value, 'id')) return undefined;
	const lists = Object.values(value).filter(
		(member): member is unknown[] => Array.isArray(member) && member.every(isObject),
	);
	return lists.length === 1 ? lists[0] : undefined;
}

/**
 * Builds the request of an operation to its own endpoint.
 * @param overrides its query and body are merged into the operation's own
 */
export async function buildRequest(
	operation: Operation,
	values: Record<string, unknown>,
	executionContext: ExecutionContext,
	{ parameters, query: moreQuery, body: moreBody, ...others }: RequestOverrides = {},
): Promise<ApiRequest> {
	const [method, template] = operation.endpoint.split(' ') as [Method, string];
	const query = merged(operation.query?.(values), moreQuery);
	const body = merged(await operation.body?.(values, executionContext), moreBody);
	const { advice, mayBeEmpty, creates } = operation;
	return {
		method,
		path: buildPath(template, { ...values, ...parameters }),
		...others,
		repeatable: operation.repeatable,
		...(query ? { query } : {}),
		...(body ? { body } : {}),
		...(advice ? { advice } : {}),
		...(mayBeEmpty ? { mayBeEmpty } : {}),
		...(creates ? { creates } : {}),
	};
}

function merged(declared: IDataObject | undefined, more: IDataObject | undefined) {
	return declared && more ? { ...declared, ...more } : (declared ?? more);
}

/** Returns the results of a plain operation's answer. */
export function resultsIn(
	operation: Operation,
	answer: Answer,
	values: Record<string, unknown>,
): Results {
	return operation.results ? operation.results(answer, values) : resultsOf(answer);
}

/**
 * Reduces each result to some of its members. A member that a result lacks is left out; a result
 * without any of them has an unknown form, and stays as it is.
 * @param members in the order of the output; a dot leads into an object, e.g. `data.email`
 */
export function simplified(results: Results, members: readonly string[]): Results {
	if (results instanceof ItemWithFiles) return results;
	if (Array.isArray(results)) return results.map((entry) => summaryOf(entry, members));
	return summaryOf(results, members);
}

function summaryOf(entry: IDataObject, members: readonly string[]): IDataObject {
	const summary: IDataObject = {};
	for (const member of members) copyMember(entry, summary, member.split('.'));
	return Object.keys(summary).length > 0 ? summary : entry;
}

function copyMember(from: IDataObject, to: IDataObject, [name = '', ...path]: string[]): void {
	if (!Object.hasOwn(from, name)) return;
	const value = from[name];
	if (path.length === 0 || !isObject(value)) {
		to[name] = value;
		return;
	}
	const inner = (to[name] ?? {}) as IDataObject;
	copyMember(value as IDataObject, inner, path);
	if (Object.keys(inner).length > 0) to[name] = inner;
}

/**
 * Rejects a record that differs from the request: a service answers a repeated key or external ID
 * with its first record, whatever the new request contains.
 * @param service its name in messages
 * @param key the key or external ID, and the user's reference behind it
 * @throws GuardError that names both values, and says that nothing was done now
 */
export function rejectOtherRecord(
	service: string,
	{ key, reference }: { key: string; reference?: string },
	record: unknown,
	comparisons: readonly Comparison[],
): void {
	const found = differences(record, comparisons);
	if (found.length === 0) return;
	const says = found.map((one) => `${one.label} is ${one.found}, not ${one.asked}`);
	throw new GuardError(
		'REFERENCE_TAKEN',
		`${service} already has a different record under ${nameOf(reference ?? key)}: ${says.join('; ')}. Nothing was done now`,
		`What ${service} has under it stands. If this is meant to be another one, give it another reference; if not, correct the fields.`,
		{
			differences: found.map((one) => ({ ...one })),
			...(reference === undefined ? {} : { reference }),
			idempotencyKey: key,
		},
	);
}

/**
 * Returns the key's name for a message: users know their reference; an automatic key stands for the
 * execution.
 */
function nameOf(key: string): string {
	return OWN_KEY_FORM.test(key) ? 'the key of this execution' : `"${key}"`;
}

/** Returns the output items of an input item, linked to it. */
export function linked(results: Results, item: number): INodeExecutionData[] {
	if (results instanceof ItemWithFiles) {
		const { json, binary } = results;
		return [{ json: withoutError(json), binary, pairedItem: { item } }];
	}
	return [results].flat().map((json) => ({ json: withoutError(json), pairedItem: { item } }));
}

/**
 * Renames a member `error` of a success: n8n would treat the item as failed, send it to the error
 * output, and with Retry On Fail run the whole node again (n8n.md 3). The vendors document no such
 * member.
 */
export function withoutError(json: IDataObject): IDataObject {
	if (!Object.hasOwn(json, 'error')) return json;
	const { error, ...rest } = json;
	let name = 'reportedError';
	while (Object.hasOwn(rest, name)) name += '_';
	return { ...rest, [name]: error };
}
