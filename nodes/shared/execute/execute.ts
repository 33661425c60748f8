import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	isUnkeyed,
	type Operation,
	type RequestOverrides,
	type Resource,
	type Results,
	type ExecutionContext,
} from '../operation/operation';
import { mapConcurrent, type Outcome } from '../../../core/concurrency';
import type { ApiClient, Service } from '../client/service';
import { asNodeError, codeOf, errorItem, FieldError, nodeError, withLink } from '../errors/failure';
import { PathSegmentError } from '../../../core/http/url';
import { memberOf } from '../../../core/json';
import { problemLine } from '../../../core/http/fieldProblems';
import type { LabelOf } from '../../../core/http/explanation';
import { sentences } from '../../../core/sentences';
import { labelsOf } from '../fields/labels';
import {
	checkTogether,
	datesAsText,
	FieldErrors,
	type Field,
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
	isUnpaid,
	sendIdempotent,
} from './idempotentWrite';
import type { WritePlace } from '../operation/idempotency';
import { isToolCall, prepareSeed, ToolCall } from '../operation/executionMemory';
import { buildRequest, linked, resultsIn, simplified } from '../operation/results';
import { Progress, tellUnknownOutcome } from './progress';
import { Cancelled, renewalsDuring, type RequestScope, scopeOf } from '../client/scope';
import { isAbandoned } from '../client/ownAddress';
import { ownerIn, ownerKey } from '../../../core/webhook/owner';
import { sendWithRetries } from '../client/retry';
import { unkeyedWrite } from './unkeyedWrite';
import {
	type Awaited,
	awaitedOf,
	CHECK,
	checkSleeping,
	type Checks,
	waitUntilDone,
} from './waitUntilDone';

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
		inputField: (name) => memberOf(context.getInputData()[itemIndex]?.json, name),
		credential: async (type) => await context.getCredentials(type, itemIndex),
		credentialId: (type) => context.getNode().credentials?.[type]?.id ?? undefined,
		webhookOrigin: () => webhookOriginOf(context, itemIndex),
		timeZone: () => context.getTimezone(),
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
	const checks = {
		scope: await scopeOf(context, node.service),
		context,
		service: node.service.name,
		executionContextOf: (index: number) => executionContextOf(context, index),
	};
	if (context.getNodeParameter('operation', 0) === CHECK) {
		return await checkSleeping(checks, node.resources);
	}
	const chosen = chooseOperation(context, node);
	const { scope } = checks;
	const continuesOnFail = context.continueOnFail();
	const { isRead } = chosen.operation;
	if (!isRead) await prepareSeed(context);
	const total = context.getInputData().length;
	const progress = new Progress(chosen.operation, total);
	const writes = new Map<number, FinishedWrite>();
	const outcomes = await mapConcurrent(
		total,
		async (index) => {
			if (scope.signal?.aborted) throw new Cancelled();
			return await runItem({ scope, context, node, chosen, index, progress, writes });
		},
		{ parallel: isRead ? scope.connection.parallelReads : 1, stopAtFailure: !continuesOnFail },
	);
	await waitForWrites({ ...checks, operations: chosen.resource.operations }, outcomes, writes);
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

/** A write whose item waits until its object is finished. */
interface FinishedWrite {
	awaited: Awaited;
	call: ToolCall | undefined;
}

/**
 * Waits for the objects of the finished writes, unless the run has already failed. The outcomes are
 * those of the objects then.
 * @throws Cancelled
 */
async function waitForWrites(
	checks: Checks,
	outcomes: Array<Outcome<Results>>,
	writes: ReadonlyMap<number, FinishedWrite>,
): Promise<void> {
	const { scope, context } = checks;
	const awaited = new Map([...writes].map(([index, write]) => [index, write.awaited]));
	try {
		if (scope.signal?.aborted) throw new Cancelled();
		const hasFailed = !context.continueOnFail() && outcomes.some(({ ok }) => !ok);
		if (!hasFailed && awaited.size > 0) await waitUntilDone(checks, { outcomes, awaited });
	} finally {
		// Another call with the same input is another attempt of this one: it must not write again.
		for (const [index, { call }] of writes) {
			call?.end(awaited.has(index) || outcomes[index]?.ok !== true);
		}
	}
}

interface Chosen {
	/** e.g. `order.create` */
	id: string;
	/** e.g. `create` */
	name: string;
	operation: Operation;
	resource: Resource;
}

function chooseOperation(context: IExecuteFunctions, { resources }: ActionNode): Chosen {
	// Neither accepts an expression, so they are the same for all items.
	const resourceName = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const resource = resources.find((one) => one.name === resourceName);
	const operations = resource?.operations ?? {};
	const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
	if (!resource || !operation) {
		throw nodeError(
			context.getNode(),
			'OPERATION_UNKNOWN',
			`This version of the node has no operation "${name}" of "${resourceName}"`,
			'Open the node and choose the operation again, or update the package.',
		);
	}
	return { id: `${resourceName}.${name}`, name, operation, resource };
}

interface ItemRun {
	scope: RequestScope;
	context: IExecuteFunctions;
	node: ActionNode;
	chosen: Chosen;
	index: number;
	progress: Progress;
	/** of the items that wait until their objects are finished */
	writes: Map<number, FinishedWrite>;
}

/** The state of an item once its inputs are read. */
interface ItemState {
	idempotencyKey?: IdempotencyKey | undefined;
	call?: ToolCall | undefined;
	values?: Values<Fields>;
}

async function runItem(item: ItemRun): Promise<Results> {
	const { node, index, progress } = item;
	const state: ItemState = {};
	progress.begin(index);
	return await readAndExecute(item, state).then(
		(results) => {
			progress.done(index, results);
			const { call, values = {} } = state;
			const { name: chosen, operation, resource } = item.chosen;
			if (isToWait(operation, values)) {
				const awaited = awaitedOf({ resource, chosen, operation, values }, results);
				item.writes.set(index, { awaited, call });
			} else {
				call?.end(false);
			}
			return results;
		},
		(error: unknown) => {
			const { idempotencyKey, call } = state;
			const isUnknown = ['OUTCOME_UNKNOWN', 'EARLIER_OUTCOME_UNKNOWN'].includes(codeOf(error));
			progress.failed(index, isUnknown);
			// A rejection of this attempt, such as a 403, leaves the outcome of an earlier one open.
			call?.end(isUnknown || (call.isAnotherAttempt && !isUnpaid(error)));
			tellUnknownOutcome(error, {
				service: node.service.name,
				operation: item.chosen.operation,
				idempotencyKey,
				isTool: call !== undefined,
			});
			throw inFormsWords(error, item);
		},
	);
}

/**
 * Names inputs as the form does, where the error does not know their labels. A model sees only the
 * message, so for a tool it says what is wrong with each input.
 */
function inFormsWords(error: unknown, { context, chosen }: ItemRun): unknown {
	if (error instanceof PathSegmentError) {
		const label = chosen.operation.fields[error.parameter]?.property.displayName;
		return label === undefined ? error : new FieldError(label, error.message, 'ID_INVALID');
	}
	if (error instanceof FieldError && error.problems.length > 1 && isToolCall(context)) {
		error.message = sentences([error.message, error.problems.map(problemLine).join('; ')]);
	}
	return error;
}

function isToWait({ waitUntil }: Operation, { options }: Values<Fields>): boolean {
	return waitUntil !== undefined && (options as IDataObject | undefined)?.waitUntilDone === true;
}

async function readAndExecute(item: ItemRun, state: ItemState): Promise<Results> {
	const { context, chosen, index, progress } = item;
	const { operation, id } = chosen;
	const values = readValues(context, operation.fields, index);
	state.values = values;
	const isCall = operation.effect !== 'none' && isToolCall(context);
	state.call = isCall ? new ToolCall(context, id, values) : undefined;
	const place: WritePlace = { context, itemIndex: index, operation: id, call: state.call };
	if (operation.idempotent !== false)
		state.idempotencyKey = idempotencyKeyOf(operation, place, values);
	progress.recordKey(index, state.idempotencyKey);
	const results = await executeItem(item, place, values, state.idempotencyKey);
	const { simplify } = operation;
	return simplify && values.simple === true ? simplified(results, simplify) : results;
}

async function executeItem(
	{ scope, context, node, chosen: { operation }, index }: ItemRun,
	place: WritePlace,
	values: Values<Fields>,
	idempotencyKey: IdempotencyKey | undefined,
): Promise<Results> {
	// A custom API request has no inputs for the API's fields.
	const isCustom = operation.endpoint.startsWith('ANY ');
	const labelOf: LabelOf | undefined = isCustom
		? undefined
		: (member) => labelsOf(operation.fields, values)(member);
	const api: ApiClient = {
		send: async (request) =>
			await sendWithRetries(scope, index, { ...(labelOf ? { labelOf } : {}), ...request }),
	};
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
	const isOwnRead = isCustom && values.method === 'GET';
	if (!isUnkeyed(operation) || isOwnRead) return await work(api);
	return await unkeyedWrite({ service: service.name, operation, place, values }, api, work);
}

function readValues(context: IExecuteFunctions, fields: Fields, index: number): Values<Fields> {
	const values: Record<string, unknown> = {};
	const errors = new FieldErrors();
	// n8n copies the whole node at each call.
	const { parameters } = context.getNode();
	const isTool = isToolCall(context);
	for (const [name, field] of Object.entries(fields)) {
		if (!isShown(field, values)) {
			values[name] = undefined;
			continue;
		}
		// An invalid input has no value, so an input that it would show is not read.
		values[name] = errors.collect(() => {
			const written = parameters[name];
			rejectExpression(field, written, isTool);
			const given = givenIn(context, index, { name, field, written });
			return readField(field, given, field.property.displayName);
		});
	}
	checkTogether(fields, values, errors);
	errors.throwIfAny();
	return values;
}

interface Input {
	name: string;
	field: Field<unknown>;
	/** As it stands in the workflow. */
	written: unknown;
}

/** Returns an input's value for an item, with what its expressions did not return marked. */
function givenIn(
	context: IExecuteFunctions,
	index: number,
	{ name, field, written }: Input,
): unknown {
	// For a hidden input n8n has no value, and throws without a fallback.
	const value = context.getNodeParameter(name, index, null) as unknown;
	// JSON is sent as it is.
	const isText = field.property.type !== 'json';
	const raw = isText ? datesAsText(value, () => context.getTimezone()) : value;
	return markNothing(written, raw ?? undefined, {
		mayBeLeftOut: field.mayBeLeftOut === true,
		everyPart: field.everyPart === true,
		evaluate: (expression) => context.evaluateExpression(expression, index),
	});
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
