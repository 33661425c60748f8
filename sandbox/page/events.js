import { action, actionForm } from './action.js';
import { control } from './api.js';
import { optionOf } from './choices.js';
import { field, make, pretty, select, setOptions } from './elements.js';
import { SERVICES } from './words.js';

/** The form that fires an event and shows the receiver's response. */
export function eventForm(panel, choices) {
	const service = select('event-service', SERVICES);
	const event = select('event', []);
	const record = select('record', []);
	const forged = make('input', { type: 'checkbox', name: 'forged' });
	const answer = make('pre', {
		tabindex: '0',
		'aria-label': 'Answer of the receiver',
		hidden: true,
	});
	let last;

	const fill = () => {
		setOptions(
			event,
			choices.eventsOf(service.value).map((name) => [name, name]),
		);
		setOptions(record, choices.recordsOf(service.value, event.value).map(optionOf));
	};
	const chosen = () =>
		choices.recordsOf(service.value, event.value).find(({ id }) => String(id) === record.value);

	const fire = async (body) => {
		answer.hidden = true;
		const result = await control('POST', '/events', body);
		last = { ...body, id: result.id };
		answer.textContent = pretty(result.answer ?? '');
		answer.hidden = answer.textContent === '';
		return outcomeOf(result);
	};
	const send = async () => {
		// Read again: the record may have changed since it was offered.
		await choices.refresh();
		const data = chosen()?.record;
		if (data === undefined) throw new Error('There is no record of this kind to tell of yet.');
		const kind = service.value === 'killb' ? { event: event.value } : { type: event.value };
		const secret = forged.checked ? { secret: 'not-the-right-secret' } : {};
		return await fire({ service: service.value, ...kind, data, ...secret });
	};

	service.addEventListener('change', fill);
	event.addEventListener('change', fill);
	choices.onRefresh(fill);
	const form = actionForm(
		{ 'aria-label': 'Event' },
		[
			field('Service', service),
			field('Kind of event', event),
			field('It tells of', record),
			make('label', { class: 'check' }, forged, 'Sign it with a wrong secret (n8n must reject it)'),
		],
		'Send the event',
		send,
	);
	const outcome = form.querySelector('.outcome');
	const again = action(
		'Send the last one again',
		async () => {
			if (last === undefined) throw new Error('Nothing was sent yet.');
			return await fire(last);
		},
		{ outcome, title: 'The same event with the same id, as a service does that is not sure' },
	);
	form.querySelector('.actions').append(again.button);
	panel.append(make('h3', {}, 'Event'), form, answer);
}

/** @throws Error if the receiver did not accept it */
function outcomeOf({ status, error }) {
	if (status !== null && status >= 200 && status < 300) return `The receiver answered ${status}.`;
	const seen =
		status === null ? `There was no answer: ${error}.` : `The receiver answered ${status}.`;
	throw new Error(`${seen} The sandbox tries again a few times; the journal shows it.`);
}
