import type { FindingKind } from './finding';
import type { Job, Shown } from './job';
import { Stage } from './stage';

/**
 * The timeout of a run: no plan lets the node wait for more than twice its budget of two minutes.
 */
const PATIENCE_MS = 280_000;

/** Stages on which runs are concurrent: a run mostly waits. */
export class Pool {
	private readonly stages: Stage[] = [];

	/** @param size how many runs are concurrent */
	constructor(private readonly size: number) {}

	/** @param prefix makes the business references of these runs different from those of others */
	async run(
		jobs: readonly Job[],
		prefix: string,
		onEnd: (job: Job, shown: Shown) => void,
	): Promise<void> {
		let next = 0;
		const work = async () => {
			for (let index = next++; index < jobs.length; index = next++) {
				const job = jobs[index] as Job;
				const stage = this.stages.pop() ?? (await Stage.build());
				const shown = await inTime(job.run(stage, `${prefix}.${index}`), job);
				// A hanging run still uses its stage.
				if (shown.findings.some(({ kind }) => kind === 'hung')) await stage.close();
				else this.stages.push(stage);
				onEnd(job, shown);
			}
		};
		await Promise.all(Array.from({ length: this.size }, work));
	}

	/** Ends the stages and every connection to them. */
	async close(): Promise<void> {
		await Promise.all(this.stages.splice(0).map(async (stage) => await stage.close()));
	}
}

async function inTime(running: Promise<Shown>, { title }: Job): Promise<Shown> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Shown>((resolve) => {
		timer = setTimeout(() => resolve(broken('did not end', 'hung')), PATIENCE_MS);
	});
	const failed = (error: unknown) =>
		broken(`${title} could not be run: ${String((error as Error).stack)}`);
	return await Promise.race([running.catch(failed), late]).finally(() => clearTimeout(timer));
}

function broken(what: string, kind: FindingKind = 'misbehaved'): Shown {
	return { asked: 0, placed: 0, findings: [{ kind, count: 1, what }] };
}
