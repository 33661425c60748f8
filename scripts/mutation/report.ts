/** Lines and columns count from 1; the end is exclusive. */
interface Location {
	start: { line: number; column: number };
	end: { line: number; column: number };
}

/** The part of Stryker's JSON report that is read here (its schema is the npm package mutation-testing-report-schema). */
export interface MutationReport {
	files: Record<
		string,
		{
			source: string;
			mutants: Array<{ location: Location; replacement?: string; status: string }>;
		}
	>;
}

/** A mutant that no test noticed. */
export interface Survivor {
	file: string;
	/** the line that it begins in, without its indentation */
	line: string;
	/** what was changed, and to what; blanks are one blank each */
	original: string;
	replacement: string;
}

/** Why a survivor may live. */
export interface Reason {
	file: string;
	/** as `Survivor.line` */
	line: string;
	/** as `Survivor.replacement`; without it, every survivor of the line is meant */
	replacement?: string;
	reason: string;
}

/** How many mutants there were; `detected` failed a test or made it run for ever. */
export interface Tally {
	mutants: number;
	detected: number;
}

const DETECTED: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const UNDETECTED: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);

/** The tally of each folder, by its path. Mutants that do not run at all are in no tally, as in Stryker's own score. */
export function talliesByFolder({ files }: MutationReport): Map<string, Tally> {
	const tallies = new Map<string, Tally>();
	for (const [file, { mutants }] of Object.entries(files)) {
		const folder = file.slice(0, file.lastIndexOf('/'));
		const tally = tallies.get(folder) ?? { mutants: 0, detected: 0 };
		for (const { status } of mutants) {
			if (DETECTED.has(status)) tally.detected++;
			if (DETECTED.has(status) || UNDETECTED.has(status)) tally.mutants++;
		}
		tallies.set(folder, tally);
	}
	return new Map([...tallies].sort(([a], [b]) => a.localeCompare(b)));
}

/** The sum of several tallies. */
export function total(tallies: Iterable<Tally>): Tally {
	const sum = { mutants: 0, detected: 0 };
	for (const { mutants, detected } of tallies) {
		sum.mutants += mutants;
		sum.detected += detected;
	}
	return sum;
}

/** Every mutant that no test noticed, in the order of the files and their lines. */
export function survivors({ files }: MutationReport): Survivor[] {
	return Object.entries(files).flatMap(([file, { source, mutants }]) => {
		const lines = source.split('\n');
		return mutants
			.filter(({ status }) => UNDETECTED.has(status))
			.sort(
				(a, b) =>
					a.location.start.line - b.location.start.line ||
					a.location.start.column - b.location.start.column,
			)
			.map(({ location, replacement = '' }) => ({
				file,
				line: oneLine(lines[location.start.line - 1] ?? ''),
				original: oneLine(textAt(lines, location)),
				replacement: oneLine(replacement),
			}));
	});
}

function textAt(lines: readonly string[], { start, end }: Location): string {
	const text = lines.slice(start.line - 1, end.line);
	text.push(text.pop()?.slice(0, end.column - 1) ?? '');
	return [text[0]?.slice(start.column - 1), ...text.slice(1)].join('\n');
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** Whether a reason is about a survivor. */
export function explains(reason: Reason, survivor: Survivor): boolean {
	return (
		reason.file === survivor.file &&
		reason.line === survivor.line &&
		(reason.replacement === undefined || reason.replacement === survivor.replacement)
	);
}
