import { withBetween } from '../../scripts/betweenMarkers';
import { table } from '../page';
import { DOCUMENTED } from './limits';
import { type Outcome, type Setting, simulate } from './simulation';

export const WORKERS = [1, 2, 4, 8, 16, 32, 64];
export const KEYS = [1, 10, 100];
/** For the waiting times: with more than the limit lets through every wait grows for ever. */
const LOAD = 0.9;

/** A setting with more orders than the limit lets through, and the same with less. */
export interface Row extends Setting {
	busy: Outcome;
	waiting: Outcome;
}

/** Every number of workers with every number of keys, each worker with an address of its own: what one key's limit does. */
export function grid(ofKeys = KEYS): Row[] {
	return ofKeys.flatMap((keys) =>
		WORKERS.map((workers) => row({ workers, keys, addresses: workers })),
	);
}

/** The same with one address for all: what the limit by address does. */
function behindOneAddress(): Row[] {
	return [10, 20, 100].flatMap((keys) =>
		[1, 8, 64].map((workers) => row({ workers, keys, addresses: 1 })),
	);
}

/** Each worker's credential limited to its part of the key's limit. */
function divided(): Row[] {
	return [2, 8, 20, 60].map((workers) => {
		const credential = {
			adjustLimits: true,
			requestsPerMinute: DOCUMENTED.perKey / workers,
			burst: Math.max(1, Math.floor(DOCUMENTED.burst / workers)),
		};
		return row({ workers, keys: 10, addresses: workers, credential });
	});
}

function row(setting: Omit<Setting, 'offered'>): Row {
	return {
		...setting,
		offered: 'more',
		busy: simulate({ ...setting, offered: 'more' }),
		waiting: simulate({ ...setting, offered: (LOAD * DOCUMENTED.perKey) / 60 }),
	};
}

const HEADINGS = [
	...['Keys', 'Workers', 'Of the keys’ limit', '429s', 'Given up', 'Fairness'],
	...['429s at 90 %', 'Wait at 90 %: median', '95 of 100'],
];

/** A table of settings; Markdown. */
export function tableOf(rows: readonly Row[]): string {
	const cells = ({ keys, workers, busy, waiting }: Row) => [
		...[String(keys), String(workers), percent(busy.throughput), percent(busy.refused)],
		...[percent(busy.failed), busy.fairness.toFixed(2), percent(waiting.refused)],
		...[`${waiting.wait.median.toFixed(1)} s`, `${waiting.wait.most.toFixed(1)} s`],
	];
	return table(HEADINGS, rows.map(cells));
}

function percent(part: number): string {
	return `${(part * 100).toFixed(1)} %`;
}

/** The three tables of docs/scale.md. */
export function tables(rows: readonly Row[] = grid()): string {
	return [
		'**Each worker with an IP address of its own**',
		tableOf(rows),
		'**All workers behind one IP address**',
		tableOf(behindOneAddress()),
		'**Ten keys, each worker’s credential set to its part of the limit** (Requests per Minute 60 / workers, Burst 20 / workers)',
		tableOf(divided()),
	].join('\n\n');
}

const MARKERS = {
	begin: '<!-- simulation: made by "node --import tsx bench/scale/write.ts" -->',
	end: '<!-- end of simulation -->',
};

/**
 * The text of docs/scale.md with the tables between its markers made anew.
 * @throws Error when a marker is missing
 */
export function withSimulation(text: string, made: string): string {
	return withBetween('docs/scale.md', text, MARKERS, `\n\n${made}\n\n`);
}
