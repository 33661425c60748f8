import { action, outcomeLine } from './action.js';
import { control } from './api.js';
import { make } from './elements.js';

/** Buttons that end KillB's sessions. */
export function tokenButtons(panel) {
	const outcome = outcomeLine();
	const buttons = [
		action(
			'Expire access tokens',
			async () => {
				await control('POST', '/tokens/expire');
				return 'The next request gets 401; the node should renew its session and go on.';
			},
			{ outcome },
		),
		action(
			'Revoke refresh tokens',
			async () => {
				await control('POST', '/tokens/revoke', { what: 'refresh' });
				return 'A session can’t be renewed; the node should log in again when its token expires.';
			},
			{ outcome },
		),
		action(
			'Revoke all tokens',
			async () => {
				await control('POST', '/tokens/revoke', { what: 'all' });
				return 'Every session has ended; the node should log in again and go on.';
			},
			{ outcome },
		),
	];
	panel.append(
		make('h3', {}, 'KillB sessions'),
		make('div', { class: 'actions' }, ...buttons.map(({ button }) => button)),
		outcome,
	);
}
