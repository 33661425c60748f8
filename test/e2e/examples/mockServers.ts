import { fastify } from 'fastify';

/**
 * Mocks of systems other than n8n and both services: a chat with an incoming webhook, and servers
 * that answer or do not.
 */
export interface MockServers {
	/** The URL, without a trailing slash. */
	url: string;
	/** The status of a path's response; 200 by default. */
	statuses: Map<string, number>;
	/** The `text` of every message that was posted to a path that answers with 200, oldest first. */
	messages: string[];
	stop: () => Promise<void>;
}

/** Starts them on a free port of loopback. */
export async function startMockServers(): Promise<MockServers> {
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
