import type { Finding } from './finding';
import type { Plan } from './plan';
import { titleOf } from './plan';
import { Pool } from './pool';
import { Progress } from './progress';
import type { Report } from './run';
import { Rows } from './table';
import { Tally } from './tally';

/** More at once would make the machine, and not the service, the reason for waiting. */
const STAGES = 24;

/** Something that was wrong, with the words by which it can be run again. */
export interface Failure extends Finding {
	title: string;
}

/** Collects what all parts of the suite show. */
export class Suite {
	readonly tally = new Tally();
	readonly rows = new Rows();
	readonly failures: Failure[] = [];
	private readonly pool = new Pool(STAGES);

	/** Names the keys of this suite, so that they can be told from those of another in a log. */
	constructor(private readonly prefix: string) {}

	async run(what: string, plans: readonly Plan[]): Promise<void> {
		const progress = new Progress(what, plans.length);
		await this.pool.run(plans, `${this.prefix}.${what.replace(/\W/g, '-')}`, (report) => {
			this.add(report);
			progress.step(this.failures.length);
		});
	}

	private add(report: Report): void {
		const { plan, findings, asked, placed } = report;
		const [first] = plan.faults;
		const name = plan.shape === 'random' ? 'random sequences' : (first?.fault.name ?? '');
		for (const { fault } of plan.faults) this.tally.addFault(fault.name);
		this.tally.addOperation(plan.subject);
		this.record(name, titleOf(plan), { asked, placed, findings });
	}

	/** Takes in a run of any kind. */
	record(
		row: string,
		title: string,
		{ asked, placed, findings }: { asked: number; placed: number; findings: Finding[] },
	): void {
		this.tally.add({ asked, placed, findings });
		const line = this.rows.row(row);
		line.runs++;
		line.asked += asked;
		line.placed += placed;
		for (const finding of findings) {
			line.counts[finding.kind] = (line.counts[finding.kind] ?? 0) + finding.count;
			this.failures.push({ ...finding, title });
		}
	}
}
