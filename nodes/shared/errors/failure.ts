import { CodedError, codedErrorBehind, type ErrorCode } from '../../../core/errors';
import type { FieldProblem } from '../../../core/http/explanation';
import { problemLine } from '../../../core/http/fieldProblems';
import { lines, sentences, withoutStop } from '../../../core/sentences';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { PathSegmentError } from '../../../core/http/url';
import { repository } from '../../../package.json';

/** The page with an entry for each code. */
const PAGE = `${repository.url.replace(/\.git$/, '')}/blob/main/docs/troubleshooting.md`;

/** A value that can't be sent, e.g. "Order ID is empty", or several of one item. */
export class FieldError extends CodedError {
	/** one for each input */
	readonly problems: ReadonlyArray<Required<FieldProblem>>;

	constructor(label: string, problem: string, errorCode: ErrorCode = 'FIELD_INVALID') {
		super(errorCode, `${label} ${problem}`);
		this.problems = [{ field: label, problem }];
	}

	/** Combines the errors of an item into one, which names all of its inputs. */
	static of([first, ...others]: readonly [FieldError, ...FieldError[]]): FieldError {
		if (others.length === 0) return first;
		const all = [first, ...others];
		const problems = all.flatMap((error) => error.problems);
		const isSame = all.every(({ errorCode }) => errorCode === first.errorCode);
		const combined = new FieldError('', '', isSame ? first.errorCode : 'FIELD_INVALID');
		const names = problems.map(({ field }) => field).join(', ');
		return Object.assign(combined, {
			problems,
			message: `${problems.length} fields need correcting: ${names}`,
		});
	}
}

/**
 * A check that stopped an operation, such as a limit set by the user before money moved. It says
 * what was not done.
 */
export class GuardError extends CodedError {
	/**
	 * @param description what was not done or is wrong, and what to do about it
	 * @param details values for workflows that branch on them; the item has them under Continue On
	 *   Fail
	 */
	constructor(
		errorCode: ErrorCode,
		message: string,
		readonly description: string,
		readonly details: IDataObject = {},
	) {
		super(errorCode, message);
	}
}

/**
 * The explanation of a failed request: what happened, what to do, and what support needs to find
 * it.
 */
export interface ErrorText {
	code: ErrorCode;
	message: string;
	/** advice; then on lines of their own the fields, the vendor's words, code and request ID */
	description: string;
	httpCode: string | undefined;
	/** the vendor's code and IDs, for workflows that branch on them */
	details: IDataObject;
}

/**
 * Builds n8n's error for a failed request. It keeps the details, so that Continue On Fail can put
 * them on the item.
 */
export function apiError(node: INode, failure: ErrorText, itemIndex: number): NodeApiError {
	const { code, message, description, httpCode, details } = failure;
	const error = new NodeApiError(node, { message, ...details } as JsonObject, {
		message,
		description,
		itemIndex,
		...(httpCode === undefined ? {} : { httpCode }),
	});
	// n8n replaces a message that contains a network error's name, and drops the advice.
	error.message = message;
	error.description = description;
	return withCode(error, code, details);
}

/** Converts any error to n8n's own, with the item's index where it is about one. */
export function asNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (isNodeError(error)) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return withCode(error, codeOf(error), dataOf(error));
	}
	const { message = error as Error, description, details } = partsOf(error);
	const converted = new NodeOperationError(node, message, {
		...(description === undefined ? {} : { description }),
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
	return withCode(converted, codeOf(error), details);
}

/** The parts of our own errors. */
function partsOf(error: unknown): {
	message?: string;
	description?: string;
	details?: IDataObject;
} {
	if (error instanceof GuardError) return error;
	if (error instanceof FieldError) {
		const { message, problems } = error;
		const isOne = problems.length === 1;
		return {
			message,
			description: lines([
				isOne
					? 'Correct this field, or the expression that fills it. Nothing was sent.'
					: 'Correct these fields, or the expressions that fill them. Nothing was sent.',
				...(isOne ? [] : problems.map(problemLine)),
			]),
			details: { fields: problems.map((one) => ({ ...one })) },
		};
	}
	if (error instanceof PathSegmentError) {
		return {
			message: `The ID for "${error.parameter}" ${error.message}`,
			description: 'Correct the ID, or the expression that returns it. Nothing was sent.',
		};
	}
	return {};
}

/** Returns an error's code: that of what a credential threw, where n8n wrapped it. */
export function codeOf(error: unknown): ErrorCode {
	const { code, help } = isNodeError(error) ? dataOf(error) : {};
	if (help !== undefined) return code as ErrorCode;
	return codedErrorBehind(error)?.errorCode ?? 'UNEXPECTED';
}

/** Whether a failed write may have been executed. */
export function isOutcomeUnknown(error: unknown): boolean {
	return codeOf(error) === 'OUTCOME_UNKNOWN';
}

/** Adds the code and the URL of its entry, for workflows and for the link. */
function withCode<E extends NodeApiError | NodeOperationError>(
	error: E,
	code: ErrorCode,
	details: IDataObject = {},
): E {
	error.context.data = { ...details, code, help: `${PAGE}#${code.toLowerCase()}` };
	return error;
}

function isNodeError(error: unknown): error is NodeApiError | NodeOperationError {
	return error instanceof NodeApiError || error instanceof NodeOperationError;
}

function dataOf({ context }: NodeApiError | NodeOperationError): IDataObject {
	return (context.data as IDataObject | undefined) ?? {};
}

/** Builds the error of a node, a form or a trigger that is not about an item. */
export function nodeError(
	node: INode,
	code: ErrorCode,
	message: string,
	description?: string,
): NodeOperationError {
	const options = description === undefined ? {} : { description };
	return withCode(new NodeOperationError(node, message, options), code);
}

/** The text of the help link. */
const MORE = 'More about this error';

/**
 * Adds the help link to an error that ends a run.
 *
 * `description` is plain text with line breaks: error workflows, n8n's API and models read it. The
 * editor renders it as HTML, where line breaks are lost, but prefers `context.descriptionTemplate`
 * (n8n 2.41, the editor's `NodeErrorView`). A service's own words must not become HTML there.
 */
export function withLink<E extends NodeApiError | NodeOperationError>(error: E): E {
	const link = `<a href="${helpOf(error)}" target="_blank">${MORE}</a>`;
	const text = (error.description ?? '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('\n', '<br>');
	error.context.descriptionTemplate = [text, link].filter(Boolean).join('<br>');
	error.description = lines([error.description ?? '', `${MORE}: ${helpOf(error)}`]);
	return error;
}

/** Returns the URL of an error's entry. */
export function helpOf(error: NodeApiError | NodeOperationError): string {
	return String(dataOf(error).help);
}

/**
 * Builds the item of a failed input under Continue On Fail. Its only member is `error`: by that,
 * every version of n8n recognises a failed item and sends it to the error output (n8n.md 4).
 */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const json: IDataObject = {
		error: {
			message: error.message,
			...(error.description ? { description: error.description } : {}),
			...dataOf(error),
		},
	};
	return { json, pairedItem: { item: itemIndex } };
}

/**
 * Merges an error's description and code into its message: for a failed publication n8n shows only
 * the message, as plain text (n8n 2.41, `publication-status-reporter.js`), and likewise for a failed
 * test unless an API rejected it.
 */
export function spelledOut(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const known = asNodeError(node, error);
	const advice = (known.description ?? '').split('\n');
	known.message = `${sentences([withoutStop(known.message), ...advice])} (${codeOf(known)})`;
	known.description = undefined;
	return known;
}
