import { plainAddress } from '../../core/webhook/subscription';
import type { SandboxProcess } from '../support/n8n/sandboxProcess';
import { waitFor, type WaitOptions } from '../support/n8n/waitFor';
import type { Service } from './services';

interface Slots {
	killb: string | null;
	kernelhost: string | null;
	killbEvents: string[] | null;
}

/** The one webhook subscription of a service of the sandbox, from the service's side. */
export class ServiceSlot {
	constructor(
		private readonly sandbox: SandboxProcess,
		private readonly service: Service,
	) {}

	/** Sets the URL as a user does in the service's portal, without n8n. */
	async putByHand(url: string | null): Promise<void> {
		await this.sandbox.control('PUT', '/webhooks', { [this.service.name]: url });
	}

	/** Lets the next requests about the subscription fail; each fault only says how. */
	async addFaults(...faults: Array<Record<string, unknown>>): Promise<void> {
		const { name: service, path } = this.service;
		await this.sandbox.control('POST', '/faults', {
			faults: faults.map((fault) => ({ service, path, ...fault })),
		});
	}

	/** Removes this service's faults. */
	async clearFaults(): Promise<void> {
		await this.sandbox.control('DELETE', `/faults?service=${this.service.name}`);
	}

	/**
	 * Waits until each fault has met its request, so that what follows is about a working service.
	 */
	async expectNoFaultLeft(): Promise<void> {
		await waitFor('the faults to be used up', async () => {
			const { faults } = await this.sandbox.control<{ faults: Array<{ service: string }> }>(
				'GET',
				'/faults',
			);
			return faults.every(({ service }) => service !== this.service.name) || undefined;
		});
	}

	async read(): Promise<Slots> {
		return await this.sandbox.control('GET', '/webhooks');
	}

	/** Waits until the subscription has this URL, without what the trigger adds to it. */
	async expectAddress(expected: string | null, patience?: WaitOptions): Promise<void> {
		const { name } = this.service;
		let held: string | null = null;
		const look = async () => {
			held = (await this.read())[name];
			return (held === null ? null : plainAddress(held)) === expected || undefined;
		};
		await waitFor(`${name} to send to ${String(expected)}`, look, patience).catch(
			(error: unknown) => {
				throw new Error(`${(error as Error).message} It sends to ${String(held)}.`);
			},
		);
	}

	/** Sends a signed event to whatever is registered. Rejects if nothing is. */
	async fire(changes: object = {}): Promise<{ id: string; status: number; answer: string }> {
		return await this.sandbox.control('POST', '/events', {
			...this.service.event,
			...changes,
		});
	}
}
