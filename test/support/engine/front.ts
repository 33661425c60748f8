import { randomInt } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ports that were used for a service before. The nodes remember sessions, clocks and limits by
 * host, so no run may use another's.
 */
const used = new Set<number>();

/** Ports that need no privileges. */
const PORTS = { first: 10_240, end: 65_536 };

/** A loopback address for one run, in front of a sandbox; it can refuse connections for a while. */
export class Front {
	private server: Server | undefined;
	private readonly sockets = new Set<Socket>();
	/** The number of connections. */
	visits = 0;
	/** Is called for each connection, with its number from 1 on, before any data passes. */
	onVisit: ((visit: number) => void) | undefined;

	private constructor(
		private readonly target: number,
		readonly port: number,
		private readonly delays: readonly number[],
		private readonly host: string,
	) {}

	/**
	 * @param delays milliseconds that a connection's data takes each way; connections use them in
	 * turn, so that they overtake each other as on a real network, and the same way in each run
	 * @param host the loopback address that it listens at
	 */
	static async before(
		target: number,
		delays: readonly number[] = [],
		host = '127.0.0.1',
	): Promise<Front> {
		const front = new Front(target, await unusedPort(host), delays, host);
		await front.accept();
		return front;
	}

	/**
	 * `url` as it is reached through this front.
	 * @param host a name for it; its address by default
	 */
	through(url: string, host = this.host): string {
		const address = new URL(url);
		address.hostname = host.includes(':') ? `[${host}]` : host;
		address.port = String(this.port);
		return address.href.replace(/\/$/, '');
	}

	async accept(): Promise<void> {
		this.server = createServer((client) => {
			const service = connect(this.target, '127.0.0.1');
			const delay = this.delays[this.visits++ % this.delays.length] ?? 0;
			this.onVisit?.(this.visits);
			this.join(client, service, delay);
			this.join(service, client, delay);
		});
		await listening(this.server, this.port, this.host);
	}

	/** Refuses connections from now on, as if nothing listened there. */
	async refuse(): Promise<void> {
		const { server } = this;
		this.server = undefined;
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	}

	/** A connection that breaks on one side breaks on the other. */
	private join(from: Socket, to: Socket, delay: number): void {
		this.sockets.add(from);
		const way = delay > 0 ? from.pipe(delayed(delay)) : from;
		way.pipe(to);
		from.on('error', () => to.resetAndDestroy());
		from.on('close', () => this.sockets.delete(from));
		way.on('close', () => to.destroySoon());
	}
}

function delayed(milliseconds: number): Transform {
	return new Transform({
		transform: (chunk, _, done) => void sleep(milliseconds).then(() => done(null, chunk)),
	});
}

/**
 * Returns a free port of a loopback address that no front had before. The system's own choice would
 * not do: Linux chooses from 14,116 ports, and a whole chaos suite needs more.
 */
export async function unusedPort(host = '127.0.0.1'): Promise<number> {
	while (used.size < PORTS.end - PORTS.first) {
		const port = randomInt(PORTS.first, PORTS.end);
		if (used.has(port)) continue;
		used.add(port);
		if (await isFree(port, host)) return port;
	}
	throw new Error('Every port was used.');
}

async function isFree(port: number, host: string): Promise<boolean> {
	const probe = createServer();
	try {
		await listening(probe, port, host);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
		throw error;
	}
	await new Promise((resolve) => probe.close(resolve));
	return true;
}

async function listening(server: Server, port: number, host: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
}
