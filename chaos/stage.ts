import { type Sandbox, startSandbox } from '../sandbox';
import { Front, WireServer } from '../test/engine/harness';

/** A sandbox as new, at an address that no run had before, and a trap for what must not leave it. */
export class Stage {
	private constructor(
		readonly sandbox: Sandbox,
		readonly trap: WireServer,
		private current: Front,
	) {}

	static async build(): Promise<Stage> {
		const sandbox = await startSandbox();
		const trap = await WireServer.start();
		return new Stage(sandbox, trap, await Front.before(portOf(sandbox)));
	}

	/** Makes it as new for the next run. */
	async clear(): Promise<void> {
		await this.current.refuse();
		this.state.reset();
		this.trap.requests.length = 0;
		this.state.update('account', { balance: '100000.00' });
		// Longer than any clock here is off.
		this.state.update('killb', { quotationLifetimeMs: 10_000_000 });
		this.current = await Front.before(portOf(this.sandbox));
	}

	get front(): Front {
		return this.current;
	}

	get state() {
		return this.sandbox.state;
	}

	/** The fields of the credentials, and secrets that must be found nowhere. */
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

	/** The same account logs in from somewhere else. */
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
