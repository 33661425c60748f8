import type { FindingKind } from './finding';
import type { Figures } from './tally';

/** One row of the table: the fault and its results. */
export interface Row {
	name: string;
	runs: number;
	asked: number;
	placed: number;
	/** by kind of finding */
	counts: Partial<Record<FindingKind, number>>;
}

const KINDS: Array<[kind: FindingKind, heading: string]> = [
	['duplicate', 'twice'],
	['lost', 'lost'],
	['remedy', 'no remedy'],
	['limit', 'over limit'],
	['secret', 'secrets'],
	['wrongReplay', 'wrong replay'],
	['guardOpened', 'guard opened'],
	['unkeyedRepeat', 'unkeyed twice'],
	['hung', 'hung'],
	['misbehaved', 'other'],
];

/** The rows by name, in the order in which they first came. */
export class Rows {
	private readonly rows = new Map<string, Row>();

	row(name: string): Row {
		const row = this.rows.get(name) ?? { name, runs: 0, asked: 0, placed: 0, counts: {} };
		this.rows.set(name, row);
		return row;
	}

	lines(): string[] {
		const cells = [...this.rows.values()].map((row) => [
			row.name,
			...[row.runs, row.asked, row.placed].map(String),
			...KINDS.map(([kind]) => String(row.counts[kind] ?? 0)),
		]);
		return aligned([
			['Fault', 'runs', 'orders asked', 'placed', ...KINDS.map(([, heading]) => heading)],
			...cells,
		]);
	}
}

/** The figures, a line each. */
export function summary(figures: Figures): string[] {
	return aligned(Object.entries(figures).map(([name, count]) => [name, String(count)]));
}

/** Aligns the first column left, the others right. */
function aligned(rows: string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length)),
	);
	return rows.map((row) =>
		row
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column === 0 ? cell.padEnd(width) : cell.padStart(width + 2);
			})
			.join(''),
	);
}
