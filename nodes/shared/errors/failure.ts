import { CodedError, codedErrorBehind, type ErrorCode } from '../../../core/errors';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { PathSegmentError } from '../../../core/http/url';

/** The page with an entry for each code, in the repository that package.json names. */
const PAGE =
	'https://git.kernelhost-killb.example/n8n-nodes-kernelhost-killb/blob/main/docs/troubleshooting.md';

/** A value that can't be sent, e.g. "Order ID is empty". */
export class FieldError extends CodedError {
	constructor(label: string, problem: string, errorCode: ErrorCode = 'FIELD_INVALID') {
		super(errorCode, `${label} ${problem}`);
	}
}

/**
 * A check that stopped an operation before money moved, such as a limit set by the user. It says
 * what was not done.
 */
export class GuardError extends CodedError {
	/**
	 * @param description what was not done, and what to do about it
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
	/** advice, then the vendor's words, code and request ID */
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
		return {
			message: error.message,
			description: 'Correct this field, or the expression that fills it. Nothing was sent.',
		};
	}
	if (error instanceof PathSegmentError) {
		return {
			message: `The ID for "${error.parameter}" ${error.message}`,
			description: 'Correct the ID, or the expression that gives it. Nothing was sent.',
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

/**
 * Adds the help link to an error's description. n8n's editor renders it as HTML with links, so a
 * service's own words, or those of a proxy, must not contain any.
 */
export function withLink<E extends NodeApiError | NodeOperationError>(error: E): E {
	const link = `<a href="${helpOf(error)}" target="_blank">More about this error</a>`;
	const text = error.description?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	error.description = [text, link].filter(Boolean).join(' ');
	return error;
}

/** Returns the URL of an error's entry. */
export function helpOf(error: NodeApiError | NodeOperationError): string {
	return String(dataOf(error).help);
}

/**
 * Builds the item of a failed input under Continue On Fail. It has only `error` and `details`: n8n
 * recognises a failed item by these names and sends it to the error output.
 */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const details: IDataObject = {
		...(error.description ? { description: error.description } : {}),
		...dataOf(error),
	};
	return { json: { error: error.message, details }, pairedItem: { item: itemIndex } };
}
