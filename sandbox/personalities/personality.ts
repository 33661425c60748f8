import { createHash } from 'node:crypto';
import type { Service } from '../shared/journal';
import type { SettingsPatch, SettingsSection } from '../shared/settings';

/** A request after the service has checked who sent it. The members may be changed. */
export interface ReceivedRequest {
	readonly method: string;
	/** below the API root, without the query */
	readonly path: string;
	query: Record<string, unknown>;
	/** undefined where the body is not a JSON object */
	body: Record<string, unknown> | undefined;
}

/** An answer with JSON, or without a body. The members may be changed. */
export interface SentAnswer {
	readonly method: string;
	/** below the API root, without the query */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	status: number;
	/** names in lower case; further headers are added to the answer's own */
	headers: Record<string, string>;
	/** undefined: no body */
	body: unknown;
}

/** A behaviour that a vendor may have instead of an assumed one. */
export interface Personality {
	readonly service: Service;
	/** the first cell of the row of docs/assumptions.md that it is the alternative of */
	readonly assumption: string;
	/** what differs from the sandbox's usual behaviour */
	readonly differs: string;
	/** settings that make the difference */
	readonly settings?: { readonly [S in SettingsSection]?: SettingsPatch<S> };
	/**
	 * Translates a request into the sandbox's own form.
	 * @throws an error of the service, for a request that such a service would reject
	 */
	readonly request?: (request: ReceivedRequest) => void;
	/** Translates an answer of the sandbox into the form of such a service. */
	readonly answer?: (answer: SentAnswer) => void;
	/** Translates an event before it is signed. */
	readonly event?: (event: Record<string, unknown>) => unknown;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the entries of a list in an order that follows neither age nor ID. */
export function disordered(entries: readonly unknown[]): unknown[] {
	const printOf = (entry: unknown) =>
		createHash('sha256').update(JSON.stringify(entry)).digest('hex');
	return [...entries].sort((one, other) => (printOf(one) < printOf(other) ? -1 : 1));
}

/** Returns a JSON value with other names of members, at every depth. */
export function renamed(value: unknown, names: Readonly<Record<string, string>>): unknown {
	if (Array.isArray(value)) return value.map((entry) => renamed(entry, names));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [names[name] ?? name, renamed(inner, names)]),
	);
}
