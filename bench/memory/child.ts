/**
 * `node --expose-gc --import tsx bench/memory/child.ts READER MEASURE FIELDS`: reads all users, and
 * prints by how many bytes memory grew after everything was loaded.
 *
 * MEASURE `live`: the largest amount of reachable memory, measured after a full garbage collection,
 * once per second and at the end. MEASURE `resident`: the largest resident set, with V8's own
 * garbage collection; Linux only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { loadAll, node, plain } from './readers';
import { digestOf } from './users';

export interface Grown {
	bytes: number;
	count: number;
	digest: string;
}

const SAMPLED_EVERY_MS = 1000;

async function main(): Promise<void> {
	const [reader, measure, fields = '{}'] = process.argv.slice(2);
	const login = JSON.parse(fields) as IDataObject;
	await loadAll(login);
	const read = async () => await (reader === 'node' ? node : plain)(login);
	const { bytes, result } = measure === 'live' ? await live(read) : await resident(read);
	const grown: Grown = { bytes, count: result.ids.length, digest: digestOf(result.ids) };
	process.stdout.write(JSON.stringify(grown));
}

async function live<T>(work: () => Promise<T>): Promise<{ bytes: number; result: T }> {
	const before = reachable();
	let largest = before;
	const sample = () => {
		largest = Math.max(largest, reachable());
	};
	const sampling = setInterval(sample, SAMPLED_EVERY_MS);
	const result = await work();
	clearInterval(sampling);
	sample();
	return { bytes: largest - before, result };
}

/** Returns the bytes in use after a full garbage collection, on the heap and in buffers. */
function reachable(): number {
	// Twice, because finalizers of the first collection may keep other objects alive.
	for (let n = 0; n < 2; n++) (globalThis.gc as () => void)();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

async function resident<T>(work: () => Promise<T>): Promise<{ bytes: number; result: T }> {
	(globalThis.gc as () => void)();
	// Resets the peak resident set to the current one (proc(5), clear_refs).
	writeFileSync('/proc/self/clear_refs', '5');
	const before = largestResident();
	const result = await work();
	return { bytes: largestResident() - before, result };
}

function largestResident(): number {
	const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
	return Number(kilobytes) * 1024;
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
