import { ExpressionParser } from 'n8n-workflow';

/**
 * Stands in the place of a value that a person filled in with an expression, and that the expression did not give. It is not "not
 * filled in": a limit that was meant to hold would not hold, a filter would widen a list (findings M9, M11, M12).
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
export interface ExpressionRules {
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

/** What of an expression gave nothing, as a person reads it; undefined where all of it gave something. */
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
 * The values that one expression puts together, such as `$json.payment.id` in `"order-" + $json.payment.id`. One that says what to do
 * without a value (`??`, `||`, `?:`, `&&`) decides for itself.
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
