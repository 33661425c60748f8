import { make } from './elements.js';

/**
 * A button that does something with the sandbox, and a line next to it with the result.
 * @param {() => Promise<string | undefined>} work its result is shown
 * @returns {{button: HTMLButtonElement, outcome: HTMLElement}} for a row of buttons with one line
 */
export function action(label, work, { outcome = outcomeLine(), type = 'button', ...rest } = {}) {
	const button = make('button', { type, ...rest }, label);
	if (type === 'button') button.addEventListener('click', () => void run(work, button, outcome));
	return { button, outcome };
}

/** A form that is sent by its button or by Enter. */
export function actionForm(attributes, fields, label, work) {
	const { button, outcome } = action(label, work, { type: 'submit', class: 'primary' });
	const form = make(
		'form',
		attributes,
		...fields,
		make('div', { class: 'actions' }, button),
		outcome,
	);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void run(work, button, outcome);
	});
	return form;
}

/** Is read out when it changes. */
export function outcomeLine() {
	return make('p', { class: 'outcome', role: 'status' });
}

async function run(work, button, outcome) {
	// Not `disabled`, which would take the focus away from a keyboard user.
	if (button.getAttribute('aria-busy') === 'true') return;
	button.setAttribute('aria-busy', 'true');
	outcome.replaceChildren();
	try {
		say(outcome, 'done', (await work()) ?? 'Done.');
	} catch (error) {
		say(outcome, 'failed', error.message);
	}
	button.removeAttribute('aria-busy');
}

function say(outcome, kind, text) {
	outcome.className = `outcome ${kind}`;
	outcome.textContent = `${kind === 'failed' ? '✗' : '✓'} ${text}`;
}
