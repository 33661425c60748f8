import { Agent } from 'node:http';
import axios from 'axios';

/** One delivery as it goes over the wire. */
export interface Delivery {
	/** Sent as the header x-delivery-id, which the triggers keep on their item. */
	id: string;
	isGenuine: boolean;
	/** n8n can parse its body by its content type, so the trigger gets it. */
	isReadable: boolean;
	/** Describes it in the message of a failed test. */
	what: string;
	/** Created when it is sent, because some sign the time. */
	load(): Load;
}

export interface Load {
	body: Buffer;
	/** A list is sent as several headers of one name. */
	headers: Record<string, string | string[]>;
}

export interface Responses {
	/**
	 * Counts the readable deliveries of a kind by their response, `<status> <body>`; those with a
	 * wrong one include their description.
	 */
	answersTo(isGenuine: boolean): Record<string, number>;
	/** The distinct statuses of the responses to deliveries that n8n can't parse. */
	statusesOfUnreadable(): number[];
}

const kept = new Agent({ keepAlive: true });

/**
 * Sends one delivery, over its own connection unless `httpAgent` shares one: n8n ends a connection
 * on which it did not read a body to its end, and the next request on it would fail. Rejects when
 * n8n breaks the connection.
 */
export async function send(
	url: string,
	{ id, load }: Delivery,
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

/** Sends all, a few at a time, in an order that mixes forged and genuine ones. */
export async function sendAll(url: string, deliveries: readonly Delivery[]): Promise<Responses> {
	const rest = mixed(deliveries);
	const answers: Array<{ delivery: Delivery; status: number; answer: string }> = [];
	const sender = async () => {
		for (let delivery = rest.pop(); delivery; delivery = rest.pop()) {
			const { status, text } = await send(url, delivery, kept);
			answers.push({ delivery, status, answer: `${status} ${text}` });
		}
	};
	await Promise.all(Array.from({ length: 8 }, sender));
	return {
		answersTo: (isGenuine) => {
			const counts: Record<string, number> = {};
			for (const { delivery, answer } of answers) {
				if (delivery.isGenuine !== isGenuine || !delivery.isReadable) continue;
				const isExpected = answer.startsWith(isGenuine ? '200' : '401');
				const label = isExpected ? answer : `${answer} to: ${delivery.what}`;
				counts[label] = (counts[label] ?? 0) + 1;
			}
			return counts;
		},
		statusesOfUnreadable: () => [
			...new Set(answers.flatMap(({ delivery, status }) => (delivery.isReadable ? [] : [status]))),
		],
	};
}

/**
 * Orders the deliveries by a stride that has no common divisor with their number, so that the order
 * is always the same.
 */
function mixed(deliveries: readonly Delivery[]): Delivery[] {
	const order = deliveries.map((delivery, index) => ({ delivery, key: (index * 7919) % 104_729 }));
	return order.sort((a, b) => a.key - b.key).map(({ delivery }) => delivery);
}
