import { type AnswerBody, readBody } from './response';
import { encodeComponent } from './url';
import { headerValue } from './headers';
import type { OutgoingRequest } from './request';

/** Stands where a secret stood; n8n's HTTP Request node writes the same. */
export const MASK = '**hidden**';

/**
 * Shorter values stand in ordinary texts by chance, such as in an ID: to mask them would change
 * data.
 */
export const SHORTEST_MASKED = 8;

/**
 * Takes a credential's own values out of what a service answers: a page for debugging, or a service
 * that quotes the request, would otherwise bring them into errors and items. They are found plain,
 * as in a URL, as in JSON or HTML, in hex, and in base64 wherever they begin in it.
 */
export class Mask {
	private readonly forms: readonly string[];
	/** the forms, and how they stand in the text of JSON */
	private readonly sought: readonly string[];
	/** where a form with this beginning exists, by its hash */
	private readonly beginnings = new Uint8Array(1 << HASH_BITS);

	/** @param secrets anything but texts of at least `SHORTEST_MASKED` characters is left out */
	constructor(secrets: Iterable<unknown>) {
		const forms = new Set<string>();
		const sought = new Set<string>();
		for (const secret of secrets) {
			if (typeof secret !== 'string' || secret.length < SHORTEST_MASKED) continue;
			const of = formsOf(secret);
			for (const form of of.plain) forms.add(form);
			for (const form of of.inJson) sought.add(form);
		}
		this.sought = [...sought];
		for (const form of this.sought) this.beginnings[hashOf(beginningOf(form))] = 1;
		// A form may be part of another one.
		this.forms = [...forms].sort((a, b) => b.length - a.length);
	}

	text(text: string): string {
		let masked = text;
		for (const form of this.forms) {
			if (masked.includes(form)) masked = masked.replaceAll(form, MASK);
		}
		return masked;
	}

	/** A parsed JSON value with all of its texts, names of members included. */
	value(value: unknown): unknown {
		if (typeof value === 'string') return this.text(value);
		if (Array.isArray(value)) return value.map((one) => this.value(one));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [this.text(name), this.value(one)]),
		);
	}

	/** Reads the body of an answer. A body without a secret is only searched, not copied. */
	body(text: string): AnswerBody {
		const body = readBody(text);
		if (body.kind !== 'json') return this.isIn(text) ? readBody(this.text(text)) : body;
		// What JSON may escape in several ways is looked for in the one way that JSON.stringify has.
		const isEscaped = text.includes('\\/') || text.includes('\\u');
		const plain = isEscaped ? JSON.stringify(body.value) : text;
		return this.isIn(plain) ? { kind: 'json', value: this.value(body.value) } : body;
	}

	/** One pass for all forms: an answer of 10 MB would be slow to search for each of them. */
	private isIn(text: string): boolean {
		const { sought, beginnings } = this;
		if (sought.length === 0) return false;
		let last = 0;
		for (let end = 0; end < text.length; end++) {
			last = (last << 8) | (text.charCodeAt(end) & 0xff);
			if (beginnings[hashOf(last)] === 0) continue;
			const start = end - BEGINNING + 1;
			if (sought.some((form) => text.startsWith(form, start))) return true;
		}
		return false;
	}
}

/** As many characters as fit into one number, a byte of each. */
const BEGINNING = 4;
const HASH_BITS = 14;

function beginningOf(form: string): number {
	let last = 0;
	for (let at = 0; at < BEGINNING; at++) last = (last << 8) | (form.charCodeAt(at) & 0xff);
	return last;
}

/** Multiplicative hashing with the golden ratio. */
function hashOf(beginning: number): number {
	return Math.imul(beginning, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** The forms of a password or a token are the same for many requests. */
const known = new Map<string, { plain: readonly string[]; inJson: readonly string[] }>();
const MOST_KNOWN = 200;

function formsOf(secret: string) {
	let forms = known.get(secret);
	if (!forms) {
		const plain = [...new Set(makeForms(secret))];
		forms = { plain, inJson: [...new Set(plain.flatMap((form) => [form, jsonOf(form)]))] };
		if (known.size >= MOST_KNOWN) known.clear();
		known.set(secret, forms);
	}
	return forms;
}

function makeForms(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const hex = bytes.toString('hex');
	const base64 = [0, 1, 2].map((before) => base64At(bytes, before));
	const json = jsonOf(secret);
	const urls = [
		encodeURIComponent(bytes.toString('utf8')),
		encodeComponent(secret),
		new URLSearchParams({ s: secret }).toString().slice(2),
	];
	return [
		secret,
		...urls,
		...urls.map((url) => url.replace(/%../g, (byte) => byte.toLowerCase())),
		json,
		// JSON in JSON.
		jsonOf(json),
		json.replaceAll('/', '\\/'),
		json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
		htmlOf(secret, '&#39;'),
		htmlOf(secret, '&#039;'),
		hex,
		hex.toUpperCase(),
		...base64,
		...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
	];
}

function jsonOf(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

/**
 * The characters of a base64 text that depend on nothing but these bytes, when `before` bytes stand
 * before them.
 */
function base64At(bytes: Buffer, before: number): string {
	const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
	return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function htmlOf(text: string, apostrophe: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", apostrophe);
}

/** A field of a credential, as n8n knows it. */
export interface CredentialField {
	name: string;
	typeOptions?: { password?: boolean };
}

/**
 * The values of a credential that n8n never shows: none of them may come back in what a service
 * answers.
 */
export function secretValues(
	credentials: Readonly<Record<string, unknown>>,
	fields: readonly CredentialField[],
): unknown[] {
	return fields
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => credentials[name]);
}

/**
 * By the request that a node hands to n8n, which n8n hands on to the credential as the same object.
 */
const secretsOf = new WeakMap<object, Set<unknown>>();

/** What proves who sent a request. */
const PROOFS = ['authorization', 'x-api-key', 'kh-signature'];

/**
 * The secrets that the credential will use for a request; the credential notes them while it sends.
 * @param request as it is handed to n8n
 */
export function secretsSentWith(request: object): ReadonlySet<unknown> {
	const secrets = new Set<unknown>();
	secretsOf.set(request, secrets);
	return secrets;
}

/**
 * Lets a credential do its work on a request, and notes what must come back in no answer to it.
 * @param held secrets in the credential
 */
export function notingSecrets<T extends OutgoingRequest>(
	request: T,
	held: Iterable<unknown>,
	authenticate: () => T,
): T {
	const secrets = secretsOf.get(request);
	if (!secrets) return authenticate();
	for (const secret of held) secrets.add(secret);
	const authenticated = authenticate();
	for (const name of PROOFS) {
		const proof = headerValue(authenticated.headers, name);
		if (typeof proof === 'string') secrets.add(proof.replace(/^Bearer /, ''));
	}
	// After a 401 n8n hands the credential its own output again.
	secretsOf.set(authenticated, secrets);
	return authenticated;
}
