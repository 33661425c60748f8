import { control } from './api.js';
import { outcomeLine } from './action.js';
import { make } from './elements.js';

/** The values for n8n's credentials, with n8n's names of the fields. */
const CREDENTIALS = [
	{
		name: 'KernelHost API',
		fields: [
			['Key ID', 'keyId'],
			['Secret', 'secret'],
			['Webhook Signing Secret', 'webhookSecret'],
			['API Root', 'kernelhost'],
		],
	},
	{
		name: 'KillB API',
		note: 'Choose the environment “Own URL” first.',
		fields: [
			['Base URL', 'killb'],
			['Email', 'email'],
			['Password', 'password'],
			['Webhook Secret', 'webhookSecret'],
		],
	},
];

/** Fills the panel. @throws Error when the sandbox can't be reached */
export async function showCredentials(panel) {
	const details = await control('GET', '/details');
	const outcome = outcomeLine();
	panel.append(
		make(
			'p',
			{ class: 'hint' },
			'In n8n, add a credential of each kind and copy these into it. They stay the same after a reset.',
		),
		...CREDENTIALS.map(({ name, note, fields }) =>
			make(
				'fieldset',
				{},
				make('legend', {}, name),
				...(note === undefined ? [] : [make('p', { class: 'hint' }, note)]),
				...fields.map(([label, member]) => copied(name, label, details[member], outcome)),
			),
		),
		make(
			'p',
			{ class: 'hint' },
			'Does n8n run in Docker Desktop? Then write “host.docker.internal” in place of the host in both addresses.',
		),
		outcome,
	);
}

function copied(credential, label, value, outcome) {
	const input = make('input', { readonly: true, value, spellcheck: 'false' });
	const button = make(
		'button',
		{ type: 'button', 'aria-label': `Copy ${label} of ${credential}` },
		'Copy',
	);
	button.addEventListener('click', () => {
		void copy(input).then((text) => {
			outcome.className = 'outcome done';
			outcome.textContent = `${label}: ${text}`;
		});
	});
	return make(
		'div',
		{ class: 'copied' },
		make('label', { class: 'field' }, make('span', {}, label), input),
		button,
	);
}

async function copy(input) {
	input.select();
	try {
		// Browsers only allow it at addresses such as localhost.
		await navigator.clipboard.writeText(input.value);
		return 'copied ✓';
	} catch {
		return 'selected. Press Ctrl+C (on a Mac ⌘C) to copy it.';
	}
}
