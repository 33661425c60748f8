import { type IDataObject, NodeApiError, type NodeOperationError } from 'n8n-workflow';
import { isUnkeyed, ItemWithFiles, type Operation, type Results } from '../operation/operation';
import type { IdempotencyKey } from './idempotentWrite';
import { lines, sentences, withoutStop } from '../../../core/sentences';
import { isOutcomeUnknown } from '../errors/failure';

/** Longer lists are cut in texts; the details are complete. */
const MOST_NAMED = 20;

/** How a write is protected against repetition, the weakest first. */
const PROTECTIONS = ['none', 'automatic', 'reference'] as const;
type Protection = (typeof PROTECTIONS)[number];

/** The state of one item. */
interface ItemReport {
	reference?: string;
	protection?: Protection;
	/** the ID of the created or changed record */
	id?: string;
	state: 'begun' | 'done' | 'failed' | 'unknown';
}

/**
 * Tracks the writes of a run that were executed, so that the user can decide whether to run it
 * again. Reads are not tracked: reading again changes nothing.
 */
export class Progress {
	private readonly items: ItemReport[] = [];

	constructor(
		private readonly operation: Operation,
		private readonly total: number,
	) {}

	begin(item: number): void {
		this.items[item] = { state: 'begun' };
	}

	/** Records the idempotency key of an item. */
	recordKey(item: number, idempotencyKey: IdempotencyKey | undefined): void {
		const report = this.items[item];
		if (!report || !idempotencyKey) return;
		report.protection = idempotencyKey.isOwn ? 'reference' : 'automatic';
		if (idempotencyKey.reference !== undefined) report.reference = idempotencyKey.reference;
	}

	done(item: number, results: Results): void {
		const id = idOf(results);
		this.items[item] = { ...this.items[item], state: 'done', ...(id === undefined ? {} : { id }) };
	}

	/**
	 * Records a failed item.
	 * @param isUnknown whether it may have been executed nevertheless
	 */
	failed(item: number, isUnknown: boolean): void {
		this.items[item] = { ...this.items[item], state: isUnknown ? 'unknown' : 'failed' };
	}

	/** Adds the executed writes to the error that ends the run. */
	tell(error: NodeApiError | NodeOperationError, item: number): void {
		if (!this.isWorthTelling) return;
		const done = this.having('done');
		const reference = this.items[item]?.reference;
		const which = `item ${item + 1} of ${this.total}${reference === undefined ? '' : `, reference ${reference}`}`;
		error.message = `${withoutStop(error.message)} (${which}; ${earlier(done.filter((index) => index < item).length)})`;
		error.description = lines([
			error.description ?? '',
			sentences([this.whatStands(done), this.notBegun(), this.again(done)]),
		]);
		error.context.data = {
			...(error.context.data as IDataObject | undefined),
			itemNumber: item + 1,
			...(reference === undefined ? {} : { reference }),
			itemsDone: done.map((index) => ({ item: index + 1, ...this.named(index) })),
		};
	}

	/**
	 * Returns the hint about executed writes after a run that continued on failures; undefined where
	 * nothing failed.
	 */
	hint(): string | undefined {
		const unknown = this.having('unknown');
		const failed = [...this.having('failed'), ...unknown].sort((a, b) => a - b);
		if (failed.length === 0 || !this.isWorthTelling) return undefined;
		const done = this.having('done');
		return [
			`${failed.length} of ${this.total} items failed: ${this.list(failed)}.`,
			unknown.length === 0 ? '' : `Of these, the outcome is unknown: ${this.list(unknown)}.`,
			this.whatStands(done),
			this.again(done),
		]
			.filter(Boolean)
			.join(' ');
	}

	private get isWorthTelling(): boolean {
		return this.total > 1 && this.operation.effect !== 'none';
	}

	private whatStands(done: number[]): string {
		return done.length === 0 ? '' : `Done: ${this.list(done)}.`;
	}

	private notBegun(): string {
		const count = this.total - this.items.length;
		return count > 0 ? `Not started: ${count === 1 ? '1 item' : `${count} items`}.` : '';
	}

	private again(done: number[]): string {
		if (done.length === 0) return '';
		switch (this.weakest(done)) {
			case 'reference':
				return 'Running it again does not repeat the completed items, because their references are known.';
			case 'automatic':
				return 'Retry in the executions list does not repeat the completed items. A new execution, including one started in the editor, repeats all of them. To be safe in both cases, choose a reference under Protection Against Duplicates.';
			case 'none':
				return 'Retry in the executions list does not repeat the completed items. A new execution, including one started in the editor, repeats all of them.';
		}
	}

	/** Returns the weakest protection of these items: each of them may have another one. */
	private weakest(items: number[]): Protection {
		if (isUnkeyed(this.operation)) return 'none';
		const given = items.map((index) => this.items[index]?.protection ?? 'none');
		return PROTECTIONS.find((one) => given.includes(one)) ?? 'none';
	}

	private having(state: ItemReport['state']): number[] {
		return [...this.items.keys()].filter((index) => this.items[index]?.state === state);
	}

	private list(indexes: number[]): string {
		const named = indexes.slice(0, MOST_NAMED).map((index) => this.nameOf(index));
		const more = indexes.length - named.length;
		return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
	}

	private nameOf(index: number): string {
		const facts = Object.entries(this.named(index)).map(([name, value]) =>
			name === 'id' ? `ID ${value}` : `reference ${value}`,
		);
		return `item ${index + 1}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
	}

	private named(index: number): Record<string, string> {
		const { id, reference } = this.items[index] ?? {};
		return {
			...(id === undefined ? {} : { id }),
			...(reference === undefined ? {} : { reference }),
		};
	}
}

function earlier(count: number): string {
	if (count === 0) return 'no earlier items were done';
	return count === 1 ? '1 earlier item was done' : `${count} earlier items were done`;
}

/** Finds a record's ID, which the vendors name `id` or after its type. */
function idOf(results: Results): string | undefined {
	const item = results instanceof ItemWithFiles ? results.json : [results].flat()[0];
	const found = ['id', 'jobId', 'documentId', 'rampId', 'userId'].map((name) => item?.[name]);
	const id = found.find((value) => typeof value === 'string' || typeof value === 'number');
	return id === undefined ? undefined : String(id);
}

/** A write that failed. */
interface FailedWrite {
	/** how messages name the service */
	service: string;
	operation: Operation;
	/** its idempotency key; undefined where there is none */
	idempotencyKey: IdempotencyKey | undefined;
	/** whether a model called it */
	isTool: boolean;
}

/**
 * Says in the error's message that a write may have been executed, and what another call does:
 * models, MCP clients and a workflow's error branch see only the message.
 */
export function tellUnknownOutcome(error: unknown, write: FailedWrite): void {
	if (!isOutcomeUnknown(error) || !(error instanceof NodeApiError)) return;
	error.message = sentences([
		error.message,
		`The outcome is unknown: ${write.service} may have processed the request`,
		adviceFor(write),
	]);
}

function adviceFor({ service, operation, idempotencyKey, isTool }: FailedWrite): string {
	if (isUnkeyed(operation)) {
		return isTool
			? `Do not call this tool again until a person has checked at ${service} whether it was done.`
			: `Check at ${service} whether it was done before you run it again.`;
	}
	if (!idempotencyKey)
		return `${isTool ? 'Call' : 'Run it'} again: it sets the same values, so repeating it is safe.`;
	if (isTool) {
		return 'To find out, call again with exactly the same input: it is not done twice. Different input would do it again.';
	}
	return idempotencyKey.isOwn
		? 'To find out, run it again with the same reference: it is not done twice.'
		: 'To find out, retry this execution: it is not done twice. A new execution would do it again.';
}
