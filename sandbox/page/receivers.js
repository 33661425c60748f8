import { actionForm } from './action.js';
import { control } from './api.js';
import { field, make } from './elements.js';
import { SERVICES } from './words.js';

/** The receivers of events: a form that shows what is registered, until the user types into it. */
export function receiversForm(panel) {
	const inputs = new Map(SERVICES.map(([service]) => [service, inputOf(service)]));
	let registered = {};

	const save = async () => {
		// Only changes: a trigger that registered itself brought its own secret, which would be lost.
		const changed = [...inputs].filter(
			([service, { value }]) => value !== (registered[service] ?? ''),
		);
		const body = Object.fromEntries(
			changed.map(([service, { value }]) => [service, value || null]),
		);
		show(await control('PUT', '/webhooks', body), true);
		return changed.length === 0 ? 'Nothing was changed.' : 'Saved.';
	};
	const show = (found, always) => {
		for (const [service, input] of inputs) {
			const isUntouched = input.value === (registered[service] ?? '');
			if (always || isUntouched) input.value = found[service] ?? '';
		}
		registered = found;
	};

	const fields = SERVICES.map(([service, name]) =>
		field(`Receiver of ${name}’s events`, inputs.get(service)),
	);
	panel.append(
		make(
			'p',
			{ class: 'hint' },
			'Events go to the address that the trigger in n8n shows: its production URL once the workflow is published, its test URL while n8n listens. A trigger that has registered itself is shown here.',
		),
		actionForm({ 'aria-label': 'Receivers' }, fields, 'Save the addresses', save),
	);
	return { refresh: async () => show(await control('GET', '/webhooks'), false) };
}

function inputOf(service) {
	return make('input', {
		name: `receiver-${service}`,
		type: 'url',
		placeholder: 'http://localhost:5678/webhook/…',
		spellcheck: 'false',
	});
}
