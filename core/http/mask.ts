import { processWide } from '../processWide';
import { type AnswerBody, readBody } from './response';
import { encodeComponent } from './url';
import { headerValue } from './headers';
import type { OutgoingRequest } from './request';

/** Replaces a secret, as in n8n's HTTP Request node. */
export const MASK = '**hidden**';

/**
 * Shorter values occur by chance in ordinary texts such as IDs, so masking them would change data.
 */
export const SHORTEST_MASKED = 8;

/**
 * Masks a credential's values in a service's answers. Otherwise a debug page, or a service that
 * quotes the request, would copy them into errors and items. It finds them as plain text,
 * URL-encoded, escaped as in JSON or HTML, in hex, and in base64 at any offset.
 */
export class Mask {
	private readonly forms: readonly string[];
	/** the forms, and the same escaped as in JSON */
	private readonly patterns: readonly string[];
	/** 1 where a form with this beginning exists, by its hash */
	private readonly beginnings = new Uint8Array(1 << HASH_BITS);

	/** @param secrets values other than texts of at least `SHORTEST_MASKED` characters are ignored */
	constructor(secrets: Iterable<unknown>) {
		const forms = new Set<string>();
		const patterns = new Set<string>();
		for (const secret of secrets) {
			if (typeof secret !== 'string' || secret.length < SHORTEST_MASKED) continue;
			const of = formsOf(secret);
			for (const form of of.plain) forms.add(form);
			for (const form of of.inJson) patterns.add(form);
		}
		this.patterns = [...patterns];
		for (const form of this.patterns) this.beginnings[hashOf(beginningOf(form))] = 1;
		// Longest first: a form may be part of another one.
		this.forms = [...forms].sort((a, b) => b.length - a.length);
	}

	text(text: string): string {
		let masked = text;
		for (const form of this.forms) {
			if (masked.includes(form)) masked = masked.replaceAll(form, MASK);
		}
		return masked;
	}

	/** Masks all texts of a parsed JSON value, including the names of its members. */
	value(value: unknown): unknown {
		if (typeof value === 'string') return this.text(value);
		if (Array.isArray(value)) return value.map((one) => this.value(one));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [this.text(name), this.value(one)]),
		);
	}

	/** Reads and masks the body of an answer. A body without a secret is not copied. */
	body(text: string): AnswerBody {
		const body = readBody(text);
		if (body.kind !== 'json') return this.isIn(text) ? readBody(this.text(text)) : body;
		// JSON can escape a character in several ways; the search knows only JSON.stringify's.
		const isEscaped = text.includes('\\/') || text.includes('\\u');
		const plain = isEscaped ? JSON.stringify(body.value) : text;
		return this.isIn(plain) ? { kind: 'json', value: this.value(body.value) } : body;
	}

	/** Searches for all forms in one pass: one pass per form would be slow for 10 MB. */
	private isIn(text: string): boolean {
		const { patterns, beginnings } = this;
		if (patterns.length === 0) return false;
		let last = 0;
		for (let end = 0; end < text.length; end++) {
			last = (last << 8) | (text.charCodeAt(end) & 0xff);
			if (beginnings[hashOf(last)] === 0) continue;
			const start = end - BEGINNING + 1;
			if (patterns.some((form) => text.startsWith(form, start))) return true;
		}
		return false;
	}
}

/** The number of characters that fit into one number, one byte each. */
const BEGINNING = 4;
const HASH_BITS = 14;

function beginningOf(form: string): number {
	let last = 0;
	for (let at = 0; at < BEGINNING; at++) last = (last << 8) | (form.charCodeAt(at) & 0xff);
	return last;
}

/** Hashes a beginning: multiplicative hashing with the golden ratio. */
function hashOf(beginning: number): number {
	return Math.imul(beginning, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** Caches the forms of a secret, which are the same for many requests. */
const knownForms = new Map<string, { plain: readonly string[]; inJson: readonly string[] }>();
const MOST_KNOWN = 200;

function formsOf(secret: string) {
	let forms = knownForms.get(secret);
	if (!forms) {
		const plain = [...new Set(makeForms(secret))];
		forms = { plain, inJson: [...new Set(plain.flatMap((form) => [form, jsonOf(form)]))] };
		if (knownForms.size >= MOST_KNOWN) knownForms.clear();
		knownForms.set(secret, forms);
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
 * Returns the base64 characters that depend only on these bytes when `before` bytes precede them.
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

/** A credential field as n8n describes it. */
export interface CredentialField {
	name: string;
	typeOptions?: { password?: boolean };
}

/** Returns the credential values that n8n never shows; no answer may expose them. */
export function secretValues(
	credentials: Readonly<Record<string, unknown>>,
	fields: readonly CredentialField[],
): unknown[] {
	return fields
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => credentials[name]);
}

/**
 * Keyed by the request object that a node gives to n8n: n8n passes the same object to the
 * credential.
 */
const secretsOf = processWide('secrets of requests', () => new WeakMap<object, Set<unknown>>());

/** Headers that authenticate a request. */
const PROOFS = ['authorization', 'x-api-key', 'kh-signature'];

/**
 * Returns the secrets used for a request; the credential adds them while it authenticates.
 * @param request the object that is given to n8n
 */
export function secretsSentWith(request: object): ReadonlySet<unknown> {
	const secrets = new Set<unknown>();
	secretsOf.set(request, secrets);
	return secrets;
}

/**
 * Runs a credential's authentication and records the secrets that no answer may expose.
 * @param credentialSecrets secrets of the credential
 */
export function notingSecrets<T extends OutgoingRequest>(
	request: T,
	credentialSecrets: Iterable<unknown>,
	authenticate: () => T,
): T {
	const secrets = secretsOf.get(request);
	if (!secrets) return authenticate();
	for (const secret of credentialSecrets) secrets.add(secret);
	const authenticated = authenticate();
	for (const name of PROOFS) {
		const proof = headerValue(authenticated.headers, name);
		if (typeof proof === 'string') secrets.add(proof.replace(/^Bearer /, ''));
	}
	// After a 401 n8n gives the credential its own output again.
	secretsOf.set(authenticated, secrets);
	return authenticated;
}
