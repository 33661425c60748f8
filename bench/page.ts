import { headingAnchor } from '../scripts/headingAnchor';
import type { Section } from './bench';
import { figure } from './chart';
import type { Machine } from './machine';
import { summaryOf } from './statistics';

/** All results of a run; docs/performance.json. */
export interface Record {
	machine: Machine;
	/** A run that only checks that everything works. */
	quick?: boolean;
	rounds: number;
	sections: Array<
		Section & {
			name: string;
			/** Per cent of the machine's processor time that other work used before it began. */
			busy: number;
			/** Set where it was measured after the others. */
			again?: Pick<Machine, 'date' | 'commit' | 'processor'>;
		}
	>;
}

/**
 * Returns the record with some sections replaced or added.
 * @param order of the sections, by their names
 */
export function updated(record: Record, newer: Record, order: readonly string[]): Record {
	const { date, commit, processor } = newer.machine;
	const measured = { date, commit, processor };
	const again = newer.sections.map((section) => ({ ...section, again: measured }));
	const byName = new Map([...record.sections, ...again].map((section) => [section.name, section]));
	return { ...record, sections: order.flatMap((name) => byName.get(name) ?? []) };
}

/** Returns docs/performance.md. */
export function page({ machine, quick = false, rounds, sections }: Record): string {
	const { processor, cores, memoryGiB, system, node, n8n, n8nNode, date, commit } = machine;
	return `# Performance

Made by \`npm run bench\` from its own results, which are in \`performance.json\`. No figure of a table or chart is written by hand. Do not edit.
${quick ? QUICK : ''}
Measured on ${date} at commit ${commit}, everything in one run where a chapter says nothing else: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}; n8n ${n8n}
on Node ${n8nNode}, with its default settings where nothing else is said; benches without n8n on Node ${node}.
The server that plays KernelHost or KillB and whatever sends load run on the same cores. Each thing is measured ${rounds} times, in turns
with what it is compared to. The figures are medians and the span from the lowest to the highest round; a ratio is the median of the ratios within a round.

## Settings for operators

${SETTINGS}

## Goals

${goals(sections)}
${sections.map(chapter).join('')}`;
}

const QUICK = `
**A quick run, which only shows that everything works: its figures are no verdict.**
`;

const SETTINGS = `Two settings of n8n decide how many webhooks it takes. Both are off by default, and both exist since n8n 2.40:

| Environment variable | What it does |
| --- | --- |
| \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` | n8n builds a V8 isolate only where it evaluates an expression, instead of up to three for each delivery. n8n calls it experimental |
| \`N8N_EXPRESSION_ENGINE_COMPILE_CACHE=true\` | n8n compiles the code of an isolate once instead of each time |

Set them for all processes of n8n: main, webhook processes and workers. What they gain is under [verified deliveries](#verified-deliveries) ("lazy isolates") and [rejected
forgeries](#rejected-forgeries). A workflow whose nodes evaluate expressions still needs an isolate for its execution. If they make trouble, remove them: the triggers work the same without.

\`N8N_PAYLOAD_SIZE_MAX=1\` (MiB) limits what n8n parses for senders without a secret ([why](webhooks.md#why-the-triggers-have-type-version-2)). \`npm run demo -- --lazy\` starts a demo with the first two.`;

function goals(sections: Record['sections']): string {
	const rows = sections.flatMap(({ title, findings }) =>
		findings.map(({ bench, value, goal, atBest, met }) => [
			`[${bench}](#${headingAnchor(title)})`,
			goal,
			figure(value),
			atBest === undefined ? '' : figure(atBest),
			met ? 'yes' : '**no**',
		]),
	);
	return `${table(['Bench', 'Goal', 'Measured', 'At best', 'Met'], rows)}

*At best* is what n8n's ceiling reaches in the same rounds: no package can do more. For payouts it is what the limit allows with the node's share of it.`;
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
	busy,
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
		...(again
			? [
					`Measured on ${again.date} at commit ${again.commit}, after the others: ${again.processor}.`,
				]
			: []),
		method,
		`Before it began, other work used ${figure(Math.max(busy, 0))} % of the machine’s processor time.`,
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
