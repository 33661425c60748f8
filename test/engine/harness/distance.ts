import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A way to a loopback server that takes its time: what a connection carries arrives so many milliseconds later, there and back.
 * Connections take the times in turn, so that they overtake each other as on a real network, and in each run alike.
 */
export class Distance {
	private readonly sockets = new Set<Socket>();
	private connections = 0;

	private constructor(
		private readonly server: Server,
		/** the far server's URL, at this way's own address */
		readonly url: string,
	) {}

	static async to(far: string, milliseconds: readonly number[]): Promise<Distance> {
		const { hostname, port } = new URL(far);
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = new URL(far);
		url.port = String((server.address() as AddressInfo).port);
		const distance = new Distance(server, url.href);
		server.on('connection', (near) => {
			const delay = milliseconds[distance.connections++ % milliseconds.length] ?? 0;
			const there = connect(Number(port), hostname);
			distance.join(near, there, delay);
			distance.join(there, near, delay);
		});
		return distance;
	}

	async close(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private join(from: Socket, to: Socket, delay: number): void {
		this.sockets.add(from);
		const later = (act: () => void) => void sleep(delay).then(act);
		from.on('data', (chunk) => later(() => to.write(chunk)));
		from.on('end', () => later(() => to.end()));
		from.on('close', () => this.sockets.delete(from));
		from.on('error', () => to.destroy());
	}
}
