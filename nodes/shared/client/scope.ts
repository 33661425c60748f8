import { type IDataObject, sleep } from 'n8n-workflow';
import { type RateLimiter, type Clock, RateLimiters } from '../../../core/rateLimiter';
import { CodedError } from '../../../core/errors';
import type { ConnectionRules, Service, Identity } from './service';
import { type Limits, limitsOf } from './limits';
import type { CallingContext } from './transport';
import { nodeError } from '../errors/failure';
import { RunReport } from './report';

/**
 * The execution was cancelled, so no further work may begin. n8n recognises a cancelled execution
 * by the word "canceled" in this spelling (n8n-core 2.41,
 * `workflow-execute.js :: processSuccessExecution`).
 */
export class Cancelled extends CodedError {
	constructor() {
		super('EXECUTION_CANCELED', 'The execution was canceled.');
	}
}

/** A monotonic clock, with waits that end when the execution is cancelled. */
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

/** The connection of a node to its service during one run. */
export interface Connection extends Limits {
	/** empty where the credential could not be read */
	identity: Identity;
	/** why the credential could not be read */
	unread?: Error;
	rateLimiter: RateLimiter;
}

/**
 * One rate limiter per key and host, shared by all workflows and nodes of this process. Other
 * workers have their own.
 */
const rateLimiters = new RateLimiters(engineClock);

/**
 * Reads the credential once per run. n8n itself reads it again for each request.
 *
 * A credential that can't be read does not throw here: a request then fails before it is sent, with
 * the reason, unless n8n can read it again by then.
 */
export async function connect(
	context: CallingContext,
	{ credential, limits, identify }: ConnectionRules,
): Promise<Connection> {
	let fields: IDataObject = {};
	let identity: Identity = { origin: '', account: '' };
	let unread: Error | undefined;
	try {
		fields = (await context.getCredentials(credential)) as IDataObject;
		identity = identify(fields);
	} catch (error) {
		fields = {};
		unread = error as Error;
	}
	const own = limitsOf(fields, limits);
	const rateLimiter = rateLimiters.of(
		JSON.stringify([identity.origin, identity.account]),
		own.rate,
	);
	return { ...own, identity, ...(unread ? { unread } : {}), rateLimiter };
}

/**
 * Rejects versions of n8n older than 1.123, before anything is sent.
 *
 * It asks the running engine: `getExecutionContext` is in every context from n8n 1.122 on, and in
 * none up to 1.113 (n8n.md 8). The version of `n8n-workflow` says less: npm may install another one
 * next to the package, and `require` finds that one first.
 * @throws NodeOperationError that requires a newer n8n
 */
export function rejectOldN8n(context: CallingContext): void {
	if ('getExecutionContext' in (context as object)) return;
	throw nodeError(
		context.getNode(),
		'N8N_TOO_OLD',
		'This node requires a newer version of n8n',
		'Update n8n to 1.123 or newer. Older versions can do something twice, and some write the access token into stored errors. Nothing was sent.',
	);
}

/**
 * The state that the requests of one run share: a node's run, a form's lookup, or a trigger's
 * registration.
 */
export interface RequestScope {
	context: CallingContext;
	service: Service;
	connection: Connection;
	report: RunReport;
	/** aborts when the execution is cancelled */
	signal: AbortSignal | undefined;
	/**
	 * Only executions retry: a user is waiting for a form, and n8n itself retries a failed
	 * registration.
	 */
	mayRetry: boolean;
	/**
	 * A request of this run used up its retries without an answer. The others then make one attempt
	 * each: a thousand items must not wait for a dead service a thousand times.
	 */
	isUnreachable: boolean;
	/** how often the login's session had been fetched before the run */
	renewalsBefore: number;
}

const scopes = new WeakMap<object, Promise<RequestScope>>();

/**
 * Returns the scope of an n8n context; all of its items share it.
 * @throws NodeOperationError in a version of n8n that is too old
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
	rejectOldN8n(context);
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
 * Returns how often the session was renewed since the run began, by this run or another one with
 * the same login. This process's first session does not count.
 */
export function renewalsDuring({ service, connection, renewalsBefore }: RequestScope): number {
	return sessionsFetched(service, connection) - Math.max(1, renewalsBefore);
}

function sessionsFetched({ renewals }: Service, { identity }: Connection): number {
	return identity.session === undefined ? 0 : (renewals?.(identity.session) ?? 0);
}
