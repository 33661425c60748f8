import { actionForm } from './action.js';
import { control } from './api.js';
import { field, make, select } from './elements.js';
import { SETTINGS } from './setting-list.js';

/**
 * The settings that matter for testing a workflow; the form shows the current values, until the
 * user changes it.
 */
export function settingsForm(panel) {
	const inputs = SETTINGS.flatMap(({ fields }) =>
		fields.map((setting) => ({ setting, input: inputOf(setting) })),
	);
	let set;

	const show = (settings, always = set === undefined) => {
		for (const { setting, input } of inputs) {
			if (always || valueOf(input) === textOf(set, setting)) put(input, textOf(settings, setting));
		}
		set = settings;
	};
	const save = async () => {
		const changed = inputs.filter(({ setting, input }) => valueOf(input) !== textOf(set, setting));
		const patches = new Map();
		for (const { setting, input } of changed) {
			const [section, ...members] = setting.path.split('.');
			if (!patches.has(section)) patches.set(section, {});
			setAt(patches.get(section), members, read(setting, input));
		}
		for (const [section, patch] of patches) await control('PUT', `/${section}`, patch);
		show(await control('GET', '/settings'), true);
		return changed.length === 0 ? 'Nothing was changed.' : 'Saved; it counts from now on.';
	};

	const groups = SETTINGS.map(({ name, fields }) =>
		make(
			'fieldset',
			{},
			make('legend', {}, name),
			...fields.map((setting) =>
				shown(setting, inputs.find((made) => made.setting === setting).input),
			),
		),
	);
	panel.append(
		make('p', { class: 'hint' }, 'All others are in sandbox/README.md.'),
		actionForm({ 'aria-label': 'Settings' }, groups, 'Save the settings', save),
	);
	return { refresh: async () => show(await control('GET', '/settings')) };
}

function inputOf({ path, kind, options }) {
	if (options !== undefined) return select(path, options);
	if (kind === 'check') return make('input', { type: 'checkbox', name: path });
	if (kind === 'text') return make('input', { name: path });
	return make('input', { type: 'number', name: path, step: 'any', required: true });
}

function shown({ label, hint, kind }, input) {
	return kind === 'check'
		? make('label', { class: 'check' }, input, label)
		: field(label, input, hint);
}

const valueOf = (input) => (input.type === 'checkbox' ? String(input.checked) : input.value);

function put(input, text) {
	if (input.type === 'checkbox') input.checked = text === 'true';
	else input.value = text;
}

/** The current value, as the input shows it. */
function textOf(settings, { path }) {
	return String(path.split('.').reduce((part, member) => part[member], settings));
}

function read({ kind, options }, input) {
	if (kind === 'check') return input.checked;
	return kind === 'text' || options !== undefined ? input.value : input.valueAsNumber;
}

function setAt(target, [member, ...rest], value) {
	if (rest.length === 0) target[member] = value;
	else setAt((target[member] ??= {}), rest, value);
}
