import { action } from './action.js';
import { control } from './api.js';
import { make } from './elements.js';

/** The reset, with a confirmation. @param {() => void} done is called afterwards */
export function resetDialog(done) {
	const dialog = document.getElementById('reset-dialog');
	const open = document.getElementById('reset');
	open.addEventListener('click', () => dialog.showModal());
	const { button, outcome } = action(
		'Reset everything',
		async () => {
			await control('POST', '/reset');
			dialog.close();
			done();
			return 'Everything is as it was at the start.';
		},
		{ class: 'danger' },
	);
	const keep = make(
		'button',
		{ type: 'button', autofocus: true, onclick: () => dialog.close() },
		'Keep it',
	);
	dialog.querySelector('.actions').append(keep, button);
	dialog.append(outcome);
	dialog.addEventListener('close', () => outcome.replaceChildren());
}
