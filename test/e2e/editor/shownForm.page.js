/*
 * Runs in the page, not in Node: reads the content of the open form in one go, in its order.
 * Reading each input separately takes many times as long.
 */
(() => {
	const byId = (id) => `[data-test-id="${id}"]`;
	const textOf = (element) => element?.innerText.trim() ?? '';
	const typedIn = (element, selector) => element.querySelector(selector)?.value ?? '';

	const valueOf = (input) => {
		const locator = input.querySelector('[data-test-id^="resource-locator-"]');
		if (locator) {
			const mode = typedIn(locator, `${byId('rlc-mode-selector')} input`);
			return `${mode}: ${typedIn(locator, byId('rlc-input'))}`;
		}
		const toggle = input.querySelector('[role="switch"]');
		if (toggle) return String(toggle.getAttribute('aria-checked'));
		const code = input.querySelector('.cm-content');
		if (code) return textOf(code);
		const tags = [...input.querySelectorAll('.el-tag')];
		if (tags.length > 0) return tags.map(textOf).join(', ');
		return typedIn(input, 'input, textarea');
	};

	const fieldOf = (element) => {
		if (!element.matches(byId('input-label'))) return { label: textOf(element) };
		const label = textOf(element.querySelector('label > div span'));
		const input = element.querySelector('[data-test-id^="parameter-input-"]');
		return input ? { label, value: valueOf(input) } : { label };
	};

	const form = globalThis.document.querySelector(byId('node-parameters'));
	// The inputs of the tab "Settings" are in the page as well, but hidden.
	return [...form.querySelectorAll(`${byId('input-label')}, .n8n-notice, .notice`)]
		.filter((element) => element.offsetParent !== null)
		.map(fieldOf);
})();
