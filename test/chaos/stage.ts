import { type Sandbox, startSandbox } from '../../sandbox';
import { Front, WireServer } from '../support/engine';
import type { Address } from './address';
import { SteppedClock } from './clock/wallClock';

/** A fresh sandbox at an address that no run had before, and a trap for what must not leave it. */
export class Stage {
	private constructor(
		readonly sandbox: Sandbox,
		readonly trap: WireServer,
		private current: Address,
	) {}

	/** This machine's clock as the node sees it during a run that moves it. */
	readonly clock = new SteppedClock();

	static async build(): Promise<Stage> {
		const sandbox = await startSandbox();
		const trap = await WireServer.start();
		return new Stage(sandbox, trap, await Front.before(portOf(sandbox)));
	}

	/** Resets it for the next run. */
	async clear(): Promise<void> {
		await this.current.refuse();
		this.state.reset();
		this.clock.offsetMs = 0;
		this.trap.requests.length = 0;
		this.state.update('account', { balance: '100000.00' });
		// Longer than any clock here is off.
		this.state.update('killb', { quotationLifetimeMs: 10_000_000 });
		this.current = await Front.before(this.port);
	}

	/** Reaches the sandbox in another way, until it is cleared. */
	async moveTo(address: Address): Promise<void> {
		await this.current.refuse();
		this.current = address;
	}

	/** Where the run reaches the sandbox. */
	get front(): Address {
		return this.current;
	}

	/** Calls back for each connection from now on, with its number from 1 on. */
	readonly onVisit = (told: (visit: number) => void): void => {
		const { visits } = this.current;
		this.current.onVisit = (visit) => told(visit - visits);
	};

	/** Where the sandbox listens, at 127.0.0.1. */
	get port(): number {
		return portOf(this.sandbox);
	}

	async close(): Promise<void> {
		await this.current.refuse();
		await this.trap.close();
		await this.sandbox.close();
	}

	get state() {
		return this.sandbox.state;
	}

	/** The fields of the credentials, and secrets that must not be stored anywhere. */
	get details() {
		const { killb, kernelhost } = this.sandbox.details;
		return {
			...this.sandbox.details,
			killb: this.current.through(killb),
			kernelhost: this.current.through(kernelhost),
		};
	}

	/** One call of the sandbox's control API. */
	readonly control = async <T = unknown>(method: string, path: string): Promise<T> => {
		const answer = await fetch(this.sandbox.details.control + path, { method });
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	};

	/** Logs the same account in from another client. */
	readonly logInElsewhere = async (): Promise<void> => {
		const { killb, email, password } = this.sandbox.details;
		const answer = await fetch(`${killb}/api/v2/auth/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ email, password }),
		});
		if (!answer.ok) throw new Error(`The other login was answered with ${answer.status}`);
	};
}

function portOf({ details }: Sandbox): number {
	return Number(new URL(details.killb).port);
}
