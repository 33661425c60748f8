import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import facts from '../../../sandbox/killb/operations.json';
import type { Fields } from '../../../nodes/shared/fields/field';
import { required } from '../../../nodes/shared/fields/fields';

/** What a member accepts, in terms that facts and forms share. */
export type Shape = string | { [member: string]: Shape };
type Fact = string | { [name: string]: Fact } | Fact[];

const schemas = facts.schemas as unknown as Record<string, Fact>;
const operations = facts.operations as unknown as Array<{
	method: string;
	path: string;
	query?: Record<string, Fact>;
}>;

/** A documented type: optional members end in `?`, enums are sorted, references are followed. */
export function documented(schema: string): Record<string, Shape> {
	const fact = schemas[schema];
	if (fact === undefined) throw new Error(`The facts have no ${schema}`);
	return shapeOf(fact) as Record<string, Shape>;
}

/**
 * The names of a documented type's members, sorted, without the marks of optional ones. References
 * are not followed.
 */
export function documentedMembers(schema: string): string[] {
	return Object.keys(schemas[schema] ?? {})
		.map((name) => name.replace(/\?$/, ''))
		.sort();
}

/** The documented query of an operation. */
export function documentedQuery(method: string, path: string): Record<string, Shape> {
	const found = operations.find(
		(candidate) => candidate.method === method && candidate.path === path,
	);
	if (!found?.query) throw new Error(`The facts have no query of ${method} ${path}`);
	return shapeOf(found.query) as Record<string, Shape>;
}

/** `METHOD /path` of every operation that KillB documents. */
export const documentedEndpoints = operations.map(({ method, path }) => `${method} ${path}`);

function shapeOf(fact: Fact): Shape {
	if (typeof fact === 'string') {
		const text = fact.split('  e.g.')[0] ?? '';
		return text.startsWith('#') ? documented(text.slice(1)) : oneOf(text.split(' | '));
	}
	// The alternatives of `oneOf` stand under their numbers.
	if (!Array.isArray(fact) && fact.array !== undefined)
		return `list of ${String(shapeOf(fact.array))}`;
	return Object.fromEntries(Object.entries(fact).map(([name, type]) => [name, shapeOf(type)]));
}

/** One of several words; of several types, one of them. */
export function oneOf(names: string[]): string {
	return names.length === 1 ? String(names[0]) : `one of ${[...names].sort().join(', ')}`;
}

/**
 * What a form's fields accept, in the same terms. A conditionally shown member is optional to
 * KillB.
 */
export function formShape(fields: Fields): Record<string, Shape> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, { property }]) => memberShape({ ...property, name })),
	);
}

/** The same fields, each one that is required. */
export function allRequired(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, required(field)]));
}

function memberShape(property: INodeProperties): [string, Shape] {
	const isRequired = property.required === true && !property.displayOptions;
	return [isRequired ? property.name : `${property.name}?`, typeShape(property)];
}

function typeShape({ type, options = [], typeOptions }: INodeProperties): Shape {
	const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
	if (type === 'options') return oneOf(values);
	if (type === 'multiOptions') return `list of ${oneOf(values)}`;
	if (type === 'fixedCollection') {
		const [form] = options as INodePropertyCollection[];
		return Object.fromEntries((form?.values ?? []).map(memberShape));
	}
	if (type === 'string' && typeOptions?.multipleValues) return 'list of string';
	return type === 'dateTime' || type === 'resourceLocator' ? 'string' : type;
}
