import type { Finding } from './finding';
import { titleOf, type Plan } from './plan';
import type { Report } from './run';
import { runPlan } from './run';
import { Stage } from './stage';

/** A run that takes longer is one that hangs: no plan lets the node wait for more than its budget of two minutes, twice. */
const PATIENCE_MS = 280_000;

/** Stages on which runs go side by side: nearly all of a run is waiting. */
export class Pool {
	private readonly stages: Stage[] = [];

	/** @param size how many runs go at once */
	constructor(private readonly size: number) {}

	/** @param prefix makes the business references of these runs different from those of others */
	async run(
		plans: readonly Plan[],
		prefix: string,
		onReport: (report: Report) => void,
	): Promise<void> {
		let next = 0;
		const work = async () => {
			for (let index = next++; index < plans.length; index = next++) {
				const plan = plans[index] as Plan;
				const stage = this.stages.pop() ?? (await Stage.build());
				const report = await inTime(runPlan(stage, plan, `${prefix}.${index}`), plan);
				// What hangs still holds its stage.
				if (!report.findings.some(({ what }) => what === HANGS)) this.stages.push(stage);
				onReport(report);
			}
		};
		await Promise.all(Array.from({ length: this.size }, work));
	}
}

const HANGS = 'did not end';

async function inTime(running: Promise<Report>, plan: Plan): Promise<Report> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Report>((resolve) => {
		timer = setTimeout(() => resolve(broken(plan, HANGS)), PATIENCE_MS);
	});
	const failed = (error: unknown) =>
		broken(plan, `${titleOf(plan)} could not be run: ${String((error as Error).stack)}`);
	return await Promise.race([running.catch(failed), late]).finally(() => clearTimeout(timer));
}

function broken(plan: Plan, what: string): Report {
	const finding: Finding = { kind: 'misbehaved', count: 1, what };
	return { plan, asked: 0, placed: 0, findings: [finding] };
}
