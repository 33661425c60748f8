/**
 * A type in the notation of operations.json: `string`, `number`, `A | B`, `#Name`, each perhaps followed by
 * `  e.g. <sample>`; `{array: T}`, `{oneOf: [T]}`, `{allOf: [T]}`, or an object whose optional members end in `?`.
 */
export type Fact = string | { [name: string]: Fact } | Fact[];
export type JsonSchema = Record<string, unknown>;

export interface Conversion {
	/** What stands for `#Name`: its schema, or a reference to it. */
	named: (name: string) => JsonSchema;
	/** Whether objects refuse members that are not listed. */
	closed: boolean;
}

export function toSchema(fact: Fact, conversion: Conversion): JsonSchema {
	const convert = (part: Fact) => toSchema(part, conversion);
	if (typeof fact === 'string') return textSchema(fact.split('  e.g.')[0] ?? '', conversion.named);
	if (Array.isArray(fact)) throw new Error('A list is only a type inside oneOf');
	if (fact['array'] !== undefined) return { type: 'array', items: convert(fact['array']) };
	// Not `oneOf`: a document such as an RFC is one of a person and one of a company.
	if (Array.isArray(fact['oneOf'])) return { anyOf: fact['oneOf'].map(convert) };
	if (Array.isArray(fact['allOf'])) return { allOf: fact['allOf'].map(convert) };
	// Any name: `[key]` in the notation.
	if (fact['[key]'] !== undefined) {
		return { type: 'object', additionalProperties: convert(fact['[key]']) };
	}
	return objectSchema(fact, convert, conversion.closed);
}

export function objectSchema(
	members: Record<string, Fact>,
	convert: (fact: Fact) => JsonSchema,
	closed: boolean,
): JsonSchema {
	const names = Object.keys(members);
	return {
		type: 'object',
		...(closed ? { additionalProperties: false } : {}),
		required: names.filter((name) => !name.endsWith('?')),
		properties: Object.fromEntries(
			Object.entries(members).map(([name, fact]) => [name.replace(/\?$/, ''), convert(fact)]),
		),
	};
}

function textSchema(text: string, named: Conversion['named']): JsonSchema {
	if (text.startsWith('#')) return named(text.slice(1));
	const names = text.split(' | ');
	const types = names.filter((name) => ['string', 'number', 'boolean', 'null'].includes(name));
	if (types.length === names.length) return { type: types.length === 1 ? types[0] : types };
	if (text.startsWith('Record<')) return { type: 'object' };
	return { enum: names.map((name) => name.replace(/^"|"$/g, '')) };
}
