import { make, pretty } from './elements.js';
import { nameOf, statusOf } from './words.js';

/** The number of characters of a body that are shown: more would make the page slow. */
const SHOWN = 100_000;

/** The part of an entry that changes after it has arrived. */
export const stateOf = ({ status, error, fault, body, answer }) =>
	JSON.stringify([status, error, fault, body.length, answer?.length]);

/** One line that expands to the whole request. */
export function entryElement(entry) {
	const details = make('details', { 'data-seq': entry.seq }, summaryOf(entry));
	details.addEventListener('toggle', () => {
		if (details.open && details.childElementCount === 1) details.append(...partsOf(entry));
	});
	return make('li', {}, details);
}

/** Updates an element, and leaves it open or closed. */
export function updateEntry(element, entry) {
	const fresh = entryElement(entry);
	const wasOpen = element.firstElementChild.open;
	const hadFocus = element.contains(document.activeElement);
	element.replaceChildren(...fresh.childNodes);
	element.firstElementChild.open = wasOpen;
	if (hadFocus) element.querySelector('summary').focus();
}

function summaryOf(entry) {
	const { at, direction, service, method } = entry;
	const { kind, text } = statusOf(entry);
	const time = new Date(at).toLocaleTimeString([], { hour12: false });
	return make(
		'summary',
		{},
		make('time', { datetime: at, title: at }, time),
		make('span', { class: `direction ${direction}` }, directionOf(direction)),
		make('span', { class: 'service' }, nameOf(service)),
		make('span', { class: 'method' }, method),
		make('span', { class: 'path' }, subjectOf(entry)),
		make('span', { class: `status ${kind}` }, text),
	);
}

const directionOf = (direction) => (direction === 'in' ? '→ received' : '← sent');

/** For an event also its name: all go to one URL. */
function subjectOf({ direction, path, body, attempt }) {
	if (direction === 'in') return path;
	const again = attempt > 1 ? `, attempt ${attempt},` : '';
	return `${eventIn(body)}${again} to ${path}`;
}

/** Both services' envelopes: KillB's names it `event`, KernelHost's `type`. */
function eventIn(body) {
	try {
		const { event, type } = JSON.parse(body);
		return String(event ?? type);
	} catch {
		return 'something';
	}
}

function partsOf({ direction, path, headers, body, answer, fault, error }) {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	const receiver = direction === 'out' ? 'What the receiver answered' : 'Answer';
	return [
		...(fault === undefined ? [] : [note(faultNote(fault))]),
		...(error === undefined ? [] : [part('Why there was no answer', error)]),
		part('Address', path),
		part('Headers', lines.join('\n')),
		part('Body', body),
		part(receiver, answer ?? ''),
	];
}

function faultNote(fault) {
	return fault === 'status'
		? 'This answer took the place of the service’s own, as was asked for under “Break something”.'
		: 'Broken as was asked for under “Break something”: n8n may have seen something else than the answer below.';
}

const note = (text) => make('p', { class: 'hint' }, text);

function part(title, text) {
	const whole = pretty(text);
	const cut =
		whole.length > SHOWN
			? `${whole.slice(0, SHOWN)}\n… ${whole.length - SHOWN} more characters: GET /control/journal has them`
			: whole;
	const content =
		cut === '' ? note('nothing') : make('pre', { tabindex: '0', 'aria-label': title }, cut);
	return make('section', {}, make('h3', {}, title), content);
}
