/** The parts of an OpenAPI 3 document that are compared. */
export interface OpenApiDocument {
	paths: Record<string, Record<string, OpenApiOperation>>;
	components?: { schemas?: Record<string, Schema> };
}

export interface OpenApiOperation {
	parameters?: Array<{ name: string; in: string; required?: boolean; schema?: Schema }>;
	requestBody?: { content?: Content };
	responses?: Record<string, { content?: Content }>;
}

type Content = Record<string, { schema?: Schema }>;

export interface Schema {
	$ref?: string;
	type?: string | string[];
	enum?: unknown[];
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
}

/** The parameters and members of each operation (`GET /api/v2/users`), one sentence each. */
export type Facts = Map<string, Set<string>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** KillB's own staff uses these; the nodes and operations.json omit them. */
const STAFF_ONLY = /backoffice|back-office/i;

/**
 * Collects the facts of a document.
 * @throws Error for anything but an OpenAPI document
 */
export function factsOf(document: OpenApiDocument): Facts {
	if (typeof document?.paths !== 'object') throw new Error('This is no OpenAPI document: no paths');
	const schemas = document.components?.schemas ?? {};
	const facts: Facts = new Map();
	for (const [path, methods] of Object.entries(document.paths)) {
		if (STAFF_ONLY.test(path)) continue;
		for (const method of METHODS) {
			const operation = methods[method];
			if (!operation) continue;
			facts.set(`${method.toUpperCase()} ${path}`, new Set(sentencesOf(operation, schemas)));
		}
	}
	return facts;
}

function* sentencesOf(operation: OpenApiOperation, schemas: Record<string, Schema>) {
	for (const { name, in: place, required, schema = {} } of operation.parameters ?? []) {
		yield `takes ${place} parameter \`${name}\`: ${typeOf(schema, schemas)}${required ? '' : ', optional'}`;
	}
	for (const [mediaType, { schema = {} }] of Object.entries(operation.requestBody?.content ?? {})) {
		yield* membersOf(schema, `takes in ${mediaType}`, '', schemas, []);
	}
	for (const [status, { content = {} }] of Object.entries(operation.responses ?? {})) {
		// The nodes read error members leniently.
		if (!status.startsWith('2')) continue;
		for (const { schema = {} } of Object.values(content)) {
			yield* membersOf(schema, 'answers', '', schemas, []);
		}
	}
}

/** Yields the members of a type and of its nested types; recursive types end at the repetition. */
function* membersOf(
	schema: Schema,
	verb: string,
	at: string,
	schemas: Record<string, Schema>,
	above: Schema[],
): Generator<string> {
	const type = resolved(schema, schemas);
	if (above.includes(type)) return;
	const within = [...above, type];
	for (const part of [...(type.allOf ?? []), ...(type.anyOf ?? []), ...(type.oneOf ?? [])]) {
		yield* membersOf(part, verb, at, schemas, within);
	}
	if (type.items) yield* membersOf(type.items, verb, `${at}[]`, schemas, within);
	for (const [name, member] of Object.entries(type.properties ?? {})) {
		const place = at === '' ? name : `${at}.${name}`;
		const isRequired = type.required?.includes(name) ?? false;
		yield `${verb} \`${place}\`: ${typeOf(member, schemas)}${isRequired ? '' : ', optional'}`;
		yield* membersOf(member, verb, place, schemas, within);
	}
}

function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
	const name = schema.$ref?.split('/').at(-1);
	return name === undefined ? schema : (schemas[name] ?? {});
}

/**
 * Describes a type briefly: enums by their values, integers and other numbers alike, since the
 * facts do not distinguish them.
 */
function typeOf(schema: Schema, schemas: Record<string, Schema>): string {
	const type = resolved(schema, schemas);
	if (type.enum) return type.enum.map(String).sort().join(' \\| ');
	if (type.allOf?.[0]) return typeOf(type.allOf[0], schemas);
	if (type.items) return `list of ${typeOf(type.items, schemas)}`;
	if (type.type === undefined) return type.properties ? 'object' : 'anything';
	return [type.type]
		.flat()
		.map((name) => (name === 'integer' ? 'number' : name))
		.sort()
		.join(' or ');
}
