import type { Finding } from './finding';
import type { Job, Shown } from './job';
import type { Plan } from './plan';
import { Pool } from './pool';
import { Progress } from './progress';
import { jobOf } from './run';
import { Rows } from './table';
import { Tally } from './tally';

/** With more at once the machine, not the service, would cause the waits. */
const STAGES = 24;

/** A finding, with the words by which its run can be repeated. */
export interface Failure extends Finding {
	title: string;
}

/** Collects the results of all parts of the suite. */
export class Suite {
	readonly tally = new Tally();
	readonly rows = new Rows();
	readonly failures: Failure[] = [];
	private readonly pool = new Pool(STAGES);

	/** Prefixes the keys of this suite, to distinguish them from those of another in a log. */
	constructor(private readonly prefix: string) {}

	/** Faults and operations count once their runs have started. */
	async run(what: string, plans: readonly Plan[]): Promise<void> {
		for (const { faults, subject } of plans) {
			for (const { fault } of faults) this.tally.addFault(fault.name);
			this.tally.addOperation(subject);
		}
		await this.runJobs(what, plans.map(jobOf));
	}

	async runJobs(what: string, jobs: readonly Job[]): Promise<void> {
		const progress = new Progress(what, jobs.length);
		const prefix = `${this.prefix}.${what.replace(/\W/g, '-')}`;
		await this.pool.run(jobs, prefix, ({ row, title }, shown) => {
			this.record(row, title, shown);
			progress.step(this.failures.length);
		});
	}

	/** Ends what the runs used. */
	async close(): Promise<void> {
		await this.pool.close();
	}

	/** Adds a run of any kind. */
	record(row: string, title: string, { asked, placed, findings }: Shown): void {
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
