import autocannon, { type Options, type Result } from 'autocannon';
import type { Delivery } from './delivery';

/** What came of sending. */
export interface Answers {
	/** How often each status came. */
	statuses: Record<string, number>;
	/** Milliseconds from each request to its answer, in the order of the answers. */
	latencies: number[];
	/** Unix milliseconds. */
	startedAt: number;
	/** Unix milliseconds of the last answer. */
	endedAt: number;
}

export interface Load {
	/** How many connections send at a time, each one request after the other. */
	connections: number;
	/** Requests a second of all of them; as many as are answered if absent. */
	rate?: number;
}

/**
 * Sends each delivery once.
 * @throws Error when one got no answer
 */
export async function send(
	url: string,
	deliveries: readonly Delivery[],
	{ connections, rate }: Load,
): Promise<Answers> {
	let next = 0;
	const answers: Answers = { statuses: {}, latencies: [], startedAt: Date.now(), endedAt: 0 };
	const options: Options = {
		url,
		connections: Math.min(connections, deliveries.length),
		amount: deliveries.length,
		timeout: 120,
		...(rate === undefined ? {} : { overallRate: rate }),
		requests: [
			{
				method: 'POST',
				setupRequest: (request) => {
					const { body, headers } = deliveries[next++] ?? { body: '', headers: {} };
					return { ...request, body, headers };
				},
			},
		],
	};
	const { errors } = await new Promise<Result>((resolve, reject) => {
		const ended = (error: unknown, result: Result) =>
			error ? reject(error as Error) : resolve(result);
		autocannon(options, ended).on('response', (_client, status, _bytes, milliseconds) => {
			answers.statuses[status] = (answers.statuses[status] ?? 0) + 1;
			answers.latencies.push(milliseconds);
			answers.endedAt = Date.now();
		});
	});
	if (errors > 0 || next !== deliveries.length || answers.latencies.length !== next)
		throw new Error(`${errors} of ${next} requests got no answer from ${url}`);
	return answers;
}

/** @throws Error unless each answer has this status */
export function expectAll(answers: Answers, status: number): void {
	const others = Object.keys(answers.statuses).filter((given) => given !== String(status));
	if (others.length > 0)
		throw new Error(`Not all answers were ${status}: ${JSON.stringify(answers.statuses)}`);
}
