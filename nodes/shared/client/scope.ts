import { type IDataObject, type INode, type JsonObject, NodeApiError, sleep } from 'n8n-workflow';
import { type RateLimiter, type Clock, RateLimiters } from '../../../core/rateLimiter';
import type { ConnectionRules, Service, Identity } from './service';
import { type Limits, limitsOf } from './limits';
import type { CallingContext } from './transport';
import { operationError } from '../errors/failure';
import { RunReport } from './report';

/**
 * Somebody stopped the execution; what comes after must not begin. By the word "canceled", so
 * spelt, n8n tells a stopped execution from a failed one (n8n-core 2.41,
 * `workflow-execute.js :: processSuccessExecution`).
 */
export class Cancelled extends Error {
	constructor() {
		super('The execution was canceled.');
	}
}

/**
 * Time as the engine has it: a clock that never goes back, and waits that end when the execution is
 * cancelled.
 */
export const engineClock: Clock = {
	now: () => performance.now(),
	sleep: async (milliseconds, signal) => await unlessStopped(sleep(milliseconds, signal), signal),
	unlessStopped,
};

async function unlessStopped<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await promise;
	if (signal.aborted) throw new Cancelled();
	let onAbort = (): void => undefined;
	const stopped = new Promise<never>((_, reject) => {
		onAbort = () => reject(new Cancelled());
		signal.addEventListener('abort', onAbort, { once: true });
	});
	try {
		return await Promise.race([promise, stopped]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}

/** How one node reaches its service during one run. */
export interface Connection extends Limits {
	identity: Identity;
	rateLimiter: RateLimiter;
}

/**
 * One rate limiter for each key and host in this process, whatever the workflow and the node.
 * Workers have their own.
 */
const rateLimiters = new RateLimiters(engineClock);

/**
 * Reads the credential once for a run. n8n reads it again for each request by itself.
 *
 * One that is missing or malformed is no failure here: nothing will be sent with it, and the
 * request says why.
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
	const rateLimiter = rateLimiters.of(
		JSON.stringify([identity.origin, identity.account]),
		own.rate,
	);
	return { ...own, identity, rateLimiter };
}

/**
 * Refuses an n8n whose errors lose what caused them, as they do up to 2.33. There a request that
 * got no answer looks like one that was never sent: "Nothing was changed" would be said of an order
 * that may have been placed.
 * @throws NodeOperationError that asks for a newer n8n
 */
export function rejectOldN8n(node: INode): void {
	const reason = new Error('Whether n8n keeps the cause of an error');
	const { cause } = new NodeApiError(node, reason as unknown as JsonObject);
	if (cause === reason) return;
	throw operationError(
		node,
		'This n8n is too old for this node',
		'Update n8n to 2.36 or newer. An older one does not say whether a request may have arrived, so that something could be done twice. Nothing was sent.',
	);
}

/** One run of a node, or one question of a form or a trigger, and what its requests share. */
export interface RequestScope {
	context: CallingContext;
	service: Service;
	connection: Connection;
	report: RunReport;
	/** says when the execution was cancelled */
	signal: AbortSignal | undefined;
	/**
	 * Only executions repeat: someone waits in front of a form, and n8n itself repeats what a trigger
	 * failed to register.
	 */
	mayRetry: boolean;
	/**
	 * A request of this run was repeated in vain because nobody answered. The others then try once: a
	 * thousand items must not wait for a dead service a thousand times.
	 */
	isUnreachable: boolean;
	/** how often the login's session had been fetched when the run began */
	renewalsBefore: number;
}

const scopes = new WeakMap<object, Promise<RequestScope>>();

/**
 * The run that a context of n8n stands for; the same for all of its items.
 * @throws NodeOperationError in an n8n that is too old
 */
export async function scopeOf(context: CallingContext, service: Service): Promise<RequestScope> {
	let scope = scopes.get(context);
	if (!scope) {
		scope = begin(context, service);
		scopes.set(context, scope);
	}
	return await scope;
}

async function begin(context: CallingContext, service: Service): Promise<RequestScope> {
	rejectOldN8n(context.getNode());
	const connection = await connect(context, service);
	const mayRetry = 'getExecutionCancelSignal' in context;
	return {
		context,
		service,
		connection,
		report: new RunReport(service.name),
		signal: mayRetry ? context.getExecutionCancelSignal() : undefined,
		mayRetry,
		isUnreachable: false,
		renewalsBefore: sessionsFetched(service, connection),
	};
}

/**
 * How often the session was renewed since the run began: by it, or by another that uses the same
 * login. The first session that this process fetches is no news.
 */
export function renewalsDuring({ service, connection, renewalsBefore }: RequestScope): number {
	return sessionsFetched(service, connection) - Math.max(1, renewalsBefore);
}

function sessionsFetched({ renewals }: Service, { identity }: Connection): number {
	return identity.session === undefined ? 0 : (renewals?.(identity.session) ?? 0);
}
