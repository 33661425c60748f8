import facts from './operations.json';

/**
 * A type in the notation of operations.json: `string`, `number`, `A | B`, `#Name`, each perhaps followed by
 * `  e.g. <sample>`; `{array: T}`, `{oneOf: [T]}`, `{allOf: [T]}`, or an object whose optional members end in `?`.
 */
type Fact = string | { [name: string]: Fact } | Fact[];
export type JsonSchema = Record<string, unknown>;

const schemas = facts.schemas as unknown as Record<string, Fact>;
const operations = facts.operations as unknown as Array<{
	method: string;
	path: string;
	query?: Record<string, Fact>;
}>;

/** Types that operations.json names without listing their members, with what killb.md says of them. */
const UNLISTED: Record<string, Fact> = {
	/** Section 7. Nothing says that it is required for any method. */
	RampDetails: { 'cashIn?': { 'transfiyaAccount?': 'string' } },
	/** Of a savings withdrawal's answer; described nowhere. */
	Destination: 'Record<string, never>',
};

/** The JSON Schema of a named type. Members that the vendor does not list are refused. */
export function schemaOf(name: string): JsonSchema {
	const fact = schemas[name] ?? UNLISTED[name];
	if (fact === undefined) throw new Error(`operations.json has no schema ${name}`);
	return toSchema(fact);
}

/** The JSON Schema of an operation's query string, where every value arrives as text. */
export function querySchemaOf(method: string, path: string): JsonSchema {
	const operation = operations.find(
		(candidate) => candidate.method === method && candidate.path === path,
	);
	if (operation === undefined) throw new Error(`operations.json has no ${method} ${path}`);
	return objectSchema(operation.query ?? {}, toQuerySchema);
}

/** The names of the members of a type, without the marks of optional ones. */
export function membersOf(name: string): string[] {
	return Object.keys(schemas[name] as object).map((member) => member.replace(/\?$/, ''));
}

/** An answer: what of a record the type lists. */
export function answerAs(name: string, record: object): Record<string, unknown> {
	const members = new Set(membersOf(name));
	return Object.fromEntries(Object.entries(record).filter(([member]) => members.has(member)));
}

/** The names of the members of a type that must be there. */
export function requiredOf(name: string): string[] {
	return Object.keys(schemas[name] as object).filter((member) => !member.endsWith('?'));
}

function toSchema(fact: Fact): JsonSchema {
	if (typeof fact === 'string') return textSchema(fact.split('  e.g.')[0] ?? '');
	if (Array.isArray(fact)) throw new Error('A list is only a type inside oneOf');
	if (fact['array'] !== undefined) return { type: 'array', items: toSchema(fact['array']) };
	// Not `oneOf`: a document such as an RFC is one of a person and one of a company.
	if (Array.isArray(fact['oneOf'])) return { anyOf: fact['oneOf'].map(toSchema) };
	if (Array.isArray(fact['allOf'])) return { allOf: fact['allOf'].map(toSchema) };
	return objectSchema(fact, toSchema);
}

function textSchema(text: string): JsonSchema {
	if (text.startsWith('#')) return schemaOf(text.slice(1));
	const names = text.split(' | ');
	const types = names.filter((name) => ['string', 'number', 'boolean', 'null'].includes(name));
	if (types.length === names.length) return { type: types.length === 1 ? types[0] : types };
	if (text.startsWith('Record<')) return { type: 'object' };
	return { enum: names.map((name) => name.replace(/^"|"$/g, '')) };
}

function objectSchema(
	members: Record<string, Fact>,
	convert: (fact: Fact) => JsonSchema,
): JsonSchema {
	const names = Object.keys(members);
	return {
		type: 'object',
		additionalProperties: false,
		required: names.filter((name) => !name.endsWith('?')),
		properties: Object.fromEntries(
			Object.entries(members).map(([name, fact]) => [name.replace(/\?$/, ''), convert(fact)]),
		),
	};
}

/** A list is a repeated parameter (OpenAPI's default), so one value of it is plain text. */
function toQuerySchema(fact: Fact): JsonSchema {
	const schema = toSchema(fact);
	if (schema['type'] === 'number') return { type: 'string', pattern: '^[1-9][0-9]{0,8}$' };
	if (schema['type'] === 'array') return { anyOf: [{ type: 'string' }, schema] };
	return schema;
}
