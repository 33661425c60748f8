import type { SandboxState } from '../state';
import { type KillBEvent, sendKillBEvent } from './events';

/** Webhooks of one resource, each sent when the one before was answered: the vendor promises no order, but a person expects it. */
export class OrderedEvents {
	private readonly last = new Map<string, Promise<unknown>>();

	tell(state: SandboxState, id: string, { event, action, data }: KillBEvent): void {
		const { killb } = state;
		// Copied now: the resource goes on while this waits.
		const message = { event, action, data: structuredClone(data), createdAt: state.clock.iso() };
		const disordered = state.settings.deliveries.reorderWindowMs > 0;
		const before = (disordered ? undefined : this.last.get(id)) ?? Promise.resolve();
		const sent = before.then(async () => {
			// A reset in between has replaced the data, and with it what there is to tell.
			if (state.killb === killb) await sendKillBEvent(state, message);
		});
		this.last.set(id, sent);
		void sent.then(() => {
			if (this.last.get(id) === sent) this.last.delete(id);
		});
	}
}
