import { connect, createServer, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { unusedPort } from '../../support/engine/front';
import type { Address } from '.';
import { type Certificates, certificates } from './certificates';
import { type KnownName, newName, type Resolver } from './names';

/**
 * What is wrong with a secure address: its certificate; `plain`: it does not speak TLS; `reset` and
 * `ended`: the connection breaks during the handshake, by an error or by an end; `cut` and
 * `garbled`: after the request arrived, the connection breaks or continues with something that is
 * not TLS.
 */
export type Trouble = keyof Certificates | 'plain' | 'reset' | 'ended' | 'cut' | 'garbled';

/** What goes wrong once an address is broken. */
export interface Troubles {
	/** of the first connections, each in turn; the last one stays */
	connections?: Trouble[];
	/** of the lookups of its name; without it the address is 127.0.0.1 */
	name?: Resolver;
}

/** An https address for one run, in front of a sandbox that speaks http. */
export class SecureFront implements Address {
	private server: Server | undefined;
	private connections = 0;
	private readonly sockets = new Set<Socket>();

	private current: Trouble[] = ['sound'];

	private constructor(
		private readonly target: number,
		private readonly port: number,
		private readonly troubles: Troubles,
		private readonly name: KnownName | undefined,
	) {}

	/** Creates one that works until `break` is called. */
	static async before(target: number, troubles: Troubles): Promise<SecureFront> {
		// The authority must be known before the first client connects.
		certificates();
		const front = new SecureFront(target, await unusedPort(), troubles, troubles.name && newName());
		await front.accept();
		return front;
	}

	get visits(): number {
		return this.name?.lookups ?? this.connections;
	}

	through(url: string): string {
		const { pathname } = new URL(url);
		const host = this.name?.host ?? '127.0.0.1';
		return `https://${host}:${this.port}${pathname}`.replace(/\/$/, '');
	}

	break(): void {
		const { connections = ['sound'], name } = this.troubles;
		this.current = [...connections];
		this.connections = 0;
		if (this.name) Object.assign(this.name, { resolve: name, lookups: 0 });
	}

	repair(): void {
		this.current = ['sound'];
		if (this.name) this.name.resolve = () => ['127.0.0.1'];
	}

	async accept(): Promise<void> {
		const server = createServer((client) => this.take(client));
		this.server = server;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.port, '127.0.0.1', resolve);
		});
	}

	async refuse(): Promise<void> {
		const { server } = this;
		this.server = undefined;
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	}

	private take(client: Socket): void {
		this.connections++;
		this.keep(client);
		const trouble = this.current.length > 1 ? this.current.shift() : this.current[0];
		switch (trouble) {
			case 'plain':
				this.join(client, this.service());
				return;
			case 'reset':
				client.once('data', () => client.resetAndDestroy());
				return;
			case 'ended':
				client.once('data', () => client.end());
				return;
			case 'cut':
			case 'garbled':
				this.secure(client, 'sound', (service) => {
					service.once('data', () => {
						if (trouble === 'cut') client.resetAndDestroy();
						else client.write('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n');
					});
				});
				return;
			default:
				this.secure(client, trouble ?? 'sound', (service, encrypted) => {
					this.join(encrypted, service);
				});
		}
	}

	private secure(
		client: Socket,
		certificate: keyof Certificates,
		onSecure: (service: Socket, encrypted: Socket) => void,
	): void {
		const encrypted = new tls.TLSSocket(client, {
			isServer: true,
			secureContext: tls.createSecureContext(certificates()[certificate]),
		});
		this.keep(encrypted);
		encrypted.once('secure', () => {
			const service = this.service();
			encrypted.pipe(service);
			onSecure(service, encrypted);
		});
	}

	private service(): Socket {
		const service = connect(this.target, '127.0.0.1');
		this.keep(service);
		return service;
	}

	/** What breaks on one side breaks on the other. */
	private join(client: Socket, service: Socket): void {
		if (!(client instanceof tls.TLSSocket)) client.pipe(service);
		service.pipe(client);
		for (const [from, to] of [
			[client, service],
			[service, client],
		] as const) {
			from.on('error', () => to.destroy());
			from.on('close', () => to.destroySoon());
		}
	}

	private keep(socket: Socket): void {
		this.sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => this.sockets.delete(socket));
	}
}
