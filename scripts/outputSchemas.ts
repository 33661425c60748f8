import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resources } from '../nodes/KillB/resources';
import type { Operation } from '../nodes/shared/operation/operation';
import { type Fact, type JsonSchema, operations, schemaOf, toSchema } from '../sandbox/killb/facts';

/**
 * Where n8n finds the form of an operation's items, as `<resource>/<operation>.json` (n8n.md 4). Its
 * editor shows these members before the node has run.
 */
export const SCHEMA_FOLDER = path.join(__dirname, '../nodes/KillB/__schema__/v1.0.0');

/** A schema that n8n's editor understands: it reads only these members. */
export interface OutputSchema {
	type: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

const text: OutputSchema = { type: 'string' };
const flag: OutputSchema = { type: 'boolean' };

const TEXT_OR_NULL: OutputSchema = { type: ['string', 'null'] };

/** What the polling trigger watches; it has no operations. */
const POLLED = ['payout', 'ramp', 'user'];

const DELETED = object({ deleted: flag, id: text });
const FILE = object({ fileName: text });
const UPLOADED = object({ uploaded: flag, userId: text, documentType: text });
const SIMULATED = object({ simulated: text, rampId: text });
/** The session stays in the credential; the item is its user. */
const USER_OF_SESSION = documented('GET /api/v2/auth/me');

/** Operations whose item is not what their endpoint is documented to answer. */
const OTHER: Readonly<Record<string, OutputSchema | undefined>> = {
	// Its items have members of their own, which depend on what it finds.
	'auth.checkConnection': undefined,
	'account.delete': DELETED,
	'account.downloadBulkTemplate': FILE,
	'account.export': FILE,
	'auth.logIn': USER_OF_SESSION,
	'auth.refreshToken': USER_OF_SESSION,
	// The specification has only an object, the pages a list of these (killb.md 7).
	'ramp.getStatusHistory': object({ status: text, timestamp: text }),
	'sandbox.simulateCashIn': SIMULATED,
	'sandbox.simulateCashOut': SIMULATED,
	'user.delete': DELETED,
	'user.uploadCompanyDocument': UPLOADED,
	'user.uploadPersonDocument': UPLOADED,
	'webhook.delete': object({ deleted: flag }),
};

/**
 * Returns the form of each KillB operation's items with the form's defaults, *Simplify* included, by
 * `resource/operation`, and of the polling trigger's, by `resource`. An operation whose answer KillB
 * does not document has none.
 */
export function outputSchemas(): Map<string, OutputSchema> {
	const schemas = new Map<string, OutputSchema>();
	for (const { name: resource, operations: ofResource } of resources) {
		for (const [name, operation] of Object.entries(ofResource)) {
			const schema = itemOf(`${resource}.${name}`, operation);
			if (schema) schemas.set(`${resource}/${name}`, schema);
		}
	}
	for (const resource of POLLED) {
		const { properties } = schemas.get(`${resource}/getAll`) ?? {};
		const change = { event: text, objectId: text, previousStatus: TEXT_OR_NULL };
		schemas.set(resource, object({ ...change, ...properties }));
	}
	return schemas;
}

/** Returns the text of a schema's file, formatted as Prettier does: short lists in one line. */
export function textOf(schema: OutputSchema): string {
	const json = JSON.stringify(schema, null, '\t');
	return `${json.replace(/\[\s*("\w+"),\s*("\w+")\s*\]/g, '[$1, $2]')}\n`;
}

/** Writes all files, in place of the earlier ones. */
export function writeOutputSchemas(): void {
	rmSync(SCHEMA_FOLDER, { recursive: true, force: true });
	for (const [name, schema] of outputSchemas()) {
		const file = path.join(SCHEMA_FOLDER, `${name}.json`);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, textOf(schema));
	}
}

/** Returns the text of each committed file, by its name without the ending. */
export function committedSchemas(): Map<string, string> {
	const names = existsSync(SCHEMA_FOLDER)
		? readdirSync(SCHEMA_FOLDER, { recursive: true, encoding: 'utf8' })
		: [];
	const files = names.filter((name) => name.endsWith('.json'));
	return new Map(
		files.map((name) => [
			name.slice(0, -'.json'.length),
			readFileSync(path.join(SCHEMA_FOLDER, name), 'utf8'),
		]),
	);
}

function itemOf(id: string, operation: Operation): OutputSchema | undefined {
	const answer = id in OTHER ? OTHER[id] : documented(operation.endpoint);
	if (!answer) return undefined;
	const lists = Object.values(answer.properties ?? {}).filter(({ items }) => items?.properties);
	const list = 'returnAll' in operation.fields ? lists[0] : answer;
	const entry = list?.items ?? answer;
	const kept = operation.simplify ? summaryOf(entry, operation.simplify) : entry;
	const quotation = id === 'ramp.quoteAndCreate' && documented('POST /api/v2/quotations');
	const more = {
		...(quotation ? { quotation } : {}),
		...(operation.idempotent ? { idempotency: idempotencyOf(id) } : {}),
	};
	return object({ ...withoutError(kept.properties), ...more });
}

/** The nodes rename a member `error`, which n8n would take for a failure (n8n.md 3). */
function withoutError(properties: OutputSchema['properties'] = {}): typeof properties {
	return Object.fromEntries(
		Object.entries(properties).map(([name, schema]) => [
			name === 'error' ? 'reportedError' : name,
			schema,
		]),
	);
}

function idempotencyOf(id: string): OutputSchema {
	const found = id === 'ramp.quoteAndCreate' ? { alreadyCreated: flag } : {};
	return object({ key: text, mode: text, ...found });
}

/** Returns the members that *Simplify* keeps, in its order. */
function summaryOf({ properties = {} }: OutputSchema, members: readonly string[]): OutputSchema {
	const kept: Record<string, OutputSchema> = {};
	for (const member of members) {
		const [name = '', ...inner] = member.split('.');
		const property = properties[name];
		if (!property) continue;
		kept[name] =
			inner.length === 0
				? property
				: (merged(kept[name], summaryOf(property, [inner.join('.')])) ?? property);
	}
	return object(kept);
}

/**
 * Returns the form of an endpoint's answer; undefined where it has no documented body
 * (operations.json).
 */
function documented(endpoint: string): OutputSchema | undefined {
	const anyId = (template: string) => template.replace(/\{\w+\}/g, '{}');
	const found = operations.find(
		({ method, path: template }) => anyId(`${method} ${template}`) === anyId(endpoint),
	);
	const answers = Object.values(found?.responses ?? {});
	const fact = answers.map((content) => content?.['application/json']).find(Boolean);
	return fact === undefined ? undefined : plain(typed(fact));
}

function typed(fact: Fact): JsonSchema {
	return toSchema(fact, { named: schemaOf, closed: false });
}

/** Reduces a schema to what n8n's editor reads. Alternatives become one type with all members. */
function plain(schema: JsonSchema): OutputSchema {
	const { type, properties, items, anyOf, allOf } = schema as {
		type?: string | string[];
		properties?: Record<string, JsonSchema>;
		items?: JsonSchema;
		anyOf?: JsonSchema[];
		allOf?: JsonSchema[];
	};
	const parts = anyOf ?? allOf;
	if (parts) return parts.map(plain).reduce((one, other) => merged(one, other));
	if (properties) {
		const entries = Object.entries(properties).map(
			([name, value]) => [name, plain(value)] as const,
		);
		return object(Object.fromEntries(entries));
	}
	if (items) return { type: 'array', items: plain(items) };
	// A list of values has no type: they are all texts.
	return { type: type ?? 'string' };
}

function merged(one: OutputSchema | undefined, other: OutputSchema): OutputSchema {
	if (!one) return other;
	const types = [...new Set([one.type, other.type].flat())];
	const properties: Record<string, OutputSchema> = { ...one.properties };
	for (const [name, schema] of Object.entries(other.properties ?? {})) {
		properties[name] = merged(properties[name], schema);
	}
	const items = one.items && other.items ? merged(one.items, other.items) : undefined;
	const list = items ?? one.items ?? other.items;
	return {
		type: types.length === 1 ? (types[0] as string) : types,
		...(Object.keys(properties).length > 0 ? { properties } : {}),
		...(list ? { items: list } : {}),
	};
}

function object(properties: Record<string, OutputSchema>): OutputSchema {
	return { type: 'object', properties };
}
