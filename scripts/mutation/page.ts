import type { MutationReport, Reason, Survivor, Tally } from './report';
import { explains, survivors, talliesByFolder, total } from './report';

/** docs/mutation.md, and what keeps it from being complete. */
export interface Page {
	markdown: string;
	/** survivors that nobody gave a reason for */
	unexplained: Survivor[];
	/** reasons for mutants that no longer survive, or no longer exist */
	outdated: Reason[];
}

const INTRODUCTION = `# Mutation testing of core/

[Stryker](https://stryker-mutator.io) changes \`core/\` one expression at a time: a \`<\` becomes \`<=\`, a condition \`true\`, a text empty.
A mutant is killed when a unit test fails or runs for ever, and survives when all of them pass. \`npm run mutation\` runs it all, fails under
90 %, and writes this page from its report; \`npm run mutation -- core/http\` runs a folder or a file alone and writes nothing. Properties are tried
with fewer examples than in \`npm test\` (\`test/support/fewerExamples.js\`), always the same ones.`;

/**
 * Makes the page from a report of all of core/.
 * @param commit what was changed, as git names it
 */
export function mutationPage(
	report: MutationReport,
	reasons: readonly Reason[],
	commit: string,
): Page {
	const alive = survivors(report);
	const unexplained = alive.filter(
		(survivor) => !reasons.some((reason) => explains(reason, survivor)),
	);
	const outdated = reasons.filter(
		(reason) => !alive.some((survivor) => explains(reason, survivor)),
	);
	const sections = [INTRODUCTION, asOf(commit), table(report), ...list(alive, reasons)];
	return { markdown: `${sections.join('\n\n')}\n`, unexplained, outdated };
}

function asOf(commit: string): string {
	return `The figures are of commit ${commit}: \`git log ${commit.split(' ')[0]}.. -- core test/unit\` lists what came after.`;
}

function table(report: MutationReport): string {
	const tallies = talliesByFolder(report);
	const rows = [...tallies].map(([folder, tally]) => row(`\`${folder}\``, tally));
	return [
		'| Folder | Mutants | Killed | Score |',
		'|---|--:|--:|--:|',
		...rows,
		row('all', total(tallies.values())),
	].join('\n');
}

function row(name: string, { mutants, detected }: Tally): string {
	return `| ${name} | ${mutants} | ${detected} | ${percent(detected, mutants)} |`;
}

/** Rounded down: 99.97 % is not 100. */
function percent(part: number, whole: number): string {
	return whole === 0 ? '–' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
}

function list(alive: readonly Survivor[], reasons: readonly Reason[]): string[] {
	const files = [...new Set(alive.map(({ file }) => file))];
	return [
		`## Survivors\n\nThe line of the source, what was changed in it, and why no test can or need tell.`,
		...files.map((file) => {
			const lines = alive.filter((survivor) => survivor.file === file);
			const entries = lines.map((survivor) => entry(survivor, reasons));
			return `### ${file}\n\n${[...new Set(entries)].join('\n')}`;
		}),
	];
}

function entry(survivor: Survivor, reasons: readonly Reason[]): string {
	const why =
		reasons.find((reason) => explains(reason, survivor))?.reason ?? '**No reason given.**';
	const { line, original, replacement } = survivor;
	return `- ${code(line)}: ${code(original)} → ${code(replacement)}. ${why}`;
}

/** As code in Markdown, whatever quotes it has. */
function code(text: string): string {
	return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
