import { endedCounts } from '../../test/support/n8n/queue/executionCounts';
import type { Stack } from '../../test/support/n8n/stack';
import { waitFor } from '../../test/support/n8n/waitFor';
import { type Delivery, deliveries, type Sender } from './delivery';
import { type Arrivals, moments, sendAt } from './arrivals';
import { type Answers, expectAll, type Load, send } from './load';
import type { Receiver } from './workflows';

/** Any secret other than the receiver's. */
const FORGER = 'whsec_of_somebody_who_does_not_know_the_other';

/** A whole n8n, or one in queue mode. */
export type Receiving = Pick<Stack, 'client' | 'credentials' | 'sandbox'>;

interface Flood {
	seconds: number;
	/** Genuine deliveries a second. */
	genuineRate: number;
	/** Forgeries a second; 0 for none. */
	forgedRate: number;
	arrivals?: Arrivals;
	/** The receiver of the forgeries; the same by default. */
	to?: PublishedReceiver;
}

/** A published receiver and the deliveries to it. */
export class PublishedReceiver {
	private executions = 0;

	private constructor(
		private readonly stack: Receiving,
		private readonly sender: Sender,
		private readonly workflowId: string,
		private readonly url: string,
		private readonly startedByForgery: number,
	) {}

	/**
	 * Publishes it and waits until its URL answers.
	 * @param startedByForgery the executions that a forgery starts: one if the workflow itself
	 *   verifies
	 * @param webhookUrl of the process that takes the deliveries
	 */
	static async publish(
		stack: Receiving,
		sender: Sender,
		{ workflow, path }: Receiver,
		startedByForgery = 0,
		webhookUrl = stack.client.url,
	): Promise<PublishedReceiver> {
		const created = await stack.client.createWorkflow(workflow);
		await stack.client.publish(created);
		const url = webhookUrl + path;
		// The wrong method starts nothing in any workflow.
		await waitFor(`${workflow.name} to be live`, async () => {
			const text = await (await fetch(url, { method: 'DELETE' })).text();
			return text.includes('not registered for DELETE') || undefined;
		});
		return new PublishedReceiver(stack, sender, created.id, url, startedByForgery);
	}

	genuine(count: number): Delivery[] {
		return deliveries(this.sender, count, this.stack.sandbox.details.webhookSecret);
	}

	/** Returns deliveries that are signed with another secret. */
	forged(count: number): Delivery[] {
		return deliveries(this.sender, count, FORGER);
	}

	/**
	 * Measures genuine deliveries per second, from the first request to the end of the last
	 * execution, as recorded by n8n.
	 * @param count at most 100, the most executions that n8n lists at once
	 * @throws Error unless each is answered with 200 and starts one successful execution
	 */
	async executedPerSecond(count: number, load: Load): Promise<number> {
		const answers = await send(this.url, this.genuine(count), load);
		expectAll(answers, 200);
		const ends = await this.ends(count);
		return (count * 1000) / (Math.max(...ends) - answers.startedAt);
	}

	/**
	 * Measures genuine deliveries per second, from the first request to the last answer. Waits for
	 * their executions.
	 * @throws Error unless each is answered with 200 and starts one successful execution
	 */
	async answeredPerSecond(count: number, load: Load): Promise<number> {
		const answers = await send(this.url, this.genuine(count), load);
		expectAll(answers, 200);
		await this.ends(count);
		return (count * 1000) / (answers.endedAt - answers.startedAt);
	}

	/**
	 * Waits until the given number of further executions has ended and none is running.
	 * @returns their end times in Unix milliseconds
	 * @throws Error unless all succeeded
	 */
	async ends(count: number): Promise<number[]> {
		const { client } = this.stack;
		this.executions += count;
		const counts = await waitFor(
			`${this.executions} executions to end`,
			async () => await endedCounts(client, this.workflowId, this.executions),
			{ timeout: 300_000, interval: 250 },
		);
		if ((counts['success'] ?? 0) !== this.executions)
			throw new Error(`${this.executions} executions expected: ${JSON.stringify(counts)}`);
		if (count === 0) return [];
		const last = (await client.executions(this.workflowId)).slice(-count);
		return last.map(({ stoppedAt }) => Date.parse(String(stoppedAt)));
	}

	/**
	 * Measures forgeries per second, from the first request to the last answer. Waits for the
	 * executions that they start.
	 * @throws Error unless each is answered with 401 and starts the expected number of executions
	 */
	async rejectedPerSecond(count: number, load: Load): Promise<number> {
		const { startedAt, endedAt } = await this.sendForgeries(count, load);
		await this.ends(count * this.startedByForgery);
		return (count * 1000) / (endedAt - startedAt);
	}

	/**
	 * Sends genuine deliveries evenly, and forgeries as they arrive.
	 * @returns the milliseconds until each genuine delivery was answered
	 */
	async underFlood({
		seconds,
		genuineRate,
		forgedRate,
		arrivals = 'even',
		to = this,
	}: Flood): Promise<number[]> {
		const [genuine, forged] = [seconds * genuineRate, seconds * forgedRate];
		const [answers, rejections] = await Promise.all([
			sendAt(this.url, this.genuine(genuine), moments('even', genuine, genuineRate)),
			sendAt(to.url, this.forged(forged), moments(arrivals, forged, forgedRate)),
		]);
		const wrong = [
			...answers.filter(({ status }) => status !== 200),
			...rejections.filter(({ status }) => status !== 401),
		];
		if (wrong.length > 0) throw new Error(`${this.url} answered ${JSON.stringify(wrong[0])}`);
		await this.ends(genuine + forged * to.startedByForgery);
		return answers.map(({ milliseconds }) => milliseconds);
	}

	/**
	 * Measures requests per second that have no well-formed signature.
	 * @throws Error unless each is answered with 401
	 */
	async headlessPerSecond(count: number, load: Load): Promise<number> {
		const requests = this.forged(count).map((delivery) => ({
			...delivery,
			headers: { 'content-type': 'application/json' },
		}));
		const answers = await send(this.url, requests, load);
		expectAll(answers, 401);
		await this.ends(count * this.startedByForgery);
		return (count * 1000) / (answers.endedAt - answers.startedAt);
	}

	private async sendForgeries(count: number, load: Load): Promise<Answers> {
		const answers = await send(this.url, this.forged(count), load);
		expectAll(answers, 401);
		return answers;
	}
}
