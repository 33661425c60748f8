/**
 * The forms in which a secret can be in a text: plain, URL-encoded, in hex, and in base64 at each
 * of the three offsets within a group, in both alphabets.
 */
export function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const hex = bytes.toString('hex');
	const base64 = [0, 1, 2].map((before) => base64At(bytes, before));
	return [
		...new Set([
			secret,
			encodeURIComponent(secret),
			new URLSearchParams({ s: secret }).toString().slice(2),
			JSON.stringify(secret).slice(1, -1),
			hex,
			hex.toUpperCase(),
			...base64,
			...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
		]),
	];
}

/**
 * The characters of a base64 text that depend only on these bytes, when `before` bytes come before
 * them.
 */
function base64At(bytes: Buffer, before: number): string {
	const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
	const first = Math.ceil((before * 8) / 6);
	const end = Math.floor(((before + bytes.length) * 8) / 6);
	return text.slice(first, end);
}

/** Searches texts for secrets. */
export class SecretSearch {
	private readonly forms: Array<{ name: string; form: string }>;

	/** @param secrets by a name that may be reported */
	constructor(secrets: Iterable<readonly [name: string, secret: string]>) {
		this.forms = [...secrets].flatMap(([name, secret]) => {
			if (secret.length < 8) throw new Error(`${name} is too short to be looked for`);
			return formsOf(secret).map((form) => ({ name, form }));
		});
	}

	/** The names of the secrets that a text contains in any form. */
	in(text: string): string[] {
		const found = this.forms.filter(({ form }) => text.includes(form));
		return [...new Set(found.map(({ name }) => name))];
	}
}
