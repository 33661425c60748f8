import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { errorIn, type NodeResult } from '../../support/engine';
import type { Finding } from '../finding';
import { madeIn } from '../observed';
import type { Stage } from '../stage';
import { nameOf, type Subject } from '../subject';
import { SUBJECTS } from '../subjects';

/** The operations that order, pay, exchange, register or act on a service under a key. */
export const KEYED: Subject[] = SUBJECTS.filter((subject) =>
	[
		'kernelHost.order.create',
		'kernelHost.service.reboot',
		'killB.payout.create',
		'killB.ramp.create',
		'killB.ramp.quoteAndCreate',
		'killB.user.create',
		'killB.account.create',
	].includes(nameOf(subject)),
);

/** Selects the node's automatic key, for either service. */
export function automatic({ node }: Subject): INodeParameters {
	return node === 'killB' ? { externalIdMode: 'automatic' } : { idempotencyMode: 'automatic' };
}

/** Selects a key by an expression. */
export function underReference({ node }: Subject, expression: string): INodeParameters {
	return node === 'killB'
		? { externalIdMode: 'own', externalId: expression }
		: { idempotencyMode: 'reference', businessReference: expression };
}

/** Creates items with a reference each, and with what the operation needs. */
export async function itemsFor(
	stage: Stage,
	subject: Subject,
	count: number,
	name: string,
): Promise<IDataObject[]> {
	const made = await subject.prepare?.(stage.sandbox, count);
	return Array.from({ length: count }, (_, item) => ({ ref: `${name}.${item}`, ...made?.[item] }));
}

/** Counts what is new in the sandbox since the call. */
export function counter(stage: Stage, subject: Subject): () => number {
	const before = madeIn(stage, subject).things;
	return () => {
		const things = madeIn(stage, subject).things ?? new Map<string, undefined>();
		return [...things.keys()].filter((id) => !before?.has(id)).length;
	};
}

/** The ids of the executions' items, without those that failed. */
export function shownIds(results: NodeResult[]): unknown[] {
	return results
		.flatMap(({ items }) => items)
		.filter(({ json }) => !errorIn(json))
		.map(({ json }) => json.id);
}

/** Findings that count something. */
export function counted(findings: Array<[kind: Finding['kind'], count: number, what: string]>) {
	return findings
		.filter(([, count]) => count > 0)
		.map(([kind, count, what]): Finding => ({ kind, count, what }));
}

/** The texts of the executions' errors. */
export function errorsOf(results: NodeResult[]): string[] {
	return results.flatMap(({ error, items }) => [
		...(error ? [`${error.message} ${error.description ?? ''}`] : []),
		...items
			.map(({ json }) => errorIn(json))
			.filter((found) => found !== undefined)
			.map(({ message, description = '' }) => `${String(message)} ${String(description)}`),
	]);
}
