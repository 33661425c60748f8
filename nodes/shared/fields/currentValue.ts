import type { ILoadOptionsFunctions } from 'n8n-workflow';

/**
 * What another input of the form holds while a list is being filled, for lists that depend on it.
 * @returns undefined while it is empty, and where it is an expression, whose value only an execution knows
 */
export function currentValue(context: ILoadOptionsFunctions, name: string): string | undefined {
	const raw = context.getCurrentNodeParameter(name) as unknown;
	const given = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	if (typeof given !== 'string' && typeof given !== 'number') return undefined;
	const text = String(given).trim();
	return text === '' || text.startsWith('=') ? undefined : text;
}
