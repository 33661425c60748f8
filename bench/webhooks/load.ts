import autocannon, { type Options, type Result } from 'autocannon';
import type { Delivery } from './delivery';

/** The answers to the deliveries. */
export interface Answers {
	/** The count of each status. */
	statuses: Record<string, number>;
	/** Milliseconds from each request to its answer, in the order of the answers. */
	latencies: number[];
	/** Unix milliseconds. */
	startedAt: number;
	/** Unix milliseconds of the last answer. */
	endedAt: number;
}

export interface Load {
	/** The number of connections, each of which sends sequentially. */
	connections: number;
	/** Total requests per second; without it as many as are answered. */
	rate?: number;
}

/**
 * Sends each delivery once.
 * @throws Error when one gets no answer
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

/**
 * Checks the status of every answer.
 * @throws Error
 */
export function expectAll(answers: Answers, status: number): void {
	const others = Object.keys(answers.statuses).filter((given) => given !== String(status));
	if (others.length > 0)
		throw new Error(`Not all answers were ${status}: ${JSON.stringify(answers.statuses)}`);
}
