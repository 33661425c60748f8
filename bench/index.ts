/**
 * `npm run bench`: measures the package and its alternatives, and writes docs/performance.md with
 * its charts.
 *
 * `-- --json FILE` also writes `[{bench, value, goal, met}]`. `-- --quick` measures little, to
 * check that everything works, and `-- --only NAME` measures one bench; both write their page below
 * `.tmp/bench`, because the page in docs/ is from one complete run. `-- --only NAME --update`
 * replaces these chapters of the page and notes their date. `-- --draw` measures nothing and
 * redraws page and charts from docs/performance.json. Exits with 1 if something could not be
 * measured; a goal that is not met is reported but is not a failure.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { LAZY_EXPRESSIONS } from '../test/support/n8n/lazyExpressions';
import { root, scratchFolder } from '../test/support/n8n/runtime';
import { startStack, type Stack } from '../test/support/n8n/stack';
import type { Bench, BenchContext } from './bench';
import { BENCHES } from './benches';
import { chartOf, figure } from './chart';
import { benchEnvironment } from './environment';
import { describeMachine, shareInUse } from './machine';
import { page, type Record, updated } from './page';

const { values } = parseArgs({
	options: {
		json: { type: 'string' },
		quick: { type: 'boolean', default: false },
		only: { type: 'string', multiple: true, default: [] },
		update: { type: 'boolean', default: false },
		draw: { type: 'boolean', default: false },
	},
});
const NAMES = BENCHES.map(({ name }) => name);
const ROUNDS = values.quick ? 1 : 5;
/** Emptied at every run, so concurrent runs need separate folders. */
const FOLDER = process.env['BENCH_FOLDER'] ?? path.join(scratchFolder, 'bench');
const stops: Array<() => Promise<void>> = [];
let started: Promise<Stack> | undefined;
let startedLazy: Promise<Stack> | undefined;

const say = (message: string) => process.stderr.write(`  ${message}\n`);
const context: BenchContext = {
	quick: values.quick,
	rounds: ROUNDS,
	say,
	folder: FOLDER,
	stack: () => (started ??= start('stack', {})),
	lazyStack: () => (startedLazy ??= start('lazy', LAZY_EXPRESSIONS)),
};

async function start(name: string, env: NodeJS.ProcessEnv): Promise<Stack> {
	return await startStack({
		folder: path.join(FOLDER, name),
		env: { ...benchEnvironment(FOLDER), ...env },
		onStarted: (stop) => stops.unshift(stop),
		step: async (title, work) => {
			say(`${title} …`);
			return await work();
		},
	});
}

async function main(): Promise<void> {
	if (values.draw) return await write(readRecord());
	const benches = chosen();
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	const sections: Record['sections'] = [];
	for (const { name, run } of benches) {
		process.stderr.write(`\n=== ${name}\n`);
		const busy = await shareInUse();
		const section = await run(context);
		for (const { bench, value, goal, met } of section.findings) {
			say(`${met ? 'met' : 'NOT met'}: ${bench}: ${figure(value)} (${goal})`);
		}
		sections.push({ name, busy, ...section });
	}
	const { quick } = values;
	const record = { machine: describeMachine(), quick, rounds: ROUNDS, sections };
	await write(values.update ? updated(readRecord(), record, NAMES) : record);
}

/**
 * Returns the benches to run.
 * @throws Error for an unknown name
 */
function chosen(): Bench[] {
	const unknown = values.only.find((name) => !NAMES.includes(name));
	if (unknown !== undefined) {
		throw new Error(`There is no bench ${unknown}. There are: ${NAMES.join(', ')}`);
	}
	return values.only.length === 0
		? BENCHES
		: BENCHES.filter(({ name }) => values.only.includes(name));
}

function readRecord(): Record {
	return JSON.parse(readFileSync(path.join(root, 'docs', 'performance.json'), 'utf8')) as Record;
}

async function write(record: Record): Promise<void> {
	const isWhole = values.only.length === 0 || values.update;
	const folder = isWhole && !values.quick ? path.join(root, 'docs') : FOLDER;
	const charts = path.join(folder, 'performance');
	rmSync(charts, { recursive: true, force: true });
	mkdirSync(charts, { recursive: true });
	for (const section of record.sections) {
		writeFileSync(path.join(charts, `${section.name}.svg`), chartOf(section));
	}
	const json = path.join(folder, 'performance.json');
	const options = { ...(await resolveConfig(json)), filepath: json };
	writeFileSync(json, await format(JSON.stringify(record), options));
	writeFileSync(path.join(folder, 'performance.md'), page(record));
	if (values.json !== undefined) {
		const findings = record.sections.flatMap((section) => section.findings);
		writeFileSync(values.json, `${JSON.stringify(findings, null, '\t')}\n`);
	}
	say(`written: ${path.join(folder, 'performance.md')}`);
}

main()
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	})
	.finally(async () => {
		for (const stop of stops) await stop();
	});
