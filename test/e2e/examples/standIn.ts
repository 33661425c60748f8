import { fastify } from 'fastify';

/**
 * What is outside of n8n and of both services: a chat with an incoming webhook, and servers that
 * answer or do not.
 */
export interface StandIn {
	/** Its address, without a slash at the end. */
	url: string;
	/** The status that a path answers with; 200 where none is set. */
	statuses: Map<string, number>;
	/** The `text` of every message that was posted to a path that answers with 200, oldest first. */
	messages: string[];
	stop: () => Promise<void>;
}

/** Starts one on a free port of loopback. */
export async function startStandIn(): Promise<StandIn> {
	const app = fastify();
	const statuses = new Map<string, number>();
	const messages: string[] = [];
	app.get('*', async ({ url }, reply) => await reply.code(statuses.get(url) ?? 200).send('ok'));
	app.post<{ Body: { text: string } }>('*', async ({ url, body }, reply) => {
		const status = statuses.get(url) ?? 200;
		if (status === 200) messages.push(body.text);
		return await reply.code(status).send('ok');
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, statuses, messages, stop: async () => await app.close() };
}
