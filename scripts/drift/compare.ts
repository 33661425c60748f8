import type { Facts } from './openApi';

/** The differences; empty if there are none. */
interface Drift {
	/** Operations that KillB publishes and the nodes don't have. */
	added: string[];
	/** Operations that the nodes send and KillB no longer publishes. */
	removed: string[];
	/** Operations that both have and that differ. */
	changed: Array<{ operation: string; gone: string[]; fresh: string[] }>;
}

export function driftOf(known: Facts, published: Facts): Drift {
	const changed = [...known].flatMap(([operation, sentences]) => {
		const others = published.get(operation);
		if (!others) return [];
		const gone = [...sentences].filter((sentence) => !others.has(sentence)).sort();
		const fresh = [...others].filter((sentence) => !sentences.has(sentence)).sort();
		return gone.length + fresh.length === 0 ? [] : [{ operation, gone, fresh }];
	});
	return {
		added: [...published.keys()].filter((operation) => !known.has(operation)).sort(),
		removed: [...known.keys()].filter((operation) => !published.has(operation)).sort(),
		changed,
	};
}

export const hasDrifted = ({ added, removed, changed }: Drift): boolean =>
	added.length + removed.length + changed.length > 0;

/** Formats the differences as Markdown, for an issue. */
export function reportOf(drift: Drift): string {
	if (!hasDrifted(drift)) return "KillB's operations are those that the nodes were made from.\n";
	const list = (title: string, lines: string[]) =>
		lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
	const parts = [
		"KillB's OpenAPI document differs from `sandbox/killb/operations.json`, which the nodes and the sandbox were made from.",
		...list('No longer there', drift.removed),
		...drift.changed.flatMap(({ operation, gone, fresh }) =>
			list(operation, [
				...gone.map((sentence) => `no longer: ${sentence}`),
				...fresh.map((sentence) => `new: ${sentence}`),
			]),
		),
		...list('New, and not in the nodes', drift.added),
	];
	return `${parts.join('\n\n')}\n`;
}
