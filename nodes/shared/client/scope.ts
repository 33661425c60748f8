import { type IDataObject, type INode, type JsonObject, NodeApiError, sleep } from 'n8n-workflow';
import { type Pacer, type PacerClock, Pacers } from '../../../core/rateLimiter';
import type { ConnectionRules, Door, Identity } from './service';
import { type Limits, limitsOf } from './limits';
import type { CallingContext } from './transport';
import { refusal } from '../errors/failure';
import { RunReport } from './report';

/**
 * Somebody stopped the execution; what comes after must not begin. By the word "canceled", so spelt, n8n tells a stopped
 * execution from a failed one (n8n-core 2.41, `workflow-execute.js :: processSuccessExecution`).
 */
export class Cancelled extends Error {
	constructor() {
		super('The execution was canceled.');
	}
}

/** Time as the engine has it: a clock that never goes back, and waits that end when the execution is cancelled. */
export const engineClock: PacerClock = {
	now: () => performance.now(),
	sleep: async (milliseconds, stop) => await unlessStopped(sleep(milliseconds, stop), stop),
	unlessStopped,
};

async function unlessStopped<T>(promise: Promise<T>, stop?: AbortSignal): Promise<T> {
	if (!stop) return await promise;
	if (stop.aborted) throw new Cancelled();
	let onAbort = (): void => undefined;
	const stopped = new Promise<never>((_, reject) => {
		onAbort = () => reject(new Cancelled());
		stop.addEventListener('abort', onAbort, { once: true });
	});
	try {
		return await Promise.race([promise, stopped]);
	} finally {
		stop.removeEventListener('abort', onAbort);
	}
}

/** How one node reaches its service during one run. */
export interface Connection extends Limits {
	identity: Identity;
	pacer: Pacer;
}

/** One pacer for each key and host in this process, whatever the workflow and the node. Workers have their own. */
const pacers = new Pacers(engineClock);

/**
 * Reads the credential once for a run. n8n reads it again for each request by itself.
 *
 * One that is missing or malformed is no failure here: nothing will be sent with it, and the request says why.
 */
export async function connect(
	context: CallingContext,
	{ credential, limits, identify }: ConnectionRules,
): Promise<Connection> {
	let fields: IDataObject = {};
	let identity: Identity = { origin: '', account: '' };
	try {
		fields = (await context.getCredentials(credential)) as IDataObject;
		identity = identify(fields);
	} catch {
		fields = {};
	}
	const own = limitsOf(fields, limits);
	const pacer = pacers.of(JSON.stringify([identity.origin, identity.account]), own.rate);
	return { ...own, identity, pacer };
}

/**
 * Refuses an n8n whose errors lose what caused them, as they do up to 2.33. There a request that got no answer looks like one that was
 * never sent: "Nothing was changed" would be said of an order that may have been placed.
 * @throws NodeOperationError that asks for a newer n8n
 */
export function refuseOldN8n(node: INode): void {
	const reason = new Error('Whether n8n keeps the cause of an error');
	const { cause } = new NodeApiError(node, reason as unknown as JsonObject);
	if (cause === reason) return;
	throw refusal(
		node,
		'This n8n is too old for this node',
		'Update n8n to 2.36 or newer. An older one does not say whether a request may have arrived, so that something could be done twice. Nothing was sent.',
	);
}

/** One run of a node, or one question of a form or a trigger, and what its requests share. */
export interface Run {
	context: CallingContext;
	door: Door;
	connection: Connection;
	report: RunReport;
	/** says when the execution was cancelled */
	stop: AbortSignal | undefined;
	/** Only executions repeat: someone waits in front of a form, and n8n itself repeats what a trigger failed to register. */
	mayRepeat: boolean;
	/**
	 * A request of this run was repeated in vain because nobody answered. The others then try once: a thousand items must not
	 * wait for a dead service a thousand times.
	 */
	isUnreachable: boolean;
	/** how often the login's session had been fetched when the run began */
	renewalsBefore: number;
}

const runs = new WeakMap<object, Promise<Run>>();

/**
 * The run that a context of n8n stands for; the same for all of its items.
 * @throws NodeOperationError in an n8n that is too old
 */
export async function runOf(context: CallingContext, door: Door): Promise<Run> {
	let run = runs.get(context);
	if (!run) {
		run = begin(context, door);
		runs.set(context, run);
	}
	return await run;
}

async function begin(context: CallingContext, door: Door): Promise<Run> {
	refuseOldN8n(context.getNode());
	const connection = await connect(context, door);
	const mayRepeat = 'getExecutionCancelSignal' in context;
	return {
		context,
		door,
		connection,
		report: new RunReport(door.service),
		stop: mayRepeat ? context.getExecutionCancelSignal() : undefined,
		mayRepeat,
		isUnreachable: false,
		renewalsBefore: sessionsFetched(door, connection),
	};
}

/**
 * How often the session was renewed since the run began: by it, or by another that uses the same login. The first session that
 * this process fetches is no news.
 */
export function renewalsDuring({ door, connection, renewalsBefore }: Run): number {
	return sessionsFetched(door, connection) - Math.max(1, renewalsBefore);
}

function sessionsFetched({ renewals }: Door, { identity }: Connection): number {
	return identity.session === undefined ? 0 : (renewals?.(identity.session) ?? 0);
}
