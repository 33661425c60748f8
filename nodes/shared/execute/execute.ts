import { type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import {
	isUnkeyed,
	ItemWithFiles,
	type Operation,
	type RequestOverrides,
	type Resource,
	type Results,
	type ExecutionContext,
} from '../operation/operation';
import { mapConcurrent } from '../../../core/concurrency';
import type { ApiClient, Service } from '../client/service';
import { asNodeError, codeOf, errorItem, nodeError, withLink } from '../errors/failure';
import {
	checkTogether,
	datesAsText,
	type Fields,
	isShown,
	markNothing,
	readField,
	rejectExpression,
	type Values,
} from '../fields/field';
import {
	create,
	type IdempotencyKey,
	withIdempotency,
	idempotencyKeyOf,
	sendIdempotent,
} from './idempotentWrite';
import type { WritePlace } from '../operation/idempotency';
import { isToolCall, ToolCall } from '../operation/executionMemory';
import { buildRequest, resultsIn } from '../operation/results';
import { Progress, tellUnknownOutcome } from './progress';
import { Cancelled, renewalsDuring, type RequestScope, scopeOf } from '../client/scope';
import { isAbandoned } from '../client/ownAddress';
import { ownerIn, ownerKey } from '../../../core/webhook/owner';
import { sendWithRetries } from '../client/retry';
import { unkeyedWrite } from './unkeyedWrite';

/** Returns the output items of an input item, linked to it. */
export function linked(results: Results, item: number): INodeExecutionData[] {
	if (results instanceof ItemWithFiles) {
		const { json, binary } = results;
		return [{ json: withoutError(json), binary, pairedItem: { item } }];
	}
	return [results].flat().map((json) => ({ json: withoutError(json), pairedItem: { item } }));
}

/**
 * Renames a member `error` of a success: n8n would treat the item as failed, send it to the error
 * output, and with Retry On Fail run the whole node again (n8n.md 3). The vendors document no such
 * member.
 */
function withoutError(json: IDataObject): IDataObject {
	if (!Object.hasOwn(json, 'error')) return json;
	const { error, ...rest } = json;
	let name = 'reportedError';
	while (Object.hasOwn(rest, name)) name += '_';
	return { ...rest, [name]: error };
}

/** Returns n8n's helpers for an operation, for one item. */
function executionContextOf(context: IExecuteFunctions, itemIndex: number): ExecutionContext {
	return {
		storeFile: async (bytes, fileName, mimeType) =>
			await context.helpers.prepareBinaryData(bytes, fileName, mimeType),
		readFile: async (input) => {
			const { fileName, mimeType } = context.helpers.assertBinaryData(itemIndex, input);
			// Only n8n knows whether the bytes are in memory, on disk or in S3.
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, input);
			return { bytes, fileName: fileName ?? 'file', mimeType };
		},
		credential: async (type) => await context.getCredentials(type, itemIndex),
		credentialId: (type) => context.getNode().credentials?.[type]?.id ?? undefined,
		webhookOrigin: () => webhookOriginOf(context, itemIndex),
		registrantOf: async (address) => {
			const owner = ownerIn(address, ownerKey(context.getInstanceId()));
			const origin = webhookOriginOf(context, itemIndex);
			if (!owner || origin === undefined) return undefined;
			return {
				workflow: owner.workflow,
				isAbandoned: await isAbandoned(context, address, origin),
			};
		},
	};
}

/** Returns the origin of n8n's webhook URLs. */
function webhookOriginOf(context: IExecuteFunctions, itemIndex: number): string | undefined {
	// The resume URL of a waiting execution; n8n gives a node no other access to its public URL.
	const address = context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
	return typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : undefined;
}

/** The properties that differ between action nodes. */
interface ActionNode {
	resources: readonly Resource[];
	service: Service;
}

/**
 * Runs the chosen operation for every input item. Results are linked to their items and keep the
 * items' order. Reads run concurrently; writes run sequentially.
 *
 * With Continue On Fail a failed item becomes an item with the error; otherwise the first failure
 * by order ends the run, and no further item is started.
 */
export async function execute(
	context: IExecuteFunctions,
	node: ActionNode,
): Promise<INodeExecutionData[][]> {
	try {
		return [await executeItems(context, node)];
	} catch (error) {
		throw withLink(asNodeError(context.getNode(), error));
	}
}

async function executeItems(
	context: IExecuteFunctions,
	node: ActionNode,
): Promise<INodeExecutionData[]> {
	const chosen = chooseOperation(context, node);
	const scope = await scopeOf(context, node.service);
	const continuesOnFail = context.continueOnFail();
	const isRead = chosen.operation.endpoint.startsWith('GET ');
	const total = context.getInputData().length;
	const progress = new Progress(chosen.operation, total);
	const outcomes = await mapConcurrent(
		total,
		async (index) => {
			if (scope.signal?.aborted) throw new Cancelled();
			return await runItem({ scope, context, node, chosen, index, progress });
		},
		{ parallel: isRead ? scope.connection.parallelReads : 1, stopAtFailure: !continuesOnFail },
	);
	if (scope.signal?.aborted) throw new Cancelled();
	const output: INodeExecutionData[] = [];
	outcomes.forEach((outcome, index) => {
		if (outcome.ok) {
			// Not spread into one call: 100,000 items would exceed the engine's argument limit.
			for (const item of linked(outcome.value, index)) output.push(item);
			return;
		}
		const failure = asNodeError(context.getNode(), outcome.error, index);
		if (!continuesOnFail) {
			progress.tell(failure, index);
			throw failure;
		}
		output.push(errorItem(failure, index));
	});
	addHints(context, scope, output, progress);
	return output;
}

interface Chosen {
	/** e.g. `order.create` */
	id: string;
	operation: Operation;
}

function chooseOperation(context: IExecuteFunctions, { resources }: ActionNode): Chosen {
	// Neither accepts an expression, so they are the same for all items.
	const resource = context.getNodeParameter('resource', 0) as string;
	const chosen = context.getNodeParameter('operation', 0) as string;
	const operations = resources.find(({ name }) => name === resource)?.operations ?? {};
	const operation = Object.hasOwn(operations, chosen) ? operations[chosen] : undefined;
	if (!operation) {
		throw nodeError(
			context.getNode(),
			'OPERATION_UNKNOWN',
			`This version of the node has no operation "${chosen}" of "${resource}"`,
			'Open the node and choose the operation again, or update the package.',
		);
	}
	return { id: `${resource}.${chosen}`, operation };
}

interface ItemRun {
	scope: RequestScope;
	context: IExecuteFunctions;
	node: ActionNode;
	chosen: Chosen;
	index: number;
	progress: Progress;
}

/** The state of an item once its inputs are read. */
interface ItemState {
	idempotencyKey?: IdempotencyKey | undefined;
	call?: ToolCall | undefined;
}

async function runItem(item: ItemRun): Promise<Results> {
	const { node, index, progress } = item;
	const state: ItemState = {};
	progress.begin(index);
	return await readAndExecute(item, state).then(
		(results) => {
			progress.done(index, results);
			state.call?.end(false);
			return results;
		},
		(error: unknown) => {
			const { idempotencyKey, call } = state;
			const isUnknown = ['OUTCOME_UNKNOWN', 'EARLIER_OUTCOME_UNKNOWN'].includes(codeOf(error));
			progress.failed(index, isUnknown);
			call?.end(isUnknown);
			tellUnknownOutcome(error, {
				service: node.service.name,
				operation: item.chosen.operation,
				idempotencyKey,
				isTool: call !== undefined,
			});
			throw error;
		},
	);
}

async function readAndExecute(item: ItemRun, state: ItemState): Promise<Results> {
	const { context, chosen, index, progress } = item;
	const { operation, id } = chosen;
	const values = readValues(context, operation.fields, index);
	const isCall = operation.effect !== 'none' && isToolCall(context);
	state.call = isCall ? new ToolCall(context, id, values) : undefined;
	const place: WritePlace = { context, itemIndex: index, operation: id, call: state.call };
	if (operation.idempotent !== false)
		state.idempotencyKey = idempotencyKeyOf(operation, place, values);
	progress.recordKey(index, state.idempotencyKey);
	return await executeItem(item, place, values, state.idempotencyKey);
}

async function executeItem(
	{ scope, context, node, chosen: { operation }, index }: ItemRun,
	place: WritePlace,
	values: Values<Fields>,
	idempotencyKey: IdempotencyKey | undefined,
): Promise<Results> {
	const api: ApiClient = { send: async (request) => await sendWithRetries(scope, index, request) };
	const { service } = node;
	const write = idempotencyKey && { context, service, operation, api, values, idempotencyKey };
	const executionContext = executionContextOf(context, index);
	if (write && !operation.run) {
		return await create(write, await buildRequest(operation, values, executionContext));
	}
	const work = async (client: ApiClient) => {
		const request = async (overrides?: RequestOverrides) => {
			const own = await buildRequest(operation, values, executionContext, overrides);
			return await (write ? sendIdempotent({ ...write, api: client }, own) : client.send(own));
		};
		if (!operation.run) return resultsIn(operation, await request(), values);
		const key = idempotencyKey?.key;
		const items = await operation.run({ values, request, api: client, key, executionContext });
		return idempotencyKey?.isOnRun ? withIdempotency(items, idempotencyKey.shown) : items;
	};
	if (!isUnkeyed(operation)) return await work(api);
	return await unkeyedWrite({ service: service.name, operation, place, values }, api, work);
}

function readValues(context: IExecuteFunctions, fields: Fields, index: number): Values<Fields> {
	const values: Record<string, unknown> = {};
	const written = context.getNode().parameters;
	for (const [name, field] of Object.entries(fields)) {
		if (!isShown(field, values)) {
			values[name] = undefined;
			continue;
		}
		rejectExpression(field, written[name]);
		// For a hidden input n8n has no value, and throws without a fallback.
		const value = context.getNodeParameter(name, index, null) as unknown;
		// JSON is sent as it is.
		const isText = field.property.type !== 'json';
		const raw = isText ? datesAsText(value, () => context.getTimezone()) : value;
		const given = markNothing(written[name], raw ?? undefined, {
			mayBeLeftOut: field.mayBeLeftOut === true,
			everyPart: field.everyPart === true,
			evaluate: (expression) => context.evaluateExpression(expression, index),
		});
		values[name] = readField(field, given, field.property.displayName);
	}
	checkTogether(fields, values);
	return values;
}

function addHints(
	context: IExecuteFunctions,
	scope: RequestScope,
	output: INodeExecutionData[],
	progress: Progress,
): void {
	const isReplay = ({ json }: INodeExecutionData) => {
		const { replayed, alreadyCreated, alreadyDone } = (json.idempotency ?? {}) as IDataObject;
		return replayed === true || alreadyCreated === true || alreadyDone === true;
	};
	const replays = output.filter(isReplay).length;
	const writesHint = progress.hint();
	context.addExecutionHints(
		...(writesHint
			? [{ message: writesHint, type: 'warning' as const, location: 'outputPane' as const }]
			: []),
		...scope.report.hints({ replays, renewals: renewalsDuring(scope) }),
	);
}
