import { entryFor, FIELD_ENTRY, helpUrl, ID_ENTRY, UNKNOWN_ENTRY } from './help';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { PathSegmentError } from '../../../core/http/url';

/** A value that can't be sent, e.g. "Order ID is empty". */
export class FieldError extends Error {
	/** @param entry anchor of its entry on the page about errors */
	constructor(
		label: string,
		problem: string,
		readonly entry = FIELD_ENTRY,
	) {
		super(`${label} ${problem}`);
	}
}

/**
 * A check that stopped an operation before money moved, such as a limit set by the user. It says
 * what was not done.
 */
export class GuardError extends Error {
	/**
	 * @param description what was not done, and what to do about it
	 * @param details values for workflows that branch on them; the item has them under Continue On
	 *   Fail
	 */
	constructor(
		message: string,
		readonly description: string,
		readonly details: IDataObject = {},
	) {
		super(message);
	}
}

/**
 * The explanation of a failed request: what happened, what to do, and what support needs to find
 * it.
 */
export interface ErrorText {
	message: string;
	/** advice, then the vendor's words, code and request ID, one per line */
	description: string;
	httpCode: string | undefined;
	/** anchor of its entry on the page about errors, where the message does not determine it */
	entry?: string;
	/** the vendor's code and IDs, for workflows that branch on them */
	details: IDataObject;
}

/**
 * Builds n8n's error for a failed request. It keeps the details, so that Continue On Fail can put
 * them on the item.
 */
export function apiError(node: INode, failure: ErrorText, itemIndex: number): NodeApiError {
	const { message, description, httpCode, entry, details } = failure;
	const error = new NodeApiError(node, { message, ...details } as JsonObject, {
		message,
		description,
		itemIndex,
		...(httpCode === undefined ? {} : { httpCode }),
	});
	// n8n replaces a message that contains a network error's name, and drops the advice.
	error.message = message;
	error.description = description;
	error.context.data = { ...details, help: helpUrl(entry ?? entryFor(message)) };
	return error;
}

/** Converts any error to n8n's own, with the item's index. */
export function asNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return withHelp(error);
	}
	if (error instanceof FieldError) {
		const description = 'Correct this field, or the expression that fills it. Nothing was sent.';
		const rejected = new NodeOperationError(node, error.message, { itemIndex, description });
		return withHelp(rejected, error.entry);
	}
	if (error instanceof GuardError) {
		const { message, description, details } = error;
		const stopped = new NodeOperationError(node, message, { itemIndex, description });
		stopped.context.data = details;
		return withHelp(stopped, entryFor(message));
	}
	if (error instanceof PathSegmentError) {
		const message = `The ID for "${error.parameter}" ${error.message}`;
		const description = 'Correct the ID, or the expression that gives it. Nothing was sent.';
		return withHelp(new NodeOperationError(node, message, { itemIndex, description }), ID_ENTRY);
	}
	return withHelp(new NodeOperationError(node, error as Error, { itemIndex }));
}

/**
 * Adds the URL of the error's help entry, for workflows and for the link.
 * @param entry for a message that is certainly ours
 */
export function withHelp<E extends NodeApiError | NodeOperationError>(
	error: E,
	entry = entryFor(error.message, UNKNOWN_ENTRY),
): E {
	const data = error.context.data as IDataObject | undefined;
	error.context.data = { help: helpUrl(entry), ...data };
	return error;
}

/** Builds the error of a node that fails as a whole, before any item. */
export function operationError(
	node: INode,
	message: string,
	description: string,
): NodeOperationError {
	const error = new NodeOperationError(node, message, { description });
	return withLink(withHelp(error, entryFor(message)));
}

/**
 * Adds the help link to an error's description. n8n's editor renders it as HTML with links, so a
 * service's own words, or those of a proxy, must not contain any.
 */
export function withLink<E extends NodeApiError | NodeOperationError>(error: E): E {
	const { help } = error.context.data as { help: string };
	const link = `<a href="${help}" target="_blank">More about this error</a>`;
	const text = error.description?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	error.description = [text, link].filter(Boolean).join(' ');
	return error;
}

/**
 * Builds the item of a failed input under Continue On Fail. It has only `error` and `details`: n8n
 * recognises a failed item by these names and sends it to the error output.
 */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const data = error.context.data as IDataObject | undefined;
	const details: IDataObject = {
		...(error.description ? { description: error.description } : {}),
		...data,
	};
	return { json: { error: error.message, details }, pairedItem: { item: itemIndex } };
}
