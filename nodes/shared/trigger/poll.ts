import { hash } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import {
	type Change,
	changesIn,
	type Choice,
	eventOf,
	isSameMemory,
	type Memory,
	type Observation,
} from '../../../core/changes';
import { splitNames } from '../../../core/webhook/event';
import type { Newest } from '../../../core/pagination/newest';
import { serviceClient } from '../client/retry';
import { type Connection, scopeOf } from '../client/scope';
import type { ApiClient, Identity, Service } from '../client/service';
import { FieldError, GuardError, spelledOut } from '../errors/failure';
import { simplified, withoutError } from '../operation/results';

/**
 * How many pages of a list a poll reads, and so how many objects it looks at: the newest ones. Each
 * poll costs as many requests.
 */
const PAGES_PER_POLL = 10;

/**
 * How many objects are remembered for each one that a poll looks at. Objects that left the newest
 * pages may come back.
 */
const MEMORY_PER_OBJECT = 2;

/** What a polling trigger watches. */
export interface Watched extends Choice {
	/** the list's name in the form, e.g. `ramp` */
	resource: string;
	/** what the objects are called in messages, e.g. `ramps` */
	plural: string;
	/**
	 * Reads the newest objects of each list that makes up the resource.
	 * @param wanted how many objects of each list to read
	 */
	read: (api: ApiClient, wanted: number) => Promise<Lists>;
	/** entries per request */
	pageSize: number;
	statusOf: (object: IDataObject) => string;
	/** the members of the items; undefined for all */
	summary: readonly string[] | undefined;
}

type Lists = Array<Newest<IDataObject>>;

/** The triggers whose poll has not ended: n8n starts the next one all the same. */
const running = new Set<string>();

/**
 * Reads a list, and returns an item for each chosen change since the last poll, oldest object first.
 *
 * n8n stores static data together with the items (n8n.md 2.6). What is remembered is replaced only
 * when everything was read, so that a failed poll is repeated as a whole. n8n does not store what a
 * poll without items remembers: after a restart, its changes are found and filtered again.
 * @param watch returns what to watch, by the node's form
 * @returns null where nothing has changed
 * @throws NodeApiError, NodeOperationError
 */
export async function pollChanges(
	context: IPollFunctions,
	service: Service,
	watch: () => Watched | Promise<Watched>,
): Promise<INodeExecutionData[][] | null> {
	// n8n keeps the context while the workflow is published; the credential may change meanwhile.
	const ownContext = Object.create(context) as IPollFunctions;
	const isTest = context.getMode() === 'manual';
	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (!isTest && running.has(place)) return null;
	if (!isTest) running.add(place);
	try {
		const watched = await watch();
		const api = serviceClient(service)(ownContext, 0);
		if (isTest) return await newestObject(api, service, watched);
		const { connection } = await scopeOf(ownContext, service);
		return await changedObjects(context, api, watched, connection);
	} catch (error) {
		throw spelledOut(context.getNode(), error);
	} finally {
		if (!isTest) running.delete(place);
	}
}

/**
 * Returns the names in an input.
 * @param label of the input
 * @throws FieldError where an expression returned no names: it must not stand for all of them
 */
export function namesIn(context: IPollFunctions, name: string, label: string): string[] {
	const given = context.getNodeParameter(name);
	const names = splitNames(given);
	const isExpression = String(context.getNode().parameters[name]).startsWith('=');
	if (isExpression && names.length === 0) {
		throw new FieldError(label, 'is an expression that returned nothing');
	}
	if (typeof given !== 'string' && !Array.isArray(given)) {
		throw new FieldError(label, 'must be a list of names');
	}
	return names;
}

/**
 * Returns the events that the user chose.
 * @throws FieldError where there is none
 */
export function eventsIn(context: IPollFunctions): string[] {
	const events = namesIn(context, 'events', 'Events');
	if (events.length === 0) throw new FieldError('Events', 'is empty: choose at least one');
	return events;
}

/** Names the account and the list, without saying which: static data is not encrypted. */
function sourceOf({ origin, account }: Identity, { resource }: Watched): string {
	return hash('sha256', JSON.stringify([origin, account, resource]), 'base64url').slice(0, 22);
}

async function changedObjects(
	context: IPollFunctions,
	api: ApiClient,
	watched: Watched,
	{ identity, unread }: Connection,
): Promise<INodeExecutionData[][] | null> {
	const wanted = PAGES_PER_POLL * watched.pageSize;
	const source = sourceOf(identity, watched);
	const compare = (lists: Lists, memory: Memory | undefined) =>
		changesIn(
			lists.map((list) => observationOf(list, watched)),
			memory,
			{ source, size: MEMORY_PER_OBJECT * wanted * lists.length },
		);
	const lists = await watched.read(api, wanted);
	// Without the credential's account, this list would pass for that of another one.
	if (unread) throw unread;
	const data = context.getWorkflowStaticData('node') as { memory?: Memory };
	const compared = compare(lists, data.memory);
	let { memory } = compared;
	const isFirst = data.memory?.source !== source;
	if (isFirst && lists.some(({ entries }) => entries.length >= watched.pageSize)) {
		// An object that was deleted while the pages were read moved others out of sight: they would be
		// new later.
		({ memory } = compare(await watched.read(api, wanted), memory));
	}
	const objects = new Map(
		lists.flatMap(({ entries }) => entries.map((entry) => [idOf(entry, watched), entry])),
	);
	const items = compared.changes.flatMap((change) => {
		const event = eventOf(change, watched);
		const entry = objects.get(change.id);
		return event && entry ? [itemOf(entry, { ...change, event }, watched)] : [];
	});
	// Only now: a poll that fails is repeated as a whole.
	if (!isSameMemory(data.memory, memory)) data.memory = memory;
	return items.length > 0 ? [items] : null;
}

function observationOf({ entries, isCut }: Newest<IDataObject>, watched: Watched): Observation {
	const objects = entries.map((entry) => ({
		id: idOf(entry, watched),
		status: watched.statusOf(entry),
	}));
	return { isCut, objects };
}

/**
 * Returns the newest object as a new one, for a test run: it shows the form of the items, and is not
 * remembered.
 * @throws GuardError where there is none
 */
async function newestObject(
	api: ApiClient,
	service: Service,
	watched: Watched,
): Promise<INodeExecutionData[][]> {
	const lists = await watched.read(api, watched.pageSize);
	// KillB's users are in two lists. Where objects have no such date, there is one list.
	const [entry] = lists
		.flatMap(({ entries }) => entries.slice(0, 1))
		.sort((one, other) => (String(one.createdAt) < String(other.createdAt) ? 1 : -1));
	if (entry === undefined) {
		throw new GuardError(
			'NOTHING_TO_SHOW',
			`${service.name} has no ${watched.plural} yet, so there is nothing to show`,
			'Create one and try again, or set mock data. A published workflow starts when the first one appears.',
		);
	}
	const event = { event: 'new', id: idOf(entry, watched), previousStatus: undefined };
	return [[itemOf(entry, event, watched)]];
}

/** Returns the item of a change: what *Get Many* returns for the object, and what happened to it. */
function itemOf(
	entry: IDataObject,
	{ event, id, previousStatus }: Pick<Change, 'id' | 'previousStatus'> & { event: string },
	{ summary }: Watched,
): INodeExecutionData {
	const change = { event, objectId: id, previousStatus: previousStatus ?? null };
	const [object] = [summary ? simplified(entry, summary) : entry].flat();
	return { json: { ...change, ...withoutError(object as IDataObject), ...change } };
}

/**
 * Returns the ID by which an object is recognised.
 * @throws GuardError for an object without one
 */
function idOf({ id }: IDataObject, { plural }: Watched): string {
	if (typeof id === 'string' || typeof id === 'number') return String(id);
	throw new GuardError(
		'ID_UNREADABLE',
		`The ${plural} of the response have no member "id", so changes cannot be recognized`,
		'Use a trigger with a webhook, or Get Many with n8n’s Remove Duplicates node.',
	);
}
