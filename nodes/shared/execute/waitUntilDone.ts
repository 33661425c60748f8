import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IWorkflowBase,
} from 'n8n-workflow';
import { mapConcurrent, type Outcome } from '../../../core/concurrency';
import type { ErrorCode } from '../../../core/errors';
import { buildPath } from '../../../core/http/url';
import { sentences } from '../../../core/sentences';
import { Cancelled, engineClock, type RequestScope } from '../client/scope';
import { sendWithRetries } from '../client/retry';
import { asNodeError, errorItem, GuardError } from '../errors/failure';
import { isToolCall } from '../operation/executionMemory';
import {
	type ExecutionContext,
	type FinalStates,
	ItemWithFiles,
	type Operation,
	type Resource,
	type Results,
} from '../operation/operation';
import { linked, objectIn } from '../operation/results';
import { DEFAULT_WAIT_MINUTES } from '../operation/waitOptions';

/** The pauses between two checks while the node itself waits, in milliseconds. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 30_000;
const GROWTH = 1.5;

/** For so long the node itself waits, in milliseconds; then n8n's own waiting begins. */
const SHORT_WAIT = 60_000;

/**
 * For so long an object that begins as done may look as it did before, in milliseconds. Named
 * assumption: KernelHost documents neither how soon an action begins nor a status during it.
 */
const BEGINS_WITHIN = 45_000;

/**
 * The pauses of n8n's own waiting, in seconds. Its Wait node keeps the execution in memory for less
 * than 65 seconds (n8n.md 3.1).
 */
const SHORTEST_SLEEP = 70;
const LONGEST_SLEEP = 300;

/**
 * The operation of the node that checks while n8n waits. It is in no form. An older version of this
 * package does not know it, so that it can't take the check for the write.
 */
export const CHECK = 'checkUntilDone';

/** A finished write whose object is not. Plain data, because n8n stores it. */
export interface Awaited {
	/** the operation that wrote, of the node's resource, e.g. `create` */
	operation: string;
	/** how messages name the object, e.g. `Order 1042` */
	object: string;
	/** where it is read; undefined where the answer to the write has no ID */
	path?: string;
	/** end of the time limit, as Unix time in milliseconds */
	until: number;
	minutes: number;
	/** whether the service forgets the write's key after a day (kernelhost.md 6) */
	isKeyForgotten?: true;
	/** members of the node's own that the finished object gets */
	kept: IDataObject;
	/** the object as it was last seen */
	record: IDataObject;
	status?: string;
	/** whether it was seen with a status other than a final one */
	hasChanged?: true;
	/** what to do if the service means something else by it */
	ifUnknown?: string;
	/** why the last check failed */
	problem?: string;
}

/** A write, and what came of it. */
interface Write {
	resource: Resource;
	/** e.g. `create` */
	chosen: string;
	operation: Operation;
	values: Readonly<Record<string, unknown>>;
}

/** Returns what a finished write waits for. */
export function awaitedOf(
	{ resource, chosen, operation, values }: Write,
	results: Results,
): Awaited {
	const { endpoint = '', keeps = [] } = operation.waitUntil ?? {};
	const { waitAtMost } = (values.options ?? {}) as IDataObject;
	const record = recordIn(results);
	const minutes = Number(waitAtMost ?? DEFAULT_WAIT_MINUTES);
	const path = pathOf(endpoint, { ...record, ...values });
	const kept = ['idempotency', ...keeps].filter((name) => Object.hasOwn(record, name));
	return {
		operation: chosen,
		object: `${resource.displayName} ${path?.split('/').at(-1) ?? ''}`.trim(),
		...(path === undefined ? {} : { path }),
		until: Date.now() + minutes * 60_000,
		minutes,
		...(operation.idempotent === true ? { isKeyForgotten: true as const } : {}),
		kept: Object.fromEntries(kept.map((name) => [name, record[name]])),
		record,
	};
}

function recordIn(results: Results): IDataObject {
	return results instanceof ItemWithFiles ? results.json : ([results].flat()[0] ?? {});
}

function pathOf(endpoint: string, values: Record<string, unknown>): string | undefined {
	try {
		return buildPath(endpoint.slice('GET '.length), values);
	} catch {
		return undefined;
	}
}

/** What the checks need of the node's run. */
export interface Checks {
	scope: RequestScope;
	context: IExecuteFunctions;
	service: string;
	operations: Resource['operations'];
	executionContextOf: (item: number) => ExecutionContext;
}

/** The outcomes of the items by index, and the objects that some of them wait for. */
export interface Waiting {
	outcomes: Array<Outcome<Results>>;
	awaited: Map<number, Awaited>;
}

/**
 * Waits until every awaited object is finished, has failed, or its time is over. What is settled is
 * in the outcomes then, and no longer awaited. Without Continue On Fail it ends with the first
 * failure.
 *
 * For a minute the node itself waits. After that n8n does: it stores the execution, so that the wait
 * takes no worker and survives a restart.
 * @returns whether n8n waits; it then runs the rest of the workflow with the finished objects
 * @throws Cancelled
 */
export async function waitUntilDone(checks: Checks, waiting: Waiting): Promise<boolean> {
	const { scope, context } = checks;
	const isShortUntil = Date.now() + SHORT_WAIT;
	let mayHandOver = canHandOver(context);
	let pause = FIRST_PAUSE;
	while (waiting.awaited.size > 0) {
		if (mayHandOver && Date.now() >= isShortUntil) {
			if (await handOver(context, waiting)) return true;
			// Such as an n8n without the node Wait: then only the node itself can wait.
			mayHandOver = false;
		}
		await engineClock.sleep(Math.min(pause, timeLeft(waiting)), scope.signal);
		pause = Math.min(pause * GROWTH, LONGEST_PAUSE);
		await checkAll(checks, waiting);
		if (!context.continueOnFail() && waiting.outcomes.some(({ ok }) => !ok)) return false;
	}
	return false;
}

function timeLeft({ awaited }: Waiting): number {
	const until = Math.min(...[...awaited.values()].map((one) => one.until));
	return Math.max(until - Date.now(), 0);
}

async function checkAll(checks: Checks, { awaited, outcomes }: Waiting): Promise<void> {
	const indexes = [...awaited.keys()];
	const { parallelReads: parallel } = checks.scope.connection;
	const checked = await mapConcurrent(
		indexes.length,
		async (place) => {
			const index = indexes[place] ?? 0;
			const target = awaited.get(index);
			const outcome = target && (await check(checks, target, index));
			if (!outcome) return;
			outcomes[index] = outcome;
			awaited.delete(index);
		},
		{ parallel, stopAtFailure: true },
	);
	for (const outcome of checked) if (!outcome.ok) throw outcome.error;
}

/**
 * Reads an object once. A failed read settles nothing, except when it can't succeed later either.
 * @returns undefined where it is not finished yet
 * @throws Cancelled
 */
async function check(
	checks: Checks,
	target: Awaited,
	index: number,
): Promise<Outcome<Results> | undefined> {
	const { scope, context, service } = checks;
	const settled = await readOnce(checks, target, index).catch((error: unknown) => {
		if (scope.signal?.aborted) throw new Cancelled();
		const failure = asNodeError(context.getNode(), error, index);
		target.problem = failure.message;
		const isForbidden = 'httpCode' in failure && ['401', '403'].includes(failure.httpCode ?? '');
		return isForbidden ? unreadable(service, target, failure.message) : undefined;
	});
	if (settled !== undefined || Date.now() < target.until) return settled;
	return { ok: false, error: timedOut(service, target) };
}

/** @throws whatever the request throws */
async function readOnce(
	checks: Checks,
	target: Awaited,
	index: number,
): Promise<Outcome<Results> | undefined> {
	const { scope, service } = checks;
	const { path } = target;
	if (path === undefined) {
		return unreadable(service, target, `the answer of ${service} has no ID`);
	}
	const answer = await sendWithRetries(scope, index, { method: 'GET', path, repeatable: true });
	const record = objectIn(answer);
	const states = await statesOf(checks, target, index);
	const status = statusIn(record, states.members);
	if (status === undefined) {
		const names = states.members.map((name) => `"${name}"`).join(' nor ');
		const why = `the record has no member ${names}`;
		return unreadable(service, target, why, states.ifMissing);
	}
	delete target.problem;
	Object.assign(target, { record, status, ifUnknown: states.ifUnknown });
	const isOneOf = (list: readonly string[]) => list.some((one) => isSame(one, status));
	if (isOneOf(states.done)) {
		return mayNotHaveBegun(target, states)
			? undefined
			: { ok: true, value: { ...record, ...target.kept } };
	}
	target.hasChanged = true;
	return isOneOf(states.failed) ? { ok: false, error: ended(service, target) } : undefined;
}

/** Whether an object that looks done may still look as it did before the write. */
function mayNotHaveBegun(target: Awaited, { beginsAsDone }: FinalStates): boolean {
	const begunAt = target.until - target.minutes * 60_000;
	return beginsAsDone === true && !target.hasChanged && Date.now() < begunAt + BEGINS_WITHIN;
}

async function statesOf(
	{ operations, executionContextOf }: Checks,
	{ operation }: Awaited,
	index: number,
): Promise<FinalStates> {
	const states = operations[operation]?.waitUntil?.states ?? { members: [], done: [], failed: [] };
	return typeof states === 'function' ? await states(executionContextOf(index)) : states;
}

function statusIn(record: IDataObject, members: readonly string[]): string | undefined {
	const found = members.map((name) => record[name]).find((value) => typeof value === 'string');
	return typeof found === 'string' ? found.trim() : undefined;
}

function isSame(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.toLowerCase();
}

/** Builds an error after a write that succeeded. */
function stands(
	{ record, status, kept, isKeyForgotten }: Awaited,
	error: { code: ErrorCode; message: string; advice: string },
): GuardError {
	const { code, message, advice } = error;
	const again = isKeyForgotten
		? 'For 24 hours after the request, running it again under the same reference, or retrying this execution, does not do it twice; later it does.'
		: 'Running it again under the same reference, or retrying this execution, does not do it twice.';
	const details = {
		...(status === undefined ? {} : { status }),
		object: { ...record, ...kept },
	};
	return new GuardError(code, message, `${advice} ${again}`, details);
}

function ended(service: string, target: Awaited): GuardError {
	return stands(target, {
		code: 'WAIT_FAILED',
		message: `${target.object} ended with the status ${target.status}`,
		advice: `${service} accepted the request before, so it exists there: look there for the reason.`,
	});
}

function timedOut(service: string, target: Awaited): GuardError {
	const { object, minutes, status, problem, ifUnknown } = target;
	const seen = status === undefined ? 'its status was never read' : `its status is ${status}`;
	const after = minutes === 1 ? '1 minute' : `${minutes} minutes`;
	const lastCheck = problem === undefined ? [] : [`The last check failed: “${problem}”.`];
	return stands(target, {
		code: 'WAIT_TIMED_OUT',
		message: `${object} is not done after ${after}: ${seen}. ${notUndone(service)}`,
		advice: sentences([...lastCheck, 'Get it later, or set a longer Wait At Most.', ifUnknown]),
	});
}

function unreadable(
	service: string,
	target: Awaited,
	why: string,
	advice = 'Correct that, or switch off Wait Until Done.',
): Outcome<Results> {
	const error = stands(target, {
		code: 'STATUS_UNREADABLE',
		message: `The status of ${target.object} can't be read: ${why}. ${notUndone(service)}`,
		advice,
	});
	return { ok: false, error };
}

/** Models and error workflows see only the message. */
function notUndone(service: string): string {
	return `${service} accepted the request, and it was not undone: do not send it as a new one`;
}

/** What an item carries while n8n waits. */
interface Sleeping {
	/** the item's own results, or its error, once it is settled */
	settled?: IDataObject[];
	awaited?: Awaited;
	continuesOnFail: boolean;
	/** the start of n8n's waiting, as Unix time in milliseconds */
	since: number;
	/** until the next check */
	seconds: number;
}

/**
 * Whether n8n can wait. A tool has to answer the model, and n8n waits only for stored executions of
 * stored workflows. Up to 2.25, n8n drops the error of a sub-workflow that it waited for, and an
 * order that failed would pass for a finished one; the helper `getSecureEgressFilter` is in every
 * later version from 2.30 on (n8n.md 3.1).
 */
function canHandOver(context: IExecuteFunctions): boolean {
	const executionId = context.getExecutionId() as string | undefined;
	return (
		!isToolCall(context) &&
		executionId !== undefined &&
		Boolean(context.getWorkflow().id) &&
		'getSecureEgressFilter' in context.helpers
	);
}

/**
 * Lets n8n wait. n8n does not run a node again after its wait: it passes on the node's input
 * instead, or the result of a sub-workflow that it waited for. So a small sub-workflow checks, and
 * waits in between.
 * @returns whether n8n waits
 */
async function handOver(context: IExecuteFunctions, waiting: Waiting): Promise<boolean> {
	const workflowId = String(context.getWorkflow().id);
	const parentExecution = { executionId: context.getExecutionId(), workflowId, shouldResume: true };
	const node = context.getNode();
	const begun = { continuesOnFail: context.continueOnFail(), since: Date.now() };
	const items = sleepingItems(node, waiting, { ...begun, seconds: SHORTEST_SLEEP });
	const code = waitingWorkflow(node, String(context.getNodeParameter('resource', 0)));
	try {
		const { executionId, waitTill } = await context.executeWorkflow({ code }, items, undefined, {
			parentExecution,
			executionMode: context.getMode(),
		});
		if (!waitTill) return false;
		// n8n links to the sub-workflow's execution.
		context.setMetadata({ subExecution: { executionId, workflowId }, subExecutionsCount: 1 });
		return true;
	} catch {
		return false;
	}
}

function sleepingItems(
	node: INode,
	{ outcomes, awaited }: Waiting,
	rest: Omit<Sleeping, 'settled' | 'awaited'>,
): INodeExecutionData[] {
	return outcomes.map((outcome, item) => {
		const one = awaited.get(item);
		const waitUntilDone = one
			? { ...rest, awaited: one }
			: { ...rest, settled: settledItems(node, outcome, item) };
		// Readable in the editor, and what the workflow gets if n8n loses the sub-workflow.
		const json = one ? { ...one.record, ...one.kept } : {};
		return {
			json: { ...json, waitUntilDone: waitUntilDone as unknown as IDataObject },
			pairedItem: { item },
		};
	});
}

function settledItems(node: INode, outcome: Outcome<Results>, item: number): IDataObject[] {
	if (!outcome.ok) return [errorItem(asNodeError(node, outcome.error, item), item).json];
	return linked(outcome.value, item).map(({ json }) => json);
}

/** Returns the sub-workflow: wait, check, and again until nothing is awaited any more. */
function waitingWorkflow(node: INode, resource: string): IWorkflowBase {
	const names = {
		start: `${node.name}: start`,
		wait: `${node.name}: wait`,
		done: `${node.name}: done?`,
	};
	const one = (name: string, type: string, typeVersion: number, parameters: object): INode => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const now = new Date();
	return {
		// n8n gives it the ID of the workflow, by which it finds project and credentials.
		id: '',
		name: `${node.name}: Wait Until Done`,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
		nodes: [
			one(names.start, 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
			one(names.wait, 'wait', 1.1, {
				resume: 'timeInterval',
				amount: '={{ $json.waitUntilDone.seconds }}',
				unit: 'seconds',
			}),
			{
				id: node.id,
				name: node.name,
				type: node.type,
				typeVersion: node.typeVersion,
				position: [0, 0],
				parameters: { resource, operation: CHECK },
				...(node.credentials ? { credentials: node.credentials } : {}),
			},
			one(names.done, 'if', 2.2, {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					conditions: [
						{
							id: 'done',
							leftValue: '={{ $json.waitUntilDone === undefined }}',
							rightValue: '',
							operator: { type: 'boolean', operation: 'true', singleValue: true },
						},
					],
					combinator: 'and',
				},
			}),
		],
		connections: {
			[names.start]: { main: [to(names.wait)] },
			[names.wait]: { main: [to(node.name)] },
			[node.name]: { main: [to(names.done)] },
			[names.done]: { main: [[], to(names.wait)] },
		},
		// Its own: an error workflow hears of the workflow's failure, and not of this one's as well.
		settings: { executionOrder: 'v1', callerPolicy: 'any', executionTimeout: -1 },
	};
}

/**
 * Checks once while n8n waits.
 * @returns the items for the next check; or the results of all items, if nothing is awaited any more
 * @throws the first failure by order, without Continue On Fail
 */
export async function checkSleeping(
	checks: Omit<Checks, 'operations'>,
	resources: readonly Resource[],
): Promise<INodeExecutionData[]> {
	const { context } = checks;
	const resource = context.getNodeParameter('resource', 0) as string;
	const operations = resources.find(({ name }) => name === resource)?.operations ?? {};
	const sleeping = context
		.getInputData()
		.map(({ json }) => json.waitUntilDone as unknown as Sleeping);
	const node = context.getNode();
	const waiting: Waiting = { outcomes: [], awaited: new Map() };
	sleeping.forEach(({ settled, awaited }, index) => {
		waiting.outcomes[index] = { ok: true, value: settled ?? [] };
		if (awaited) waiting.awaited.set(index, awaited);
	});
	await checkAll({ ...checks, operations }, waiting);
	const { continuesOnFail = false, since = 0 } = sleeping[0] ?? {};
	waiting.outcomes.forEach((outcome, index) => {
		if (!outcome.ok && !continuesOnFail) throw asNodeError(node, outcome.error, index);
	});
	if (waiting.awaited.size > 0) {
		const seconds = Math.ceil((Date.now() - since) / 10_000);
		const next = Math.min(Math.max(seconds, SHORTEST_SLEEP), LONGEST_SLEEP);
		return sleepingItems(node, waiting, { continuesOnFail, since, seconds: next });
	}
	return waiting.outcomes.flatMap((outcome, item) =>
		settledItems(node, outcome, item).map((json) => ({ json, pairedItem: { item } })),
	);
}
