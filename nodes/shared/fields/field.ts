import { ExpressionParser, type INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../core/json';
import { isoIn } from '../../../core/time';
import { FieldError } from '../errors/failure';

/**
 * Replaces a value whose expression returned nothing. It differs from an empty field: a limit would
 * silently not apply, a filter would widen a list (findings M9, M11, M12).
 */
export class GivenNothing {
	/**
	 * @param expression the expression that returned nothing, as in the form
	 * @param mayBeLeftOut whether it is an optional member of a body
	 */
	constructor(
		readonly expression: string,
		readonly mayBeLeftOut: boolean,
	) {}
}

/** The rules for the expressions of one input. */
interface ExpressionRules {
	/** Missing values are left out of the body. */
	mayBeLeftOut: boolean;
	/** Each `{{ … }}` of a text must return a value. */
	everyPart: boolean;
	/** Evaluates one expression, e.g. `{{ $json.id }}`, for the item. */
	evaluate: (expression: string) => unknown;
}

/**
 * Replaces each value, at any depth, whose expression returned nothing with GivenNothing.
 * @param written the parameter as stored in the node: an expression begins with `=`
 * @param value the value after n8n's evaluation
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
	// A locator's value is an ID or a code.
	const within = written.__rl === true ? { ...rules, everyPart: true } : rules;
	const result = { ...value };
	for (const [name, member] of Object.entries(written)) {
		result[name] = markNothing(member, value[name], within);
	}
	return result;
}

/** The deepest form: a row of a group in a collection. What an expression gives may be deeper. */
const DEEPEST_FORM = 8;

/**
 * Replaces every Date, and every Luxon DateTime such as `$now`, with ISO 8601 text: inputs are read
 * as text. A DateTime keeps its own time zone; a Date has none, and gets that of the workflow.
 * @param timeZone returns the workflow's IANA name
 */
export function datesAsText(value: unknown, timeZone: () => string, depth = 0): unknown {
	if (typeof value !== 'object' || value === null || depth > DEEPEST_FORM) return value;
	if (isDate(value)) {
		return Number.isNaN(value.getTime()) ? value : isoIn(value.getTime(), timeZone());
	}
	if (isDateTime(value)) return value.isValid ? value.toISO() : value;
	const inside = (member: unknown) => datesAsText(member, timeZone, depth + 1);
	if (Array.isArray(value)) return value.map(inside);
	if ('toJSON' in value) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inside(member)]));
}

/** Expressions run in a context of their own, with a class Date of its own. */
function isDate(value: object): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

/** Luxon belongs to n8n: there may be more than one copy of its class. */
function isDateTime(value: object): value is { isValid: boolean; toISO: () => string } {
	return 'isValid' in value && 'toISO' in value && typeof value.toISO === 'function';
}

/** Returns the first GivenNothing in a value, at any depth. */
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

/** Whether a parameter is an expression, and not just a left-over `=`. */
export function isExpression(written: unknown): written is string {
	return typeof written === 'string' && written.startsWith('=') && written.trim().length > 1;
}

/**
 * Returns the part of an expression that returned nothing, for a message; undefined where every
 * part returned a value.
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

/** Whether there is text around the only `{{ … }}`. */
function hasText(text: string): boolean {
	return !/^\s*\{\{[\s\S]*\}\}\s*$/.test(text);
}

/** Longer expressions are programs: the effect of a missing value in them can't be predicted. */
const LONGEST_LOOKED_INTO = 1000;

/** A path that an expression reads: `$json.payment.id`, `$("Node").item.json["id"]`. */
const PATH =
	/(?<![\w$.])\$\w*(?:\((?:'[^']*'|"[^"]*")\))?(?:\.[A-Za-z_$][\w$]*|\[(?:\d+|'[^']*'|"[^"]*")\])+(?![\w$(.?[])/g;

/**
 * Returns the values that an expression concatenates, such as `$json.payment.id` in
 * `"order-" + $json.payment.id`. An expression that handles missing values itself (`??`, `||`,
 * `?:`, `&&`) is skipped.
 */
function valuesIn(code: string): string[] {
	if (code.length > LONGEST_LOOKED_INTO || /\?|\|\||&&/.test(code)) return [];
	const paths = code.match(PATH) ?? [];
	return paths.length === 1 && paths[0] === code ? [] : paths.map((path) => `{{ ${path} }}`);
}

/** Whether a value is nothing that could be sent: no value, NaN, a blank text, a list of such. */
function isNothing(value: unknown): boolean {
	if (value === undefined || value === null || Number.isNaN(value)) return true;
	if (typeof value === 'string') return value.replace(/[\s\p{Cf}\u2800]/gu, '') === '';
	return Array.isArray(value) && value.every(isNothing);
}

/** One input of an operation: its description in the form, and the reader of its value. */
export interface Field<T> {
	/** n8n's description of the input; its name is the field's key in the operation */
	readonly property: Omit<INodeProperties, 'name'>;
	/**
	 * Converts the value from the form or an expression to the operation's type.
	 * @param label the input's name in messages, e.g. `Order ID`
	 * @throws FieldError
	 */
	readonly read: (raw: unknown, label: string) => T;
	/**
	 * Returns what is wrong with the value in view of the inputs beside it, to follow the label, e.g.
	 * of an address in view of its network.
	 * @param beside values by parameter name; undefined where an input is hidden or empty
	 */
	check?(value: T, beside: Readonly<Record<string, unknown>>): string | undefined;
	/** Its members are fields themselves and read their own values. */
	readonly isForm?: true;
	/** The members of a collection, by parameter name. */
	readonly members?: Fields;
	/** An optional member of a body, or a form of such members: missing values are left out. */
	readonly mayBeLeftOut?: true;
	/**
	 * Each `{{ … }}` in it must return a value: an ID, a reference, a filter or a secret that lacks a
	 * part is a different one.
	 */
	readonly everyPart?: true;
	/**
	 * A limit on what a model may do: where the node is an AI agent's tool, it takes no expression and
	 * no value of the model's.
	 */
	readonly guardsTools?: true;
	/**
	 * Whether it is never left out, even in a form of optional members, such as an amount of money.
	 * The default is true for an object of the service.
	 */
	readonly alwaysCounts?: boolean;
}

/** The inputs of an operation, by parameter name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The values of an operation's fields, each with its own type. */
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/**
 * Returns a field, or a form, that is left out of the body where its expression returns nothing.
 */
export function leftOutIfNothing<T>(field: Field<T>): Field<T> {
	return { ...field, mayBeLeftOut: true };
}

/** Returns a field, or a form, in which each `{{ … }}` must return a value. */
export function everyPart<T>(field: Field<T>): Field<T> {
	return { ...field, everyPart: true };
}

/**
 * Reads one input. An expression that returned nothing stops the item, unless the input is an
 * optional member of a body.
 * @param raw as returned by `markNothing`
 * @throws FieldError
 */
export function readField<T>(field: Field<T>, raw: unknown, label: string): T {
	const nothing = field.isForm ? (raw instanceof GivenNothing ? raw : undefined) : findNothing(raw);
	if (nothing === undefined) return field.read(raw, label);
	const counts = field.alwaysCounts ?? field.property.type === 'resourceLocator';
	if (nothing.mayBeLeftOut && !counts) return field.read(undefined, label);
	throw new FieldError(
		label,
		`is empty: its expression ${nothing.expression.slice(0, 200)} returned nothing`,
	);
}

function outcomeOf<T>(read: () => T): { ok: true; value: T } | { ok: false; error: unknown } {
	try {
		return { ok: true, value: read() };
	} catch (error) {
		return { ok: false, error };
	}
}

/** Collects what is wrong with the inputs of an item, so that all of it is reported at once. */
export class FieldErrors {
	private readonly found: FieldError[] = [];

	/**
	 * Runs a step that reads an input.
	 * @returns undefined where the input is invalid
	 */
	collect<T>(read: () => T): T | undefined {
		const outcome = outcomeOf(read);
		if (outcome.ok) return outcome.value;
		if (!(outcome.error instanceof FieldError)) throw outcome.error;
		this.found.push(outcome.error);
		return undefined;
	}

	/** @throws FieldError with all that was collected */
	throwIfAny(): void {
		const [first, ...others] = this.found;
		if (first) throw FieldError.of([first, ...others]);
	}
}

/**
 * Runs the checks of inputs that depend on others in the same form, once all are read. An invalid
 * input has no value, so what depends on it is not checked.
 * @param errors collects what is wrong
 * @param where the form's name in messages, where the inputs are members of one
 */
export function checkTogether(
	fields: Fields,
	values: Readonly<Record<string, unknown>>,
	errors: FieldErrors,
	where?: string,
): void {
	for (const [name, field] of Object.entries(fields)) {
		const value = values[name];
		const problem = value === undefined ? undefined : field.check?.(value, values);
		if (problem === undefined) continue;
		const label = field.property.displayName;
		errors.collect(() => {
			throw new FieldError(where === undefined ? label : `${where} › ${label}`, problem);
		});
	}
}

/**
 * Returns a field that is shown only for some values of other fields. A hidden field is not read;
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
 * Returns a required field without the red asterisk. If an expression decides whether the field is
 * shown, n8n always shows it, and with the asterisk would not run the workflow until it is filled
 * in.
 */
export function unmarked<T>(field: Field<T>): Field<T> {
	const property = { ...field.property };
	delete property.required;
	return { ...field, property };
}

/**
 * Whether a field applies, by the values of the fields in its conditions. n8n's own rule is not
 * enough: it shows a field wherever the deciding value is an expression. A name without a value is
 * ignored.
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
 * Rejects an expression in an input that must not have one, also in the members of a collection.
 * n8n only hides the form's switch, and deliberately allows an expression that is only `$fromAI()`
 * (n8n-workflow 2.41, `node-helpers.js`), so that an AI agent could fill it in.
 * @param written the parameter as stored in the node, before evaluation
 * @param isTool whether an AI agent calls the node as a tool
 * @throws FieldError
 */
export function rejectExpression(field: Field<unknown>, written: unknown, isTool: boolean): void {
	const { property, members } = field;
	const isFixed = property.noDataExpression === true || (isTool && field.guardsTools === true);
	if (isFixed && typeof written === 'string' && written.startsWith('=')) {
		throw new FieldError(
			property.displayName,
			'does not accept an expression or a value from an AI agent: enter it in the node',
		);
	}
	if (!members || !isObject(written)) return;
	for (const [name, member] of Object.entries(members)) {
		rejectExpression(member, written[name], isTool);
	}
}

/** Returns the field with parts of its description replaced. */
export function described<T>(parts: Partial<Field<T>['property']>, field: Field<T>): Field<T> {
	return { ...field, property: { ...field.property, ...parts } };
}

/** Returns the field with another label, where the full one would repeat its heading. */
export function named<T>(displayName: string, field: Field<T>): Field<T> {
	return described({ displayName }, field);
}

/**
 * Returns n8n's descriptions of some inputs, for a nested form. An input that guards tools has two:
 * n8n's editor offers "Let the model define this parameter" for each input that takes expressions.
 */
export function inputsOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).flatMap(([name, { property, guardsTools }]) => {
		const input = { ...property, name };
		if (guardsTools !== true) return [input];
		return [
			{ ...input, displayOptions: withTool(property, false) },
			{ ...input, noDataExpression: true, displayOptions: withTool(property, true) },
		];
	});
}

function withTool({ displayOptions }: Field<unknown>['property'], isTool: boolean) {
	return { ...displayOptions, show: { ...displayOptions?.show, '@tool': [isTool] } };
}

/** Returns a field that neither expressions nor an AI agent can set where the node is a tool. */
export function guardsTools<T>(field: Field<T>): Field<T> {
	return { ...field, guardsTools: true };
}

/**
 * Reads one input of a nested form; messages name the form and the input.
 * @param where the form's name in messages
 */
export function readMember<T>(field: Field<T>, raw: unknown, where: string): T {
	return readField(field, raw, `${where} › ${field.property.displayName}`);
}
