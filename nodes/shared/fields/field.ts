import { ExpressionParser, type INodeProperties } from 'n8n-workflow';
import { FieldError } from '../errors/failure';

/**
 * Stands in the place of a value that a person filled in with an expression, and that the
 * expression did not give. It is not "not filled in": a limit that was meant to hold would not
 * hold, a filter would widen a list (findings M9, M11, M12).
 */
export class GivenNothing {
	/**
	 * @param expression what gave nothing, as it stands in the form
	 * @param mayBeLeftOut whether it belongs to an optional member of a body
	 */
	constructor(
		readonly expression: string,
		readonly mayBeLeftOut: boolean,
	) {}
}

/** How the expressions of one input count. */
interface ExpressionRules {
	/** What they do not give is left out of the body. */
	mayBeLeftOut: boolean;
	/** Each `{{ … }}` of a text counts by itself. */
	everyPart: boolean;
	/** Evaluates one expression, e.g. `{{ $json.id }}`, for the item. */
	evaluate: (expression: string) => unknown;
}

/**
 * Puts GivenNothing in the place of each value, at any depth, whose expression gave nothing.
 * @param written what stands in the node: an expression begins with `=`
 * @param value what n8n made of it
 */
export function markNothing(written: unknown, value: unknown, rules: ExpressionRules): unknown {
	if (isExpression(written)) {
		const nothing = nothingIn(written, value, rules);
		return nothing === undefined ? value : new GivenNothing(nothing, rules.mayBeLeftOut);
	}
	if (Array.isArray(written) && Array.isArray(value)) {
		return value.map((entry, index) => markNothing(written[index], entry, rules));
	}
	if (!isObject(written) || !isObject(value)) return value;
	// What a locator holds is an ID or a code.
	const within = written.__rl === true ? { ...rules, everyPart: true } : rules;
	const marked = { ...value };
	for (const [name, member] of Object.entries(written)) {
		marked[name] = markNothing(member, value[name], within);
	}
	return marked;
}

/** The first GivenNothing in a value, at any depth. */
export function findNothing(value: unknown): GivenNothing | undefined {
	if (value instanceof GivenNothing) return value;
	if (Array.isArray(value)) return firstOf(value);
	return isObject(value) ? firstOf(Object.values(value)) : undefined;
}

function firstOf(values: unknown[]): GivenNothing | undefined {
	for (const value of values) {
		const found = findNothing(value);
		if (found) return found;
	}
	return undefined;
}

/** Whether a text of a node is an expression, and not just a `=` that was left behind. */
export function isExpression(written: unknown): written is string {
	return typeof written === 'string' && written.startsWith('=') && written.trim().length > 1;
}

/**
 * What of an expression gave nothing, as a person reads it; undefined where all of it gave
 * something.
 */
function nothingIn(
	written: string,
	value: unknown,
	{ everyPart, evaluate }: ExpressionRules,
): string | undefined {
	const text = written.slice(1);
	if (isNothing(value)) return text.trim();
	if (!everyPart) return undefined;
	const parts = ExpressionParser.splitExpression(text)
		.filter((chunk) => chunk.type === 'code')
		.map((chunk) => chunk.text.trim());
	const isWhole = parts.length === 1 && !hasText(text);
	const empty = parts.find((code) => !isWhole && isNothing(evaluate(`{{ ${code} }}`)));
	if (empty !== undefined) return `{{ ${empty} }}`;
	return parts.flatMap(valuesIn).find((path) => isNothing(evaluate(path)));
}

/** Whether something stands around the only `{{ … }}`. */
function hasText(text: string): boolean {
	return !/^\s*\{\{[\s\S]*\}\}\s*$/.test(text);
}

/** Longer expressions are programs, of which nobody can tell what a missing value does to them. */
const LONGEST_LOOKED_INTO = 1000;

/** A value that an expression reads: `$json.payment.id`, `$("Node").item.json["id"]`. */
const PATH =
	/(?<![\w$.])\$\w*(?:\((?:'[^']*'|"[^"]*")\))?(?:\.[A-Za-z_$][\w$]*|\[(?:\d+|'[^']*'|"[^"]*")\])+(?![\w$(.?[])/g;

/**
 * The values that one expression puts together, such as `$json.payment.id` in
 * `"order-" + $json.payment.id`. One that says what to do without a value (`??`, `||`, `?:`, `&&`)
 * decides for itself.
 */
function valuesIn(code: string): string[] {
	if (code.length > LONGEST_LOOKED_INTO || /\?|\|\||&&/.test(code)) return [];
	const paths = code.match(PATH) ?? [];
	return paths.length === 1 && paths[0] === code ? [] : paths.map((path) => `{{ ${path} }}`);
}

/** Nothing that could be sent: no value, no number, a blank text, a list of nothing. */
function isNothing(value: unknown): boolean {
	if (value === undefined || value === null || Number.isNaN(value)) return true;
	if (typeof value === 'string') return value.replace(/[\s\p{Cf}\u2800]/gu, '') === '';
	return Array.isArray(value) && value.every(isNothing);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One input of an operation: how the form shows it, and how its value is read. */
export interface Field<T> {
	/**
	 * n8n's description of the input; its name is the key under which the operation holds the field
	 */
	readonly property: Omit<INodeProperties, 'name'>;
	/**
	 * Turns what the form or an expression gave into what the operation takes.
	 * @param label how the message names the input, e.g. `Order ID`
	 * @throws FieldError
	 */
	readonly read: (raw: unknown, label: string) => T;
	/** Its members are fields of their own, each of which reads what it is given. */
	readonly isForm?: true;
	/**
	 * An optional member of a body, or a form of such: what an expression does not give is left out.
	 */
	readonly mayBeLeftOut?: true;
	/**
	 * Each `{{ … }}` in it counts by itself: an ID, a reference, a filter or a secret that misses a
	 * part is another one.
	 */
	readonly everyPart?: true;
	/** Counts also inside a form of optional members, such as an amount of money. */
	readonly alwaysCounts?: true;
}

/** The inputs of an operation, by parameter name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an operation gets: each field's value with its own type. */
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/**
 * Makes a field, or the members of a form, one that is left out of the body where its expression
 * gives nothing.
 */
export function leftOutIfNothing<T>(field: Field<T>): Field<T> {
	return { ...field, mayBeLeftOut: true };
}

/** Makes each `{{ … }}` of a text, or of the members of a form, count by itself. */
export function everyPart<T>(field: Field<T>): Field<T> {
	return { ...field, everyPart: true };
}

/**
 * Reads one input: the one place that decides what becomes of an expression that gave nothing. It
 * stops the item, unless the input is an optional member of a body.
 * @param raw as `markNothing` left it
 * @throws FieldError
 */
export function readField<T>(field: Field<T>, raw: unknown, label: string): T {
	const nothing = field.isForm ? (raw instanceof GivenNothing ? raw : undefined) : findNothing(raw);
	if (nothing === undefined) return field.read(raw, label);
	const counts = field.alwaysCounts === true || field.property.type === 'resourceLocator';
	if (nothing.mayBeLeftOut && !counts) return field.read(undefined, label);
	throw new FieldError(
		label,
		`is empty: its expression ${nothing.expression.slice(0, 200)} gave nothing`,
	);
}

/**
 * Shows a field only for some values of other fields. Where it is not shown, it is not read, and
 * its value is undefined.
 */
export function when<T>(
	show: Readonly<Record<string, ReadonlyArray<string | number | boolean>>>,
	field: Field<T>,
): Field<T | undefined> {
	return {
		...field,
		property: {
			...field.property,
			displayOptions: {
				show: {
					...field.property.displayOptions?.show,
					...Object.fromEntries(Object.entries(show).map(([name, values]) => [name, [...values]])),
				},
			},
		},
	};
}

/**
 * Takes the red asterisk off a field that must be filled in. Where the value that decides whether
 * it is shown is an expression, n8n shows it in any case, and would not run the workflow until it
 * is filled in.
 */
export function unmarked<T>(field: Field<T>): Field<T> {
	const property = { ...field.property };
	delete property.required;
	return { ...field, property };
}

/**
 * Whether a field takes part, by the values of the fields that its conditions name. n8n's own
 * answer is not enough: it shows a field wherever the deciding value is an expression. A name
 * without a value decides nothing.
 */
export function isShown(
	{ property }: Field<unknown>,
	values: Readonly<Record<string, unknown>>,
): boolean {
	return Object.entries(property.displayOptions?.show ?? {}).every(
		([name, accepted]) =>
			!Object.hasOwn(values, name) ||
			(accepted ?? []).some((value: unknown) => value === values[name]),
	);
}

/**
 * Keeps an input that takes no expression to that. n8n only hides the switch to one in its form,
 * and lets an expression that is `$fromAI()` alone through on purpose (n8n-workflow 2.41,
 * `node-helpers.js`), so that an AI agent would fill it in.
 * @param written what stands in the node, before n8n has made anything of it
 * @throws FieldError
 */
export function refuseExpression({ property }: Field<unknown>, written: unknown): void {
	const isExpression = typeof written === 'string' && written.startsWith('=');
	if (property.noDataExpression && isExpression) {
		throw new FieldError(
			property.displayName,
			'takes no expression, and no value from an AI agent: choose or type it in the node',
		);
	}
}

/** The same field under another name, for where the full one would repeat what stands above it. */
export function named<T>(displayName: string, field: Field<T>): Field<T> {
	return { ...field, property: { ...field.property, displayName } };
}

/** n8n's descriptions of some inputs, for a form inside the form. */
export function inputsOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).map(([name, field]) => ({ ...field.property, name }));
}

/**
 * Reads one input of a form inside the form; messages name it by both.
 * @param where what they name the form by
 */
export function readMember<T>(field: Field<T>, raw: unknown, where: string): T {
	return readField(field, raw, `${where} › ${field.property.displayName}`);
}
