import path from 'node:path';
import { median } from 'simple-statistics';
import { installIntoN8n, nodesFolderOf, packPackage } from '../../test/support/n8n/packedPackage';
import * as manifest from '../../package.json';
import type { Bench, BenchContext, Section } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { load, type Loadable, type Loaded } from '../loading/load';
import { PEER } from '../loading/peer';
import { table } from '../page';
import { type Readings, readInTurns, seriesOf } from '../rounds';
import { ratioOf, summaryOf } from '../statistics';

const OURS = 'this package';
const THEIRS = 'Stripe, Stripe Trigger, Airtable of n8n';
const WITH_REST = 'this package, with all that it puts off';

/** Loading is fast, so more rounds cost little. */
const ROUNDS = 15;

async function run({ quick, folder, say }: BenchContext): Promise<Section> {
	const userFolder = path.join(folder, 'loading');
	const tarball = await packPackage(userFolder);
	await installIntoN8n(tarball, userFolder);
	const directory = path.join(nodesFolderOf(userFolder), 'node_modules', manifest.name);
	const { nodes, credentials } = manifest.n8n;
	const ours: Loadable = { directory, parts: { nodes, credentials } };
	const variants: Record<string, Loadable> = {
		[OURS]: ours,
		[THEIRS]: PEER,
		[WITH_REST]: { ...ours, all: true },
	};
	const rounds = quick ? 2 : ROUNDS;
	for (const [name, one] of Object.entries(variants)) {
		say(`loading once, so that the files are in the system's cache: ${name}`);
		await load(one, userFolder);
	}
	say(`loading ${rounds} times each, in turns`);
	const loads = await readInTurns(
		rounds,
		Object.fromEntries(
			Object.entries(variants).map(([name, one]) => [
				name,
				async () => await load(one, userFolder),
			]),
		),
	);
	const series = seriesOf(loads, ({ milliseconds }) => milliseconds);
	const memory = seriesOf(loads, ({ bytes }) => bytes / 1000);
	const rows = memory.map((one, index) => {
		const { median: middle, lowest, highest } = summaryOf(one);
		const of = (what: 'files' | 'described') =>
			median((loads[index] as Readings<Loaded>).values.map((loaded) => loaded[what]));
		return [
			one.name,
			figure(middle),
			`${figure(lowest)} – ${figure(highest)}`,
			figure(of('files')),
			figure(of('described') / 1000),
		];
	});
	const headings = ['', 'Memory (kB)', 'Span', 'Files', 'Descriptions (kB of JSON)'];
	const what = 'Loading nodes and credentials, against Stripe, Stripe Trigger and Airtable';
	return {
		title: 'Loading the package',
		method: METHOD,
		unit: 'ms',
		series,
		findings: [
			compareToGoal(`${what}: time`, ratioOf(series, OURS, THEIRS), '≤', 1, '×'),
			compareToGoal(`${what}: memory`, ratioOf(memory, OURS, THEIRS), '≤', 1, '×'),
		],
		details: `With all that it puts off, which the other package loads at once, this package takes ${figure(ratioOf(series, WITH_REST, THEIRS))} × the time and ${figure(ratioOf(memory, WITH_REST, THEIRS))} × the memory of the other.\n\n${table(headings, rows)}`,
		remarks: REMARKS,
	};
}

const METHOD = `What npm packs is installed into an n8n's folder. A fresh process on n8n's Node then loads it with \`PackageDirectoryLoader\` of n8n-core, as n8n
loads a community package when it starts: \`require\` of each file that package.json names, \`new\` of its class, its description read and checked. The other package is n8n's own
\`n8n-nodes-base\`, by the same loader, cut down to three nodes and the credentials that they name. n8n-core and n8n-workflow are there before, and count for neither; the loader has run once; the files
are in the system's cache; Node keeps no compiled code. ${ROUNDS} rounds, because a load is short. Time is that of \`loadAll\`. Memory is what is in use after a full garbage collection, on the heap and outside of it, over
what it was before: the resident set grows and shrinks by more than both packages take.`;

const REMARKS = [
	`n8n needs the forms when it starts, and code when something runs. So the build works out the forms of the two action nodes and ships them as JSON, each input once; the code of
the operations, of the triggers and of signing and sessions is loaded at its first use, which then takes what the last row of the chart has more than the first. That happens once in a process, and never in one that does not use the
node. The other package's files have no such part: it loads all its code at once here.`,
	`n8n does the same for its own nodes, where it can do more: it starts with a list of all descriptions that was made at build time, and loads a node of \`n8n-nodes-base\`, form and all, at its first use. It does not do so for community packages. So this compares
what the packages cost when they are loaded, and not what they add to a start of n8n.`,
	`The last row is also what the package would take if nothing were put off, but for the two forms being made of the operations instead of read: the text of the code stays in memory beside what it makes. It was tried so first, and did not meet the goal for
memory; one file for each of the sources, as the compiler makes them, met none of the three.`,
	`Nothing is minified or renamed, except where two things in a file would have the same name. Comments and declarations are left out: with them the package would not meet the goal for its size. Both are in the sources.`,
];

export const bench: Bench = { name: 'loading', run };
