import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { Agent } from 'node:http';
import type { Delivery } from './delivery';

/** When the requests of a flood arrive. */
export type Arrivals = 'even' | 'Poisson' | 'bursts';

/** The number of requests that a burst has. */
const BURST = 6;

/**
 * Returns the moments, in milliseconds from the start, at which requests are sent whether earlier
 * ones are answered or not. The mean rate is the same for each kind.
 * @param random gives numbers from 0 to 1
 */
export function moments(
	arrivals: Arrivals,
	count: number,
	rate: number,
	random: () => number = Math.random,
): number[] {
	const gap = 1000 / rate;
	let at = 0;
	return Array.from({ length: count }, (_, index) => {
		if (arrivals === 'even') return (index + 0.5) * gap;
		if (arrivals === 'bursts') return Math.floor(index / BURST) * BURST * gap;
		at += -Math.log(1 - random()) * gap;
		return at;
	});
}

/** A request's answer. */
interface Answered {
	status: number;
	milliseconds: number;
}

const kept = new Agent({ keepAlive: true });

/**
 * Sends each delivery at its moment, also while others are waiting for an answer.
 * @throws Error when one gets no answer
 */
export async function sendAt(
	url: string,
	deliveries: readonly Delivery[],
	at: readonly number[],
): Promise<Answered[]> {
	const start = performance.now();
	return await Promise.all(
		deliveries.map(async ({ body, headers }, index) => {
			await sleep(Math.max(0, (at[index] ?? 0) - (performance.now() - start)));
			const sent = performance.now();
			const { status } = await axios.post(url, body, {
				headers,
				httpAgent: kept,
				validateStatus: () => true,
				timeout: 120_000,
			});
			return { status, milliseconds: performance.now() - sent };
		}),
	);
}
