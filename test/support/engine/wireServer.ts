import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the wire. */
export interface WireRequest {
	method: string;
	/** Path and query exactly as sent: nothing decoded, nothing normalised. */
	target: string;
	headers: IncomingHttpHeaders;
	/** Names and values in turn, with their case and their duplicates. */
	rawHeaders: string[];
	body: Buffer;
}

export interface WireAnswer {
	status?: number;
	headers?: Record<string, string>;
	/** Sent as JSON, unless it is a Buffer or a string. */
	body?: unknown;
}

type WireHandler = (request: WireRequest) => WireAnswer | Promise<WireAnswer>;

/** A loopback HTTP server that records every request byte for byte and answers as the test says. */
export class WireServer {
	readonly requests: WireRequest[] = [];

	private constructor(
		private readonly server: Server,
		readonly url: string,
		private handler: WireHandler,
	) {}

	static async start(handler: WireHandler = () => ({ body: {} })): Promise<WireServer> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const wire = new WireServer(server, `http://127.0.0.1:${port}`, handler);
		server.on('request', (incoming, outgoing) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('end', () => {
				const { method = '', url: target = '', headers, rawHeaders } = incoming;
				const request = { method, target, headers, rawHeaders, body: Buffer.concat(chunks) };
				wire.requests.push(request);
				Promise.resolve(request)
					.then((given) => wire.handler(given))
					.catch((error: unknown) => ({ status: 599, body: { error: String(error) } }))
					.then(({ status = 200, headers: answerHeaders = {}, body }: WireAnswer) => {
						const isRaw = Buffer.isBuffer(body) || typeof body === 'string';
						outgoing.writeHead(status, {
							...(isRaw ? {} : { 'Content-Type': 'application/json' }),
							...answerHeaders,
						});
						outgoing.end(body === undefined || isRaw ? body : JSON.stringify(body));
					})
					.catch(() => outgoing.destroy());
			});
		});
		return wire;
	}

	/** Answers from now on by this handler, and forgets earlier requests. */
	answer(handler: WireHandler): void {
		this.handler = handler;
		this.requests.length = 0;
	}

	/** Method and target of each request, in order. */
	get log(): string[] {
		return this.requests.map(({ method, target }) => `${method} ${target}`);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
