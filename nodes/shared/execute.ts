import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { buildPath } from '../../core/http/path';
import type { Answer, ApiClient, ApiRequest } from './client';
import { fieldsOf } from './describe';
import { asNodeError, errorItem } from './failure';
import type { Fields, Values } from './field';
import { isShown } from './field';
import { markOf, marked } from './mark';
import type { Method, Operation, Resource, Results } from './operation';
import { ItemWithFiles } from './operation';
import { resultsOf } from './results';
import { surroundingsOf } from './surroundings';

/** What makes one action node different from another. */
export interface Service {
	resources: readonly Resource[];
	/** a client for one item */
	client: (context: IExecuteFunctions, itemIndex: number) => ApiClient;
	/** what an item shows beside the answer when a key was sent */
	describeKey?: (answer: Answer) => IDataObject;
}

/**
 * Runs the chosen operation for every item of input, in order, each result linked to its item.
 * With Continue On Fail a failed item becomes an item that says why; without it the first failure ends the run.
 */
export async function execute(
	context: IExecuteFunctions,
	service: Service,
): Promise<INodeExecutionData[][]> {
	const chosen = chooseOperation(context, service);
	const output: INodeExecutionData[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		try {
			const results = await runItem(context, service, chosen, index);
			// Not spread into one call: a list of 100,000 would be more arguments than the engine takes.
			for (const item of linked(results, index)) output.push(item);
		} catch (error) {
			const failure = asNodeError(context.getNode(), error, index);
			if (!context.continueOnFail()) throw failure;
			output.push(errorItem(failure, index));
		}
	}
	return [output];
}

interface Chosen {
	/** e.g. `order.create` */
	id: string;
	operation: Operation;
}

function chooseOperation(context: IExecuteFunctions, { resources }: Service): Chosen {
	// Neither takes an expression, so they are the same for all items.
	const resource = context.getNodeParameter('resource', 0) as string;
	const chosen = context.getNodeParameter('operation', 0) as string;
	const operations = resources.find(({ name }) => name === resource)?.operations ?? {};
	const operation = Object.hasOwn(operations, chosen) ? operations[chosen] : undefined;
	if (!operation) {
		throw new NodeOperationError(
			context.getNode(),
			`This version of the node has no operation "${chosen}" of "${resource}"`,
			{ description: 'Open the node and choose the operation again, or update the package.' },
		);
	}
	return { id: `${resource}.${chosen}`, operation };
}

async function runItem(
	context: IExecuteFunctions,
	service: Service,
	{ id, operation }: Chosen,
	index: number,
): Promise<Results> {
	const values = readValues(context, fieldsOf(operation), index);
	const api = service.client(context, index);
	const mark = markOf(context, operation, id, index, values);
	if (operation.run) {
		const surroundings = surroundingsOf(context, index);
		const items = await operation.run({ values, api, key: mark?.key, surroundings });
		return mark?.isOnRun ? marked(items, mark.shown) : items;
	}
	const request = buildRequest(operation, values);
	if (!mark) return results(operation, await api.send(request), values);
	const answer = await api.send({
		...request,
		...(mark.header === undefined ? {} : { headers: { 'Idempotency-Key': mark.header } }),
		...(mark.members ? { body: { ...request.body, ...mark.members } } : {}),
	});
	const shown = { ...mark.shown, ...service.describeKey?.(answer) };
	return marked(results(operation, answer, values), shown);
}

function readValues(context: IExecuteFunctions, fields: Fields, index: number): Values<Fields> {
	const values: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		if (!isShown(field, values)) {
			values[name] = undefined;
			continue;
		}
		// n8n has no value for an input that the form does not show, and throws without a fallback.
		const raw = context.getNodeParameter(name, index, null) as unknown;
		values[name] = field.read(raw ?? undefined, field.property.displayName);
	}
	return values;
}

/** The one request of a plain operation. */
export function buildRequest(operation: Operation, values: Record<string, unknown>): ApiRequest {
	const [method, template] = operation.endpoint.split(' ') as [Method, string];
	const query = operation.query?.(values);
	const body = operation.body?.(values);
	const { advice } = operation;
	return {
		method,
		path: buildPath(template, values),
		repeatable: operation.repeatable,
		...(query ? { query } : {}),
		...(body ? { body } : {}),
		...(advice ? { advice } : {}),
	};
}

function results(operation: Operation, answer: Answer, values: Record<string, unknown>): Results {
	return operation.results ? operation.results(answer, values) : resultsOf(answer);
}

function linked(results: Results, item: number): INodeExecutionData[] {
	if (results instanceof ItemWithFiles) {
		const { json, binary } = results;
		return [{ json, binary, pairedItem: { item } }];
	}
	return [results].flat().map((json) => ({ json, pairedItem: { item } }));
}
