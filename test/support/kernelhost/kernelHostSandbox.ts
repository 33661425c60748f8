import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox';
import { type CredentialData, type NodeResult, type NodeRun, runNode } from '../engine';

/**
 * A sandbox for the tests of one file, reset before each test, and the KernelHost node against it.
 */
export class KernelHostSandbox {
	private sandbox: Sandbox | undefined;

	/** Starts and stops the sandbox with jest. */
	static forThisFile(): KernelHostSandbox {
		const self = new KernelHostSandbox();
		beforeAll(async () => {
			self.sandbox = await startSandbox();
		});
		beforeEach(() => self.state.reset());
		afterAll(async () => await self.sandbox?.close());
		return self;
	}

	/**
	 * The same with a sandbox for each test: a new one has a new address, for which nothing is
	 * remembered.
	 */
	static forEachTest(): KernelHostSandbox {
		const self = new KernelHostSandbox();
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
		if (!this.sandbox) throw new Error('The sandbox is not running yet');
		const { keyId, secret, kernelhost, webhookSecret } = this.sandbox.details;
		const fields = {
			keyId,
			secret,
			apiRoot: kernelhost,
			webhookSecret,
			// At the documented pace each file of tests would take minutes.
			adjustLimits: true,
			requestsPerMinute: 60_000,
			burst: 1000,
		};
		return { kernelHostApi: { ...fields, ...change } };
	}

	async run(
		operation: `${string}.${string}`,
		parameters: INodeParameters,
		rest: Partial<NodeRun> = {},
	): Promise<NodeResult> {
		const [resource, name] = operation.split('.') as [string, string];
		return await runNode({
			type: 'kernelHost',
			parameters: { resource, operation: name, ...parameters },
			credentials: this.credentials(),
			...rest,
		});
	}

	/** `METHOD target` of every request, in order, without the API root. */
	requests(): string[] {
		return this.state.journal
			.entries({ service: 'kernelhost', direction: 'in' })
			.map(({ method, path }) => `${method} ${path.replace('/cp/kh_reseller_api', '')}`);
	}

	/** The bodies of the orders. */
	ordersAsked(): Array<{ body: unknown; key: string | undefined; nonce: string | undefined }> {
		return this.state.journal
			.entries({ service: 'kernelhost', direction: 'in', method: 'POST' })
			.map(({ body, headers }) => ({
				body: JSON.parse(body) as unknown,
				key: headers['idempotency-key'],
				nonce: headers['kh-nonce'],
			}));
	}

	ordersPlaced(): number {
		return this.state.kernelhost.orders.size;
	}
}

/** A resource locator's value, given by id. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}
