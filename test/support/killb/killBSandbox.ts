import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Sandbox, SEEDED_USER_ID, startSandbox } from '../../../sandbox';
import {
	type CredentialData,
	type CredentialStore,
	type NodeResult,
	type NodeRun,
	runNode,
} from '../engine';

/**
 * A sandbox for each test, and the KillB node against it. A new one has a new address, so that no
 * session of an earlier test is remembered for it.
 */
export class KillBSandbox {
	private sandbox: Sandbox | undefined;

	/** Starts and stops the sandboxes with jest. */
	static forEachTest(): KillBSandbox {
		const self = new KillBSandbox();
		beforeEach(async () => {
			self.sandbox = await startSandbox();
		});
		afterEach(async () => await self.sandbox?.close());
		return self;
	}

	get running(): Sandbox {
		if (!this.sandbox) throw new Error('The sandbox is not running yet');
		return this.sandbox;
	}

	get state() {
		return this.running.state;
	}

	credentials(change: IDataObject = {}): CredentialData {
		const { killb: baseUrl, email, password } = this.running.details;
		return { killBApi: { environment: 'custom', baseUrl, email, password, ...change } };
	}

	async run(
		operation: `${string}.${string}`,
		parameters: INodeParameters = {},
		rest: Partial<NodeRun> = {},
	): Promise<NodeResult> {
		const [resource, name] = operation.split('.') as [string, string];
		return await runNode({
			type: 'killB',
			parameters: { resource, operation: name, ...parameters },
			credentials: this.credentials(),
			...rest,
		});
	}

	/** `METHOD target status` of every request, in order, without `/api/v2`. */
	requests(): string[] {
		return this.arrived().map(
			({ method, path, status }) => `${method} ${path.replace('/api/v2', '')} ${String(status)}`,
		);
	}

	/** The same without those of the credential: the node's own requests. */
	ownRequests(): string[] {
		return this.requests().filter((request) => !/ \/auth\/(login|refresh) /.test(request));
	}

	/** The parsed bodies that were sent to a path. */
	bodies(method: string, path: string | RegExp): unknown[] {
		return this.arrived()
			.filter((entry) => entry.method === method && entry.path.match(path) !== null)
			.map(({ body }) => JSON.parse(body) as unknown);
	}

	/** The logins and refreshes of the credential. */
	renewals(): string[] {
		return this.requests().filter((request) => / \/auth\/(login|refresh) /.test(request));
	}

	/** Resolves when so many requests have arrived. */
	async untilArrived(count: number): Promise<void> {
		while (this.arrived().length < count) await new Promise((resolve) => setImmediate(resolve));
	}

	/**
	 * Removes the limits on both sides. Returns a store with one login, for runs in which no limit
	 * matters.
	 * @param change of the credential
	 */
	async withoutLimits(change: IDataObject = {}): Promise<CredentialStore> {
		const unlimited = { perSecond: 100_000, burst: 100_000 };
		this.state.update('limits', { killb: unlimited });
		const { credentialStore } = await this.run(
			'auth.getCurrentUser',
			{},
			{
				credentials: this.credentials({
					adjustLimits: true,
					requestsPerSecond: unlimited.perSecond,
					burst: unlimited.burst,
					...change,
				}),
			},
		);
		this.state.journal.clear();
		return credentialStore;
	}

	arrived() {
		return this.state.journal.entries({ service: 'killb', direction: 'in' });
	}
}

export { SEEDED_USER_ID };

/** A resource locator's value, given by id. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}
