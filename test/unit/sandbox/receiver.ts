import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/**
 * A server that receives webhooks: it responds with the given statuses in turn, the last one for
 * all that follow.
 */
export class Receiver {
	readonly received: Received[] = [];

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async start(statuses: number[] = [200]): Promise<Receiver> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const receiver = new Receiver(server, `http://127.0.0.1:${port}/hook`);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				receiver.received.push({
					headers: request.headers,
					body: Buffer.concat(chunks).toString('utf8'),
				});
				response.statusCode =
					statuses[Math.min(receiver.received.length, statuses.length) - 1] ?? 200;
				response.end('{"received":true}');
			});
		});
		return receiver;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}
