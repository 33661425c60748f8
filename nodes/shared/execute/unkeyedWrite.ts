import type { IDataObject } from 'n8n-workflow';
import { GuardError, isOutcomeUnknown } from '../errors/failure';
import { memoryOf, runIndexOf, type UnkeyedRecord } from '../operation/executionMemory';
import type { WritePlace } from '../operation/idempotency';
import { ItemWithFiles, type Operation, type Results } from '../operation/operation';
import type { ApiClient } from '../client/service';
import { Cancelled } from '../client/scope';

/** One write that the service does not deduplicate. */
interface UnkeyedWrite {
	/** how messages name the service */
	service: string;
	operation: Operation;
	place: WritePlace;
	values: Readonly<Record<string, unknown>>;
}

/**
 * Executes a write once over all attempts of its execution: a finished item is not sent again and
 * returns its first result. An item whose outcome is unknown is not sent again either, unless the
 * user allows it.
 * @param api its requests other than reads count as sent
 * @param run runs the operation with the given client
 * @throws GuardError for an item whose outcome is unknown, or that was executed with other content;
 *   whatever `run` throws
 */
export async function unkeyedWrite(
	write: UnkeyedWrite,
	api: ApiClient,
	run: (api: ApiClient) => Promise<Results>,
): Promise<Results> {
	const { operation, place, values } = write;
	const { records, slot } = recordsOf(place);
	const known = records[slot];
	const requested = requestedOf(operation, values);
	if (known?.state === 'done') return firstResult(write, known, requested);
	if (known && values.sendAgainIfUnknown !== true) throw stillUnknown(write, known);

	const settle = (record: UnkeyedRecord | undefined) => {
		if (record) records[slot] = record;
		else delete records[slot];
	};
	let wasSent = false;
	const results = await run({
		send: async (request) => {
			if (request.method === 'GET') return await api.send(request);
			wasSent = true;
			settle({ state: 'unknown' });
			return await api.send(request).catch((error: unknown) => {
				const isOpen = isOutcomeUnknown(error) || error instanceof Cancelled;
				const because = error instanceof Error ? error.message : '';
				// A rejection of this attempt does not settle an earlier one's outcome.
				settle(isOpen ? { state: 'unknown', because } : known);
				throw error;
			});
		},
	});
	// Without an execution there is no retry that needs the result.
	if (wasSent)
		settle(place.call?.hasExecution === false ? undefined : doneWith(results, requested));
	return results;
}

/** Returns what a retry must not change: the IDs in the form, and what the operation compares. */
function requestedOf(
	{ fields, compare }: Operation,
	values: UnkeyedWrite['values'],
): Record<string, string> {
	const ids = Object.entries(fields)
		.filter(([name]) => /Ids?$/.test(name))
		.map(([name, { property }]) => ({ label: property.displayName, asked: values[name] }));
	return Object.fromEntries(
		[...ids, ...(compare?.({ ...values }, {}) ?? [])].map(({ label, asked }) => [
			label,
			typeof asked === 'object' ? JSON.stringify(asked) : String(asked),
		]),
	);
}

function doneWith(results: Results, requested: Record<string, string>): UnkeyedRecord {
	const items = results instanceof ItemWithFiles ? [results.json] : [results].flat();
	return { state: 'done', items: structuredClone(items), asked: requested };
}

/** Returns the stored result, flagged as a replay. */
function firstResult(
	{ service }: UnkeyedWrite,
	{ items = [], asked: requested = {} }: UnkeyedRecord,
	now: Record<string, string>,
): IDataObject[] {
	// A former version of this package stored less.
	const changed = Object.keys(now).filter(
		(label) => requested[label] !== undefined && requested[label] !== now[label],
	);
	if (changed.length > 0) {
		const what = changed.map((label) => {
			const [was, is] = shownDifference(requested[label] ?? '', now[label] ?? '');
			return `${label} was ${was} and is now ${is}`;
		});
		throw new GuardError(
			'ALREADY_DONE_DIFFERENTLY',
			`An earlier attempt of this execution already did this item with different values: ${what.join('; ')}`,
			`Nothing was done now. The first result still stands at ${service}. To do it with the new values as well, start a new execution.`,
		);
	}
	return structuredClone(items).map((item) => ({ ...item, idempotency: { alreadyDone: true } }));
}

/** The longest part of a value in a message, and how much of it stands before the difference. */
const SHOWN_CHARACTERS = 80;
const BEFORE_DIFFERENCE = 20;

/** Returns the parts of two different texts in which they differ. */
function shownDifference(one: string, other: string): string[] {
	let same = 0;
	while (same < one.length && one[same] === other[same]) same++;
	const isShort = Math.max(one.length, other.length) <= SHOWN_CHARACTERS;
	const start = isShort ? 0 : Math.max(0, same - BEFORE_DIFFERENCE);
	const end = start + SHOWN_CHARACTERS;
	return [one, other].map((text) =>
		[start > 0 ? '…' : '', text.slice(start, end), text.length > end ? '…' : ''].join(''),
	);
}

function stillUnknown(
	{ service, operation, place }: UnkeyedWrite,
	{ because }: UnkeyedRecord,
): GuardError {
	return new GuardError(
		'EARLIER_OUTCOME_UNKNOWN',
		`The outcome of an earlier attempt is unknown: ${service} may have processed it already, so it was not sent again`,
		[
			because ? `That attempt failed with: “${because}”` : '',
			`First check at ${service} whether it was done (${operation.action}).`,
			place.call
				? 'To allow another attempt, turn on Send Again If Outcome Is Unknown in the node.'
				: 'If it was not, run what is missing in a new execution, or turn on Send Again If Outcome Is Unknown and retry.',
		]
			.filter(Boolean)
			.join(' '),
	);
}

/**
 * Returns the records of a write: by the item's place for an execution, by the input for a tool
 * call.
 */
function recordsOf({ context, itemIndex, operation, call }: WritePlace) {
	if (call) return { records: call.unkeyed, slot: String(call.number) };
	const slot = `${runIndexOf(context, itemIndex)}.${itemIndex}.${operation}`;
	return { records: memoryOf(context).unkeyed, slot };
}
