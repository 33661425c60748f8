import { Agent } from 'node:http';
import axios from 'axios';

/** One delivery as it goes over the wire. */
export interface Shot {
	/** Sent as the header x-delivery-id, which the triggers keep on their item. */
	id: string;
	isGenuine: boolean;
	/** What it is, for the message of a failed test. */
	what: string;
	/** Made when it is sent, since some sign the time. */
	load(): Load;
}

export interface Load {
	body: Buffer;
	/** A list is sent as that many headers of one name. */
	headers: Record<string, string | string[]>;
}

export interface Bombardment {
	/**
	 * How many deliveries of a kind got which answer, `<status> <body>`; those with a wrong one are
	 * named by what they were.
	 */
	answersTo(isGenuine: boolean): Record<string, number>;
}

const kept = new Agent({ keepAlive: true });

/**
 * Sends one delivery, over a connection of its own unless it is given a shared one: n8n ends a
 * connection on which it did not read a body to its end, and the next request on it would break.
 * Rejects when n8n breaks the connection.
 */
export async function send(
	url: string,
	{ id, load }: Shot,
	httpAgent = new Agent(),
): Promise<{ status: number; text: string }> {
	const { body, headers } = load();
	const { status, data } = await axios.post<string>(url, body, {
		headers: { 'Content-Type': false, ...headers, 'x-delivery-id': id },
		validateStatus: () => true,
		responseType: 'text',
		transformResponse: [(text: string) => text],
		maxBodyLength: Infinity,
		httpAgent,
	});
	return { status, text: data };
}

/** Sends all, a few at a time, in an order that mixes forged and genuine. */
export async function sendAll(url: string, shots: readonly Shot[]): Promise<Bombardment> {
	const rest = mixed(shots);
	const answers: Array<{ shot: Shot; answer: string }> = [];
	const shooter = async () => {
		for (let shot = rest.pop(); shot; shot = rest.pop()) {
			const { status, text } = await send(url, shot, kept);
			answers.push({ shot, answer: `${status} ${text}` });
		}
	};
	await Promise.all(Array.from({ length: 8 }, shooter));
	return {
		answersTo: (isGenuine) => {
			const counts: Record<string, number> = {};
			for (const { shot, answer } of answers) {
				if (shot.isGenuine !== isGenuine) continue;
				const isExpected = answer.startsWith(isGenuine ? '200' : '401');
				const label = isExpected ? answer : `${answer} to: ${shot.what}`;
				counts[label] = (counts[label] ?? 0) + 1;
			}
			return counts;
		},
	};
}

/**
 * Deals the shots out by a stride that has no common divisor with their number, so that the order
 * is the same each time.
 */
function mixed(shots: readonly Shot[]): Shot[] {
	const order = shots.map((shot, index) => ({ shot, key: (index * 7919) % 104_729 }));
	return order.sort((a, b) => a.key - b.key).map(({ shot }) => shot);
}
