import type { IDataObject, INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PathSegmentError } from '../../core/http/path';
import { FieldError } from './field';
import { GuardError } from './guardError';

/** A failed request in words: what happened, what to do, and what support needs to find it. */
export interface Failure {
	message: string;
	/** advice, then the vendor's own words, code and request id, a line each */
	description: string;
	httpCode: string | undefined;
	/** the vendor's code and ids, for workflows that branch on them */
	details: IDataObject;
}

/** n8n's error for a failed request. The details go on, so that Continue On Fail can put them on the item. */
export function apiError(node: INode, failure: Failure, itemIndex: number): NodeApiError {
	const { message, description, httpCode, details } = failure;
	const error = new NodeApiError(node, { message, ...details } as JsonObject, {
		message,
		description,
		itemIndex,
		...(httpCode === undefined ? {} : { httpCode }),
	});
	// n8n replaces a message in which it finds the name of a network error, and loses what to do about it.
	error.message = message;
	error.description = description;
	error.context.data = details;
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
		return error;
	}
	if (error instanceof FieldError) {
		return new NodeOperationError(node, error.message, {
			itemIndex,
			description: 'Correct this field, or the expression that fills it. Nothing was sent.',
		});
	}
	if (error instanceof GuardError) {
		const { message, description, details } = error;
		const stopped = new NodeOperationError(node, message, { itemIndex, description });
		stopped.context.data = details;
		return stopped;
	}
	if (error instanceof PathSegmentError) {
		return new NodeOperationError(node, `The ID for "${error.parameter}" ${error.message}`, {
			itemIndex,
			description: 'Correct the ID, or the expression that gives it. Nothing was sent.',
		});
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/**
 * The item of a failed input under Continue On Fail. Only `error` and `details` stand in it: by exactly these names n8n
 * recognises a failed item and sends it to the error output.
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
