import { headingAnchor } from '../scripts/headingAnchor';
import type { Section } from './bench';
import { figure } from './chart';
import type { Machine } from './machine';
import { summaryOf } from './statistics';

/** All results of a run; docs/performance.json. */
export interface Record {
	machine: Machine;
	rounds: number;
	sections: Array<
		Section & {
			name: string;
			/** Set where it was measured after the others. */
			again?: Pick<Machine, 'date' | 'commit'>;
		}
	>;
}

/**
 * Returns the record with some sections replaced or added.
 * @param order of the sections, by their names
 */
export function updated(record: Record, newer: Record, order: readonly string[]): Record {
	const { date, commit } = newer.machine;
	const again = newer.sections.map((section) => ({ ...section, again: { date, commit } }));
	const byName = new Map([...record.sections, ...again].map((section) => [section.name, section]));
	return { ...record, sections: order.flatMap((name) => byName.get(name) ?? []) };
}

/** Returns docs/performance.md. */
export function page({ machine, rounds, sections }: Record): string {
	const { processor, cores, memoryGiB, system, node, n8n, n8nNode, date, commit } = machine;
	return `# Performance

Made by \`npm run bench\` from its own results, which are in \`performance.json\`. No figure is written by hand. Do not edit.

Measured on ${date} at commit ${commit}, everything in one run where a chapter says nothing else: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}; n8n ${n8n}
on Node ${n8nNode}, with its default expression engine (\`vm\`) where nothing else is said; benches without n8n on Node ${node}.
The server that plays KernelHost or KillB and whatever sends load run on the same cores. Each thing is measured ${rounds} times, in turns
with what it is compared to. The figures are medians and the span from the lowest to the highest round; a ratio is the median of the ratios within a round.

## Goals

${goals(sections)}
${sections.map(chapter).join('')}`;
}

function goals(sections: Record['sections']): string {
	const rows = sections.flatMap(({ title, findings }) =>
		findings.map(({ bench, value, goal, met }) => [
			`[${bench}](#${headingAnchor(title)})`,
			goal,
			figure(value),
			met ? 'yes' : '**no**',
		]),
	);
	return table(['Bench', 'Goal', 'Measured', 'Met'], rows);
}

function chapter({
	name,
	title,
	method,
	unit,
	series,
	along,
	remarks,
	details,
	again,
}: Record['sections'][number]): string {
	const rows = along
		? along.values.map((value, index) => [
				figure(value),
				...series.map(({ samples }) => figure(samples[index] ?? NaN)),
			])
		: series.map((one) => {
				const { median, lowest, highest } = summaryOf(one);
				return [one.name, figure(median), `${figure(lowest)} – ${figure(highest)}`];
			});
	const headings = along ? [along.name, ...series.map((one) => one.name)] : ['', unit, 'Span'];
	const parts = [
		`## ${title}`,
		...(again ? [`Measured on ${again.date} at commit ${again.commit}, after the others.`] : []),
		method,
		`![${title}](performance/${name}.svg)`,
		table(headings, rows) + (along ? `\n\nIn ${unit}.` : ''),
		...(details === undefined ? [] : [details]),
		...(remarks ?? []),
	];
	return `\n${parts.join('\n\n')}\n`;
}

/** Returns a Markdown table; all columns except the first are figures. */
export function table(headings: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = headings.map((_, index) => (index === 0 ? '---' : '--:'));
	return [headings, rule, ...rows].map(line).join('\n');
}
