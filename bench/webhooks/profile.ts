import type { Profiler as Inspector } from 'node:inspector';
import { randomUUID } from 'node:crypto';
import { chain, node } from '../../test/support/n8n/chain';
import type { Stack } from '../../test/support/n8n/stack';
import { waitFor } from '../../test/support/n8n/waitFor';
import { throwAwayType } from '../requests/throwAwayNodes';

/** Milliseconds of processor time by what they were spent on. */
export type Spent = Record<Part, number>;

export const PARTS = [
	'V8 isolates of n8n’s expression engine',
	'garbage collection',
	'database',
	'this package',
	'HTTP',
	'the rest of n8n',
	'V8 and Node outside of JavaScript',
	'other threads',
] as const;

type Part = (typeof PARTS)[number];

/** By the file of a function; the first that fits. What is native counts for the function that called it. */
const FILES: ReadonlyArray<[RegExp, Part]> = [
	[/[\\/](isolated-vm|expression-runtime)[\\/]/, 'V8 isolates of n8n’s expression engine'],
	[/[\\/]n8n-nodes-kernelhost-killb[\\/]/, 'this package'],
	[/[\\/](sqlite3|sqlite-pooled|typeorm)[\\/]/, 'database'],
	[
		/^node:(_?http|net|internal\/(http|stream|net))|[\\/](express|router|body-parser|raw-body)[\\/]/,
		'HTTP',
	],
	[/./, 'the rest of n8n'],
];

/** What the profiler itself names. */
const NAMES = new Map<string, Part>([
	['(garbage collector)', 'garbage collection'],
	['(program)', 'V8 and Node outside of JavaScript'],
]);

/** V8's profiler in n8n's own process, by a throw-away trigger. */
export class N8nProfiler {
	private constructor(private readonly url: string) {}

	static async publish({ client }: Stack): Promise<N8nProfiler> {
		const webhookId = randomUUID();
		const trigger = node({ name: 'Profiler', type: throwAwayType('benchProfiler'), webhookId });
		const end = node({ name: 'End', type: 'n8n-nodes-base.noOp' });
		await client.publish(await client.createWorkflow(chain('profiler', [trigger, end])));
		const url = `${client.url}/webhook/${webhookId}/webhook`;
		await waitFor(`${url} to be live`, async () => {
			const text = await (await fetch(url, { method: 'DELETE' })).text();
			return text.includes('not registered for DELETE') || undefined;
		});
		return new N8nProfiler(url);
	}

	/** What n8n's process spent its processor time on while something was done. */
	async during(work: () => Promise<unknown>): Promise<Spent> {
		await this.turn();
		await work();
		const { profile, microseconds } = await this.turn();
		return spentIn(profile, microseconds);
	}

	private async turn(): Promise<{ profile: Inspector.Profile; microseconds: number }> {
		const response = await fetch(this.url, { method: 'POST' });
		if (!response.ok) throw new Error(`${this.url}: ${response.status}`);
		return (await response.json()) as { profile: Inspector.Profile; microseconds: number };
	}
}

/** @param microseconds of all threads of the process; the profile is of the main thread alone */
export function spentIn(profile: Inspector.Profile, microseconds: number): Spent {
	const spent = Object.fromEntries(PARTS.map((part) => [part, 0])) as Spent;
	const partOf = partsOf(profile.nodes);
	let main = 0;
	profile.samples?.forEach((id, index) => {
		const part = partOf.get(id);
		if (part === undefined) return;
		const milliseconds = (profile.timeDeltas?.[index] ?? 0) / 1000;
		spent[part] += milliseconds;
		main += milliseconds;
	});
	spent['other threads'] = Math.max(0, microseconds / 1000 - main);
	return spent;
}

/** The part of each node of the tree; none for idleness. */
function partsOf(nodes: Inspector.ProfileNode[]): Map<number, Part> {
	const byId = new Map(nodes.map((one) => [one.id, one]));
	const parts = new Map<number, Part>();
	const visit = (id: number, inherited: Part | undefined): void => {
		const { callFrame, children } = byId.get(id) as Inspector.ProfileNode;
		const { functionName, url } = callFrame;
		const part =
			NAMES.get(functionName) ??
			(url === '' ? inherited : FILES.find(([pattern]) => pattern.test(url))?.[1]);
		if (part !== undefined && functionName !== '(idle)') parts.set(id, part);
		for (const child of children ?? []) visit(child, part);
	};
	const children = new Set(nodes.flatMap((one) => one.children ?? []));
	for (const { id } of nodes) if (!children.has(id)) visit(id, undefined);
	return parts;
}
