import { action, actionForm } from './action.js';
import { control } from './api.js';
import { field, make, select } from './elements.js';
import { FAULT_KINDS, inWords } from './fault-kinds.js';
import { nameOf, SERVICES } from './words.js';

const PATHS = [
	'/v1/orders',
	'/v1/services',
	'/v1/products',
	'/ramps',
	'/payouts',
	'/quotations',
	'/users',
	'/auth/login',
];

/** The form that makes the next requests fail, and the list of pending faults. */
export function faultForm(panel) {
	const service = select('fault-service', SERVICES);
	const kind = select(
		'fault-kind',
		FAULT_KINDS.map(({ id, name }) => [id, name]),
	);
	const seen = make('p', { class: 'hint', id: 'fault-seen', role: 'status' });
	kind.setAttribute('aria-describedby', 'fault-seen');
	const path = make('input', {
		name: 'fault-path',
		list: 'fault-paths',
		placeholder: 'all of them',
	});
	const paths = make(
		'datalist',
		{ id: 'fault-paths' },
		...PATHS.map((value) => make('option', { value })),
	);
	const method = select('fault-method', [
		['', 'any method'],
		...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((name) => [name, name]),
	]);
	const times = numberInput('fault-times', { value: 1, min: 1 });
	const after = numberInput('fault-after', { value: 0, min: 0 });
	const seconds = numberInput('fault-seconds', { value: 5, min: 0.1, step: 'any' });
	const secondsField = field('How many seconds late', seconds);
	const chosen = () => FAULT_KINDS.find(({ id }) => id === kind.value);
	const describe = () => {
		seen.textContent = chosen().seen;
		secondsField.hidden = chosen().asks !== 'seconds';
	};
	kind.addEventListener('change', describe);
	describe();

	const pending = make('ul', { class: 'pending', 'aria-label': 'Still to come' });
	const show = ({ faults }) => {
		const lines = faults.length === 0 ? ['Nothing is going to break.'] : faults.map(lineOf);
		const shown = [...pending.children].map(({ textContent }) => textContent);
		if (lines.join('\n') === shown.join('\n')) return;
		pending.replaceChildren(...lines.map((line) => make('li', {}, line)));
	};
	const add = async () => {
		const { fault, asks } = chosen();
		show(
			await control('POST', '/faults', {
				faults: [
					{
						service: service.value,
						...fault,
						times: times.valueAsNumber,
						after: after.valueAsNumber,
						...(asks === 'seconds' ? { delayMs: Math.round(seconds.valueAsNumber * 1000) } : {}),
						...(path.value.trim() === '' ? {} : { path: path.value.trim() }),
						...(method.value === '' ? {} : { method: method.value }),
					},
				],
			}),
		);
		return 'It will break.';
	};
	const clear = action('Break nothing any more', async () => {
		await control('DELETE', '/faults');
		show({ faults: [] });
		return 'Nothing is going to break.';
	});

	const fields = [
		field('Service', service),
		field('What happens', kind),
		seen,
		secondsField,
		field('How many requests', times),
		field('After so many that work', after),
		field('Only with this in the path', path),
		field('Only this method', method),
	];
	panel.append(
		actionForm({ 'aria-label': 'Fault' }, [...fields, paths], 'Break it', add),
		make('h3', {}, 'Still to come'),
		pending,
		make('div', { class: 'actions' }, clear.button),
		clear.outcome,
	);
	return { refresh: async () => show(await control('GET', '/faults')) };
}

function lineOf(fault) {
	const { service, method, path, times, after } = fault;
	const requests = `${method ?? ''} request${times === 1 ? '' : 's'}`.trim();
	const where = path === undefined ? '' : ` with “${path}” in the path`;
	const many = times === 1 ? 'the next' : `each of the next ${times}`;
	const later = after === 0 ? '' : ` (after ${after} that work${after === 1 ? 's' : ''})`;
	return `${nameOf(service)}: ${many} ${requests}${where} ${inWords(fault)}${later}.`;
}

function numberInput(name, attributes) {
	return make('input', { name, type: 'number', required: true, step: 1, ...attributes });
}
