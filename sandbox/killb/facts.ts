import facts from './operations.json';

/** One of the 82 operations as operations.json lists it; bodies by media type. */
export interface Operation {
	method: string;
	path: string;
	operationId: string;
	pathParams?: Record<string, Fact>;
	query?: Record<string, Fact>;
	header?: Record<string, Fact>;
	body?: Record<string, Fact>;
	/** By status; null for an empty answer. */
	responses: Record<string, Record<string, Fact> | null>;
}

export const operations = facts.operations as unknown as Operation[];

/** Types that operations.json names without listing their members. */
const UNLISTED: Record<string, Fact> = {
	/** killb.md 7. Nothing says that it is required for any method. */
	RampDetails: { 'cashIn?': { 'transfiyaAccount?': 'string' } },
	/**
	 * Of a savings withdrawal's answer: the SDK's `src/types/schema.ts`, as `npm run drift` found.
	 */
	Destination: { currency: 'string', externalAccountId: 'string' },
};

export const schemas: Record<string, Fact> = {
	...UNLISTED,
	...(facts.schemas as unknown as Record<string, Fact>),
};

/** The JSON Schema of a named type. Members that the vendor does not list are rejected. */
export function schemaOf(name: string): JsonSchema {
	const fact = schemas[name];
	if (fact === undefined) throw new Error(`operations.json has no schema ${name}`);
	return strict(fact);
}

function strict(fact: Fact): JsonSchema {
	return toSchema(fact, { named: schemaOf, closed: true });
}

/** The JSON Schema of an operation's query string, where every value arrives as text. */
export function querySchemaOf(method: string, path: string): JsonSchema {
	const operation = operations.find(
		(candidate) => candidate.method === method && candidate.path === path,
	);
	if (operation === undefined) throw new Error(`operations.json has no ${method} ${path}`);
	return objectSchema(operation.query ?? {}, toQuerySchema, true);
}

/** The names of the members of a type, without the marks of optional ones. */
export function membersOf(name: string): string[] {
	return Object.keys(schemas[name] as object).map((member) => member.replace(/\?$/, ''));
}

/** An answer: the members of a record that the type lists. */
export function answerAs(name: string, record: object): Record<string, unknown> {
	const members = new Set(membersOf(name));
	return Object.fromEntries(Object.entries(record).filter(([member]) => members.has(member)));
}

/** The names of the required members of a type. */
export function requiredOf(name: string): string[] {
	return Object.keys(schemas[name] as object).filter((member) => !member.endsWith('?'));
}

/** A list is a repeated parameter (OpenAPI's default), so a single value of it is plain text. */
function toQuerySchema(fact: Fact): JsonSchema {
	const schema = strict(fact);
	if (schema['type'] === 'number') return { type: 'string', pattern: '^[1-9][0-9]{0,8}$' };
	if (schema['type'] === 'array') return { anyOf: [{ type: 'string' }, schema] };
	return schema;
}

/**
 * A type in the notation of operations.json: `string`, `number`, `A | B`, `#Name`, each perhaps
 * followed by ` e.g. <sample>`; `{array: T}`, `{oneOf: [T]}`, `{allOf: [T]}`, or an object whose
 * optional members end in `?`.
 */
export type Fact = string | { [name: string]: Fact } | Fact[];
export type JsonSchema = Record<string, unknown>;

export interface Conversion {
	/** What replaces `#Name`: its schema, or a reference to it. */
	named: (name: string) => JsonSchema;
	/** Whether objects reject members that are not listed. */
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

function objectSchema(
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
