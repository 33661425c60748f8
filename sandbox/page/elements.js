/**
 * Creates an element. Texts become text nodes, never elements: the journal shows untrusted content.
 * @param {Record<string, unknown>} attributes `on…` is a listener, true an attribute without value,
 * false and undefined none
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else if (value === true) element.setAttribute(name, '');
		else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
	}
	element.append(...children);
	return element;
}

let hints = 0;

/** An input with its label, and a hint that is read out with it. */
export function field(label, input, hint) {
	const named = make('label', { class: 'field' }, make('span', {}, label), input);
	if (hint === undefined) return named;
	const id = `hint-${++hints}`;
	input.setAttribute('aria-describedby', id);
	return make('div', {}, named, make('p', { class: 'hint', id }, hint));
}

/** @param {Array<[string, string]>} options value and text */
export function select(name, options, attributes = {}) {
	return setOptions(make('select', { name, ...attributes }), options);
}

/**
 * Replaces the options of a select if they have changed, and keeps the choice if it still exists.
 */
export function setOptions(element, options) {
	const shown = [...element.options].map(({ value, text }) => [value, text]);
	if (JSON.stringify(shown) === JSON.stringify(options)) return element;
	const { value } = element;
	element.replaceChildren(...options.map(([id, text]) => make('option', { value: id }, text)));
	if (options.some(([id]) => id === value)) element.value = value;
	return element;
}

/** JSON over several lines; every other text as it is. */
export function pretty(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
