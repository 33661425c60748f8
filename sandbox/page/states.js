import { actionForm } from './action.js';
import { control } from './api.js';
import { optionOf } from './choices.js';
import { field, make, select, setOptions } from './elements.js';

/** The records that can be moved, and the event about each. */
const MOVED = { ramps: 'RAMP', payouts: 'PAYOUT', users: 'USER', accounts: 'ACCOUNT' };

/** The form that moves a KillB record to a state. */
export function stateForm(panel, choices) {
	const what = select('what', [
		['ramps', 'Ramp'],
		['payouts', 'Payout'],
		['users', 'User (compliance)'],
		['accounts', 'Account (compliance)'],
	]);
	const record = select('moved', []);
	const status = select('status', []);

	const fill = () => {
		const records = choices.recordsOf('killb', MOVED[what.value]).filter(({ madeUp }) => !madeUp);
		setOptions(record, records.length === 0 ? [['', 'There is none yet']] : records.map(optionOf));
		setOptions(
			status,
			choices.statesOf(what.value).map((name) => [name, name]),
		);
	};
	what.addEventListener('change', fill);
	choices.onRefresh(fill);

	const move = async () => {
		if (record.value === '')
			throw new Error('There is none yet. Make one with a workflow, or send a RAMP event.');
		await control('PUT', `/${what.value}/${encodeURIComponent(record.value)}`, {
			status: status.value,
		});
		await choices.refresh();
		return `It is ${status.value} now. Its event is in the journal if there is a receiver.`;
	};
	panel.append(
		make('p', { class: 'hint' }, 'As if KillB had done it: the receiver is told by an event.'),
		actionForm(
			{ 'aria-label': 'State' },
			[field('What', what), field('Which one', record), field('New state', status)],
			'Move it',
			move,
		),
	);
}
