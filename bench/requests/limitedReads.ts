import { setTimeout as sleep } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { median } from 'simple-statistics';
import type { Stack } from '../../test/support/n8n/stack';
import { figure } from '../chart';
import { table } from '../page';
import type { Measurement } from '../rounds';
import type { Asked } from './asked';
import { DOCUMENTED, documentedLimits, rejectedRequests } from './conditions';
import { MeteredWorkflow } from './meteredWorkflow';
import { checkWhatWasRead } from './reading';

interface Outcome {
	seconds: number;
	read: number;
	failed: number;
	/** requests that the service's limit rejected */
	rejected: number;
}

/**
 * Reads the same IDs with different nodes, each with the service's documented limits, unused at its
 * start.
 */
export class LimitedReads {
	private readonly outcomes = new Map<string, Outcome[]>();

	constructor(
		private readonly stack: Stack,
		private readonly asked: Asked,
		private readonly ids: unknown[],
		/** Tells its workflows from those of other measurements. */
		private readonly label = 'reads',
	) {}

	/**
	 * Publishes a workflow with the node, and runs it once for a single ID as a warm-up for the login
	 * and the loading of code.
	 * @returns a function that measures the seconds of one run
	 */
	async by(name: string, measured: INode): Promise<Measurement> {
		const path = `${this.asked.service}-${this.label}-${this.outcomes.size}`;
		this.outcomes.set(name, []);
		const workflow = await MeteredWorkflow.publish(this.stack, path, [measured]);
		await workflow.run(this.ids.slice(0, 1));
		return async () => {
			await this.rest();
			await documentedLimits(this.stack);
			const before = await rejectedRequests(this.stack, this.asked);
			const reading = await workflow.run(this.ids);
			checkWhatWasRead(name, reading, this.ids);
			const seconds = reading.milliseconds / 1000;
			this.outcomes.get(name)?.push({
				seconds,
				read: reading.ids.length,
				failed: reading.failed,
				rejected: (await rejectedRequests(this.stack, this.asked)) - before,
			});
			return seconds;
		};
	}

	/** Returns the maximum of a value over all runs of a node. */
	worst(name: string, member: keyof Outcome): number {
		return Math.max(...this.of(name).map((outcome) => outcome[member]));
	}

	/** Returns the minimum of a value over all runs of a node. */
	best(name: string, member: keyof Outcome): number {
		return Math.min(...this.of(name).map((outcome) => outcome[member]));
	}

	/** Returns a table of the items' outcomes; medians of the runs. */
	table(): string {
		const rows = [...this.outcomes].map(([name, outcomes]) => [
			name,
			...(['seconds', 'read', 'failed', 'rejected'] as const).map((member) =>
				figure(median(outcomes.map((outcome) => outcome[member]))),
			),
		]);
		return table(['', 'Seconds', 'Items read', 'Items failed', 'Requests rejected'], rows);
	}

	private of(name: string): Outcome[] {
		const outcomes = this.outcomes.get(name) ?? [];
		if (outcomes.length === 0) throw new Error(`${name} was not measured`);
		return outcomes;
	}

	/**
	 * Waits until our own rate limiter is full again: otherwise a run would have to wait for the
	 * previous one's requests.
	 */
	private async rest(): Promise<void> {
		const { burst, perSecond } = DOCUMENTED[this.asked.service];
		await sleep((burst / perSecond) * 1000 + 500);
	}
}
