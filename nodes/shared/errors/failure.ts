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

/** A value that cannot be sent, e.g. "Order ID is empty". */
export class FieldError extends Error {
	/** @param entry its own entry on the page about errors, as an anchor */
	constructor(
		label: string,
		problem: string,
		readonly entry = FIELD_ENTRY,
	) {
		super(`${label} ${problem}`);
	}
}

/**
 * A check that stopped an operation before money moved, such as a limit of the user's own. It says
 * what was not done.
 */
export class GuardError extends Error {
	/**
	 * @param description what was not done, and what to do about it
	 * @param details figures for workflows that branch on them; they stand on the item under Continue
	 *   On Fail
	 */
	constructor(
		message: string,
		readonly description: string,
		readonly details: IDataObject = {},
	) {
		super(message);
	}
}

/** A failed request in words: what happened, what to do, and what support needs to find it. */
export interface ErrorText {
	message: string;
	/** advice, then the vendor's own words, code and request id, a line each */
	description: string;
	httpCode: string | undefined;
	/** its entry on the page about errors, as an anchor, where the message does not tell */
	entry?: string;
	/** the vendor's code and ids, for workflows that branch on them */
	details: IDataObject;
}

/**
 * n8n's error for a failed request. The details go on, so that Continue On Fail can put them on the
 * item.
 */
export function apiError(node: INode, failure: ErrorText, itemIndex: number): NodeApiError {
	const { message, description, httpCode, entry, details } = failure;
	const error = new NodeApiError(node, { message, ...details } as JsonObject, {
		message,
		description,
		itemIndex,
		...(httpCode === undefined ? {} : { httpCode }),
	});
	// n8n replaces a message in which it finds the name of a network error, and loses what to do
	// about it.
	error.message = message;
	error.description = description;
	error.context.data = { ...details, help: helpUrl(entry ?? entryFor(message)) };
	return error;
}

/** Any error as n8n's own, bound to its item. */
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
		const refused = new NodeOperationError(node, error.message, { itemIndex, description });
		return withHelp(refused, error.entry);
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
 * The error with the address of its entry, for workflows and for the link.
 * @param entry of a message that is certainly ours
 */
export function withHelp<E extends NodeApiError | NodeOperationError>(
	error: E,
	entry = entryFor(error.message, UNKNOWN_ENTRY),
): E {
	const data = error.context.data as IDataObject | undefined;
	error.context.data = { help: helpUrl(entry), ...data };
	return error;
}

/** What a node refuses as a whole, before any item. */
export function operationError(
	node: INode,
	message: string,
	description: string,
): NodeOperationError {
	const error = new NodeOperationError(node, message, { description });
	return withLink(withHelp(error, entryFor(message)));
}

/**
 * The same with a link in its description. n8n's editor shows that as HTML, and lets links through:
 * what the service said, or whoever answers in its place, must not bring any along.
 */
export function withLink<E extends NodeApiError | NodeOperationError>(error: E): E {
	const { help } = error.context.data as { help: string };
	const link = `<a href="${help}" target="_blank">More about this error</a>`;
	const text = error.description?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	error.description = [text, link].filter(Boolean).join(' ');
	return error;
}

/**
 * The item of a failed input under Continue On Fail. Only `error` and `details` stand in it: by
 * exactly these names n8n recognises a failed item and sends it to the error output.
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
