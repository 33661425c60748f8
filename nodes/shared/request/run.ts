import type { Connection } from './connection';
import { connect } from './connection';
import type { Door } from './door';
import { refuseOldN8n } from './oldN8n';
import { RunReport } from './runReport';
import type { CallingContext } from './transport';

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
