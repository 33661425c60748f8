import type { INodeProperties } from 'n8n-workflow';
import type { Snapshot } from '../../compatibility/contract/snapshot';

/** Any member of plain JSON, by its path. */
type Parent = Record<string, unknown> | unknown[];

/** A place in a snapshot where something can be changed. */
export interface Place {
	path: Array<string | number>;
	value: unknown;
}

/** All places whose value matches. */
export function placesIn(
	value: unknown,
	isWanted: (one: unknown, path: Place['path']) => boolean,
	path: Place['path'] = [],
): Place[] {
	const own = isWanted(value, path) ? [{ path, value }] : [];
	if (typeof value !== 'object' || value === null) return own;
	const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
	return [
		...own,
		...keys.flatMap((key) =>
			placesIn((value as Record<string | number, unknown>)[key], isWanted, [...path, key]),
		),
	];
}

/** A copy of the snapshot with one place changed, given the value and its parent. */
export function changedAt(
	snapshot: Snapshot,
	{ path }: Place,
	change: (parent: Parent & Record<string | number, unknown>, key: string | number) => void,
): Snapshot {
	const copy = copyOf(snapshot);
	const key = path.at(-1);
	if (key === undefined) throw new Error('The whole snapshot has no place');
	let parent = copy as unknown as Record<string | number, unknown>;
	for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent;
	change(parent as Parent & Record<string | number, unknown>, key);
	return copy;
}

/** The result of a saved file. */
export function copyOf(snapshot: Snapshot): Snapshot {
	return JSON.parse(JSON.stringify(snapshot)) as Snapshot;
}

/** Removes a member of an array or an object. */
export function remove(parent: Parent & Record<string | number, unknown>, key: string | number) {
	if (Array.isArray(parent)) parent.splice(Number(key), 1);
	else delete parent[key];
}

export const isField = (one: unknown): one is INodeProperties =>
	typeof one === 'object' &&
	one !== null &&
	'type' in one &&
	'name' in one &&
	'default' in one &&
	!('url' in one);
