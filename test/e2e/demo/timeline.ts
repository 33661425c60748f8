import type { ITaskData } from 'n8n-workflow';
import type { JournalEntry } from '../../../sandbox/shared/journal';
import type { Execution } from '../../support/n8n/executions';
import type { Evidence } from './mainJob';
import { style } from './progress';

interface Moment {
	/** Milliseconds since the epoch. */
	at: number;
	side: string;
	what: string;
	outcome: string;
	good: boolean;
}

const serviceNames = { kernelhost: 'KernelHost', killb: 'KillB' };

/** Merges the services' journal and n8n's executions into one list, in the order of time. */
export function timelineOf({ journal, executions, forged }: Evidence): string[] {
	const moments = [
		...journal.map((entry) => ofJournal(entry, forged.id)),
		...executions.flatMap(ofExecution),
	].sort((a, b) => a.at - b.at);
	const start = moments[0]?.at ?? 0;
	const width = Math.max(...moments.map(({ what }) => what.length));
	return moments.map(({ at, side, what, outcome, good }) => {
		const time = `${((at - start) / 1000).toFixed(3).padStart(7)} s`;
		const colour = side === 'n8n' ? 'magenta' : side === 'KillB' ? 'yellow' : 'cyan';
		return `  ${time}  ${style(colour, side.padEnd(10))}  ${what.padEnd(width)}  ${style(good ? 'green' : 'red', outcome)}`;
	});
}

function ofJournal(entry: JournalEntry, forgedId: string): Moment {
	const name = serviceNames[entry.service];
	const what =
		entry.direction === 'out'
			? `sends ${eventIn(entry.body, forgedId)}`
			: `receives ${entry.method} ${shortPath(entry.path)}${keyIn(entry)}`;
	return {
		at: Date.parse(entry.at),
		side: name,
		what,
		outcome: entry.status === null ? (entry.error ?? 'no answer') : String(entry.status),
		good: entry.status !== null && entry.status < 400,
	};
}

function ofExecution({ summary, data }: Execution): Moment[] {
	const runs = Object.entries(data.resultData.runData).flatMap(([node, tasks]) =>
		tasks.map((task) => ofNode(`execution ${summary.id}, ${node}`, task)),
	);
	const end: Moment = {
		at: Date.parse(summary.stoppedAt ?? ''),
		side: 'n8n',
		what: `execution ${summary.id} ends`,
		outcome: summary.status,
		good: summary.status === 'success',
	};
	return [...runs, end];
}

/** Shown when it ended, so that its requests come before it. */
function ofNode(what: string, task: ITaskData): Moment {
	const items = task.data?.main?.[0]?.length ?? 0;
	const good = task.error === undefined;
	return {
		at: task.startTime + task.executionTime,
		side: 'n8n',
		what,
		outcome: good ? `${items} item${items === 1 ? '' : 's'}` : (task.error?.message ?? 'error'),
		good,
	};
}

interface SentEvent {
	id?: string;
	/** KernelHost. */
	type?: string;
	/** KillB. */
	event?: string;
	action?: string;
	data?: { status?: string };
}

function eventIn(body: string, forgedId: string): string {
	const { id = '', type, event, action, data } = JSON.parse(body) as SentEvent;
	const name = type ?? `${event} ${action}`;
	return `${name}${data?.status === undefined ? '' : ` ${data.status}`} (${id === forgedId ? 'forged, ' : ''}${id.slice(0, 12)}…)`;
}

/** Paths below the API root, as the vendors' references name them; long ids are shortened. */
function shortPath(path: string): string {
	return path
		.replace(/^\/cp\/kh_reseller_api/, '')
		.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, (id) => `${id.slice(0, 8)}…`);
}

function keyIn({ headers }: JournalEntry): string {
	const key = headers['idempotency-key'];
	return key === undefined ? '' : `, key ${key.length > 16 ? `${key.slice(0, 16)}…` : key}`;
}
