import { control } from './api.js';

/** The records that events can be about, shared by the panels that offer them. */
export class Choices {
	#known = { events: { kernelhost: {}, killb: {} }, states: {} };
	#listeners = [];

	/** @param {() => void} listener is called after each update */
	onRefresh(listener) {
		this.#listeners.push(listener);
	}

	async refresh() {
		this.#known = await control('GET', '/choices');
		for (const listener of this.#listeners) listener();
	}

	eventsOf(service) {
		return Object.keys(this.#known.events[service]);
	}

	recordsOf(service, event) {
		return this.#known.events[service][event] ?? [];
	}

	/** @param {string} what ramps, payouts, users or accounts */
	statesOf(what) {
		return this.#known.states[what] ?? [];
	}
}

/** The label of a record in a select. */
export function optionOf({ id, name, status }) {
	return [String(id), status === null ? name : `${name} (${status})`];
}
