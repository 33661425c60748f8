import facts from '../../sandbox/killb/operations.json';
import { ASSUMED } from '../../core/kernelhost/overrides';
import { isObject } from '../../core/json';
import { type Attempt, problemOf } from '../../nodes/shared/connection/attempt';

/** One request and its answer, anonymised. */
export interface RecordedAnswer {
	path: string;
	query: unknown;
	status: number;
	headers: Record<string, string>;
	/** undefined for no body, and for a file */
	body?: unknown;
}

/** Returns the values of KillB's types: `ACTIVE | PENDING | REJECTED  e.g. ACTIVE`. */
function documentedValues(fact: unknown): string[] {
	if (typeof fact === 'object' && fact !== null)
		return Object.values(fact).flatMap(documentedValues);
	const [type = ''] = String(fact).split('  e.g.');
	return type.includes(' | ') ? type.split(' | ').filter((value) => /^[A-Z]\w*$/.test(value)) : [];
}

/** The texts that stay, since the vendors or this package name them: none is about a person. */
const KNOWN_TEXTS = new Set([
	...documentedValues(facts),
	...Object.values(ASSUMED.finalStatuses).flat(),
	...['EUR', 'monthly', 'quarterly', 'annually', 'paid', 'unpaid', 'pending'],
	...['start', 'stop', 'reboot', 'reinstall', 'suspend', 'unsuspend', 'terminate'],
	...['read:products', 'read:orders', 'write:orders', 'read:services', 'write:services'],
	...['read:credentials', 'read:billing', 'read:webhooks', 'write:webhooks'],
]);

/** The words of the paths that the check requests. */
const KNOWN_SEGMENTS = new Set(
	'v1 me products services billing invoices pdf webhooks api v2 auth users accounts customers balances'.split(
		' ',
	),
);

/** The numbers that stay: they count, or they are a status. */
const COUNTS =
	/^(total(_?(pages?|count|items))?|pages?|last_?page|limit|per_page|page_size|statusCode|attempts|expiresIn)$/i;

/** The headers that stay, by name in lower case; all others are left out. */
const HEADERS = new Set([
	...['content-type', 'date', 'link', 'retry-after'],
	...['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
]);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})?$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * Replaces every value that is not known to be harmless, equal ones by equal ones, and keeps its
 * form: an ID stays an ID, a time a time. Names of members stay as far as they are plain words.
 */
export class Anonymiser {
	private readonly texts = new Map<string, string>();
	private readonly numbers = new Map<number, number>();

	value(value: unknown, name = ''): unknown {
		if (Array.isArray(value)) return value.map((entry) => this.value(entry, name));
		if (isObject(value)) {
			return Object.fromEntries(
				Object.entries(value).map(([key, inner]) => [this.member(key), this.value(inner, key)]),
			);
		}
		if (typeof value === 'string') return this.text(value);
		if (typeof value === 'number') return COUNTS.test(name) ? value : this.number(value);
		return typeof value === 'boolean' ? value : null;
	}

	/** The name of a member: an object may have e-mail addresses or IDs as names. */
	private member(name: string): string {
		return /^[a-z_]{1,40}\d{0,2}$/i.test(name) ? name : this.text(name);
	}

	text(text: string): string {
		if (text === '' || KNOWN_TEXTS.has(text)) return text;
		const known = this.texts.get(text);
		if (known !== undefined) return known;
		const replaced = this.replacement(text, this.texts.size + 1);
		this.texts.set(text, replaced);
		return replaced;
	}

	private replacement(text: string, number: number): string {
		if (UUID.test(text)) return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
		if (ISO_TIME.test(text)) return new Date(TIME + number * 1000).toISOString();
		if (ISO_DAY.test(text)) return '2024-01-01';
		if (/^\d+$/.test(text)) return String(this.number(Number(text)));
		if (/^-?\d+\.\d+$/.test(text)) return `${number}.00`;
		if (IPV4.test(text)) return `192.0.2.${number % 256}`;
		if (/^\S+@\S+$/.test(text)) return `person-${number}@example.test`;
		if (/^https?:\/\//i.test(text)) return `https://example.test/${number}`;
		return `text-${number}`;
	}

	/** Keeps whether it is whole, negative, and of the size of a time. */
	number(number: number): number {
		const known = this.numbers.get(number);
		if (known !== undefined) return known;
		const count = this.numbers.size + 1;
		const size = Math.abs(number);
		const base = size >= 1e11 ? TIME : size >= 1e9 ? TIME / 1000 : 1000;
		const replaced =
			(Number.isInteger(number) ? base + count : count + 0.5) * (number < 0 ? -1 : 1);
		this.numbers.set(number, replaced);
		return replaced;
	}

	path(path: string): string {
		const parts = path.split('/');
		return parts
			.map((part) => (part === '' || KNOWN_SEGMENTS.has(part) ? part : this.text(part)))
			.join('/');
	}

	query(query: Readonly<Record<string, unknown>>): unknown {
		const one = (value: unknown) => (typeof value === 'number' ? value : this.text(String(value)));
		return Object.fromEntries(
			Object.entries(query).map(([name, value]) => [
				name,
				// IDs in a list are replaced one by one, so that they stay those of the answers.
				Array.isArray(value)
					? value.map(one)
					: typeof value === 'string'
						? value.split(',').map(one).join(',')
						: one(value),
			]),
		);
	}

	headers(headers: Readonly<Record<string, string>>): Record<string, string> {
		const kept = Object.entries(headers).filter(([name]) => HEADERS.has(name));
		return Object.fromEntries(kept.map(([name, value]) => [name, this.header(name, value)]));
	}

	private header(name: string, value: string): string {
		if (name === 'date') return new Date(TIME).toUTCString();
		if (name === 'content-type') return /^[\w/+.-]+(; charset=[\w-]+)?$/.exec(value)?.[0] ?? '';
		if (name === 'link') return '<https://example.test/?page=2>; rel="next"';
		if (!/^\d{1,15}$/.test(value)) return new Date(TIME).toUTCString();
		return name === 'x-ratelimit-reset' && Number(value) >= 1e9
			? String(this.number(Number(value)))
			: value;
	}
}

/** The time that replaces times, in milliseconds. */
const TIME = Date.UTC(2024, 0, 1);

/** Collects the answers of one service. */
export class AnswerLog {
	readonly answers: RecordedAnswer[] = [];
	private readonly anonymiser = new Anonymiser();

	add(
		{ path, query }: { path: string; query: Readonly<Record<string, unknown>> },
		{ answer, error }: Attempt,
	): void {
		const request = { path: this.anonymiser.path(path), query: this.anonymiser.query(query) };
		if (answer) {
			const { status, headers, body } = answer;
			this.answers.push({
				...request,
				status,
				headers: this.anonymiser.headers(headers),
				...(body === undefined ? {} : { body: this.anonymiser.value(body) }),
			});
			return;
		}
		// The nodes keep what they read of an error, and not its text.
		const { httpCode, code, reason, type } = problemOf(error);
		const body = this.anonymiser.value({ code, reason, type });
		this.answers.push({ ...request, status: Number(httpCode ?? 0), headers: {}, body });
	}
}
