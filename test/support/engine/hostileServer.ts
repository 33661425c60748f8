import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How a hostile server answers one request. */
export type HostileAnswer = (response: ServerResponse, request: IncomingMessage) => void;

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Between two bytes of an answer that never ends. */
const DRIP_MS = 100;

/**
 * A loopback server whose answers never end, or are far too large. It counts the bytes that it
 * could send.
 */
export class HostileServer {
	/** `METHOD path` of the requests, in order */
	readonly requests: string[] = [];
	private readonly sockets = new Set<Socket>();
	private sentBefore = 0;

	private constructor(
		private readonly server: Server,
		readonly url: string,
		private answering: HostileAnswer,
	) {}

	static async start(answer: HostileAnswer): Promise<HostileServer> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const self = new HostileServer(server, `http://127.0.0.1:${port}`, answer);
		server.on('connection', (socket) => {
			self.sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				self.sentBefore += socket.bytesWritten;
				self.sockets.delete(socket);
			});
		});
		server.on('request', (request, response) => {
			self.requests.push(`${request.method} ${request.url}`);
			request.resume();
			request.on('end', () => self.answering(response, request));
		});
		return self;
	}

	/** Sets the answer from now on. */
	answer(answer: HostileAnswer): void {
		this.answering = answer;
	}

	/** Connections that the client has not closed. */
	get open(): number {
		return this.sockets.size;
	}

	/** Bytes that a client read, or that wait in the operating system for it. */
	get sent(): number {
		return [...this.sockets].reduce((sum, socket) => sum + socket.bytesWritten, this.sentBefore);
	}

	/** Resolves when the client has closed every connection. */
	async untilClosed(): Promise<void> {
		while (this.open > 0) await new Promise((resolve) => setTimeout(resolve, 10));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** A JSON answer that starts correctly and continues with one blank at a time. */
export const drippingBody =
	(status = 200): HostileAnswer =>
	(response) => {
		response.writeHead(status, JSON_TYPE);
		response.write('{"a": 1');
		const timer = setInterval(() => response.write(' '), DRIP_MS);
		response.on('close', () => clearInterval(timer));
	};

/** An answer whose headers never end. */
export const drippingHeaders: HostileAnswer = (response) => {
	const { socket } = response;
	socket?.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n');
	const timer = setInterval(() => socket?.write('X-More: 1\r\n'), DRIP_MS);
	response.on('close', () => clearInterval(timer));
};

/** A body that never ends, as fast as the client reads it. */
export const endlessBody =
	(status = 200, type = 'application/json'): HostileAnswer =>
	(response) => {
		response.writeHead(status, { 'Content-Type': type });
		const chunk = Buffer.alloc(64 * 1024, ' ');
		const more = () => {
			while (!response.destroyed && response.write(chunk));
		};
		response.on('drain', more);
		more();
	};

/** Sends a body once, immediately. */
export const wholeBody =
	(body: Buffer | string, status = 200, headers: Record<string, string> = {}): HostileAnswer =>
	(response) => {
		response.writeHead(status, { ...JSON_TYPE, ...headers });
		response.end(body);
	};
