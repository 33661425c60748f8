import type { IDataObject } from 'n8n-workflow';

/** Returns the name of a company or a person. */
export function nameIn(data: unknown): string {
	const { companyName, firstName, lastName } = (data ?? {}) as IDataObject;
	return [companyName, firstName, lastName].filter(Boolean).join(' ');
}

/** Returns the day of a time in ISO 8601. */
export function dayOf(time: unknown): string | undefined {
	return typeof time === 'string' ? time.slice(0, 10) : undefined;
}

/** Returns an amount with its currency. */
export function sum(amount: unknown, currency: unknown): string {
	return [amount, currency].filter((part) => part !== undefined && part !== null).join(' ');
}

/** Returns the last characters of a number, which tell two apart without showing all of it. */
export function lastOf(number: unknown): string | undefined {
	if (typeof number !== 'string' && typeof number !== 'number') return undefined;
	const text = String(number);
	return text.length > 4 ? `…${text.slice(-4)}` : text;
}

/** Returns words as one. */
export function joined(...words: unknown[]): string {
	return words.filter(Boolean).join(' ');
}
