import { invalidCredential } from '../invalidCredential';
import { isObject, parseJson } from '../json';

/** One assumption, and the values that may replace it. */
interface Assumption<T> {
	/** the assumed value */
	readonly value: T;
	/** completes "must be …" */
	readonly takes: string;
	readonly isTaken: (value: unknown) => boolean;
}

/** The name of a JSON field. */
const fieldName = (value: string): Assumption<string> => ({
	value,
	takes: 'a name',
	isTaken: (given) => typeof given === 'string' && given.trim() !== '',
});

/** The name of a query parameter. */
const parameterName = (value: string): Assumption<string> => ({
	value,
	takes: 'a name or ""',
	isTaken: (given) => typeof given === 'string',
});

const oneOf = <const T extends string | null>(value: T, ...others: T[]): Assumption<T> => ({
	value,
	takes: [value, ...others].map((one) => JSON.stringify(one)).join(' or '),
	isTaken: (given) => [value, ...others].includes(given as T),
});

/** Whose end *Wait Until Done* recognises: an order, and a service after each action. */
type Awaited = 'order' | 'start' | 'stop' | 'reboot' | 'reinstall' | 'suspend' | 'unsuspend';

/** The statuses that end each of them well, and those that end any of them badly. */
export type FinalStatuses = Readonly<Record<Awaited | 'failed', readonly string[]>>;

const RUNNING = ['running', 'active', 'online', 'on', 'started', 'up'];

/** KernelHost documents no status of orders and services (kernelhost.md 4). */
const FINAL_STATUSES: FinalStatuses = {
	order: ['provisioned', 'active', 'completed', 'complete', 'delivered', 'fulfilled', 'done'],
	start: RUNNING,
	stop: ['stopped', 'offline', 'off', 'inactive', 'halted', 'down'],
	reboot: RUNNING,
	reinstall: RUNNING,
	suspend: ['suspended'],
	unsuspend: RUNNING,
	failed: [
		...['failed', 'failure', 'error', 'rejected', 'declined', 'fraud', 'expired'],
		...['cancelled', 'canceled', 'refunded', 'terminated', 'deleted'],
	],
};

/** Lists of statuses, each of which replaces the assumed one of its name. */
const statusLists = (value: FinalStatuses): Assumption<FinalStatuses> => ({
	value,
	takes: `lists of texts named ${Object.keys(value).join(', ')}`,
	isTaken: (given) =>
		isObject(given) &&
		Object.entries(given).every(
			([name, list]) =>
				Object.hasOwn(value, name) &&
				Array.isArray(list) &&
				list.every((status) => typeof status === 'string'),
		),
});

/**
 * Named assumptions about undocumented details of KernelHost, each with the member of the
 * credential's Vendor Overrides that replaces it. Users learn these only from an error, so they
 * have no form fields.
 */
const ASSUMPTIONS = {
	/** the JSON field with the action, in the operations of Service (kernelhost.md 4.1) */
	actionField: fieldName('action'),
	/** the JSON field with the configuration options, in Order: Create (kernelhost.md 4.1) */
	configOptionsField: fieldName('config_options'),
	/**
	 * the JSON field with the URL, in Webhook: Set and Remove and in the trigger (kernelhost.md 4.1)
	 */
	webhookUrlField: fieldName('url'),
	/** what unsets the URL, in Webhook: Remove and in the trigger (kernelhost.md 4.1) */
	webhookEmptyValue: oneOf<null | ''>(null, ''),
	/** the query parameters of paginated lists (kernelhost.md 5) */
	pageParameter: parameterName('page'),
	limitParameter: parameterName('limit'),
	cursorParameter: parameterName('cursor'),
	/**
	 * which part of the path is signed: the vendor's samples and its prose disagree
	 * (kernelhost.md 10.1)
	 */
	signedPath: oneOf<'belowApiRoot' | 'fullPath'>('belowApiRoot', 'fullPath'),
	/** the case of the signature's hex digits: that of all samples (kernelhost.md 3) */
	signatureDigits: oneOf<'lower' | 'upper'>('lower', 'upper'),
	/** the JSON field with the status of an order or a service (kernelhost.md 4) */
	statusField: fieldName('status'),
	/**
	 * the JSON field that says whether a service runs; where there is none, its status says it
	 * (kernelhost.md 4)
	 */
	powerField: fieldName('power'),
	/** the statuses at which *Wait Until Done* ends; with any other one it keeps waiting */
	finalStatuses: statusLists(FINAL_STATUSES),
};

type Name = keyof typeof ASSUMPTIONS;

export type VendorOverrides = { readonly [N in Name]: (typeof ASSUMPTIONS)[N]['value'] };

/** Which part of the path is signed. */
export type SignedPath = VendorOverrides['signedPath'];

/** The case of the hex digits of a signature. */
export type SignatureDigits = VendorOverrides['signatureDigits'];

export const ASSUMED = Object.fromEntries(
	Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]),
) as unknown as VendorOverrides;

const FIELD = 'Vendor Overrides of the KernelHost credential must';

/** Caches the last overrides, since every request reads the same ones. */
let last = { text: '', read: ASSUMED };

/**
 * Reads a credential's Vendor Overrides; the assumptions fill in the rest.
 * @param given the field's value: JSON, or the result of an expression
 * @throws Error that names the problem and the members that exist
 */
export function vendorOverrides(given: unknown): VendorOverrides {
	if (given === undefined || given === null) return ASSUMED;
	if (typeof given !== 'string') return checked(given);
	const text = given.trim();
	if (text !== last.text) last = { text, read: checked(parsed(text)) };
	return last.read;
}

function parsed(text: string): unknown {
	if (text === '') return {};
	const json = parseJson(text);
	if (!json.ok) throw invalidCredential(`${FIELD} be valid JSON (${json.problem}).`);
	return json.value;
}

function checked(given: unknown): VendorOverrides {
	if (!isObject(given)) {
		throw invalidCredential(`${FIELD} be a JSON object, such as {"actionField": "command"}.`);
	}
	for (const [name, value] of Object.entries(given)) {
		if (!Object.hasOwn(ASSUMPTIONS, name)) {
			const members = Object.keys(ASSUMPTIONS).join(', ');
			throw invalidCredential(`${FIELD} only have members named ${members}, not "${name}".`);
		}
		const { takes, isTaken } = ASSUMPTIONS[name as Name];
		if (!isTaken(value)) {
			const shown = String(JSON.stringify(value)).slice(0, 40);
			throw invalidCredential(`${FIELD} have ${takes} as ${name}, not ${shown}.`);
		}
	}
	const trimmed = Object.entries(given).map(([name, value]) => [name, completed(name, value)]);
	return { ...ASSUMED, ...(Object.fromEntries(trimmed) as Partial<VendorOverrides>) };
}

function completed(name: string, value: unknown): unknown {
	if (name === 'finalStatuses') return { ...FINAL_STATUSES, ...(value as Partial<FinalStatuses>) };
	return typeof value === 'string' ? value.trim() : value;
}
