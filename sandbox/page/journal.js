import { action } from './action.js';
import { control, journalSince } from './api.js';
import { setOptions } from './elements.js';
import { entryElement, stateOf, updateEntry } from './entry.js';
import { SERVICES } from './words.js';

/** More would make the page slow, and no one reads them. */
const SHOWN = 200;

/** The live list of the journal. */
export class JournalView {
	#list = document.getElementById('entries');
	#shown = document.getElementById('shown');
	#filter = document.getElementById('filter');
	#version = '';
	#filterVersion = 0;
	#paused = false;
	/** Entries by their identity: after a restart of the sandbox the numbers begin again. */
	#elements = new Map();

	/** @param {() => void} refresh is called when the filter has changed */
	constructor(refresh) {
		const { service, direction, text } = this.#filter.elements;
		setOptions(service, [['', 'both'], ...SERVICES]);
		setOptions(direction, [
			['', 'both'],
			['in', 'received'],
			['out', 'sent'],
		]);
		const changed = () => {
			this.#forget();
			refresh();
		};
		this.#filter.addEventListener('submit', (event) => event.preventDefault());
		for (const element of [service, direction]) element.addEventListener('change', changed);
		text.addEventListener('input', changed);
		const pause = document.getElementById('pause');
		pause.addEventListener('click', () => {
			this.#paused = !this.#paused;
			pause.setAttribute('aria-pressed', String(this.#paused));
			pause.textContent = this.#paused ? 'Go on' : 'Pause';
			changed();
		});
		const { button, outcome } = action('Empty the journal', async () => {
			await control('DELETE', '/journal');
			refresh();
			return 'The journal is empty.';
		});
		this.#filter.append(button, outcome);
	}

	/** Updates once. @returns {Promise<boolean>} whether anything has changed */
	async refresh() {
		if (this.#paused) return false;
		const asked = this.#filterVersion;
		const found = await journalSince(this.#version, this.#query());
		// An answer to a request from before the filter was changed.
		if (found === undefined || asked !== this.#filterVersion) return false;
		this.#version = found.version;
		this.#show(found.entries.reverse());
		this.#count(found.entries.length, found.kept);
		return true;
	}

	#forget() {
		this.#version = '';
		this.#filterVersion += 1;
	}

	#query() {
		const { service, direction, text } = this.#filter.elements;
		const wanted = { service: service.value, direction: direction.value, text: text.value.trim() };
		const given = Object.entries(wanted).filter(([, value]) => value !== '');
		return { ...Object.fromEntries(given), last: SHOWN };
	}

	/** Only touches what is new, gone or changed. */
	#show(entries) {
		const wanted = new Set(entries.map(keyOf));
		for (const [key, { element }] of this.#elements) {
			if (wanted.has(key)) continue;
			element.remove();
			this.#elements.delete(key);
		}
		let next = this.#list.firstElementChild;
		for (const entry of entries) {
			const known = this.#elements.get(keyOf(entry));
			const state = stateOf(entry);
			if (known === undefined) {
				const element = entryElement(entry);
				this.#elements.set(keyOf(entry), { element, state });
				this.#list.insertBefore(element, next);
				continue;
			}
			if (known.state !== state) updateEntry(known.element, entry);
			known.state = state;
			next = known.element.nextElementSibling;
		}
	}

	#count(shown, kept) {
		if (kept === 0) {
			this.#shown.textContent = 'Nothing yet. Run a workflow in n8n, or send an event.';
		} else if (shown === SHOWN) {
			this.#shown.textContent = `The last ${SHOWN} that match, of ${kept} kept. Older ones are not shown.`;
		} else {
			this.#shown.textContent = `${shown} of ${kept}`;
		}
	}
}

const keyOf = ({ seq, at }) => `${seq} ${at}`;
