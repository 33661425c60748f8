import type { IDataObject } from 'n8n-workflow';
import type { JournalEntry } from '../../../sandbox/shared/journal';
import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Finding } from '../finding';
import type { Job, Shown } from '../job';
import { outcomeOf } from '../observed';
import type { Stage } from '../stage';
import { nameOf, serviceOf, type Subject } from '../subject';
import { SUBJECTS } from '../subjects';
import { type Distinction, distinctionOf } from './distinction';
import { evaluateUnkeyed } from './evaluate';
import { FAILURES, type Failure, retried, SEND_AGAIN, type Way, WAYS } from './ways';

const ITEMS = 3;
/** The row of the table. */
const ROW = 'writes without a key, retried';
/**
 * Operations that move money: all places with all failures in all ways. For the others the places
 * and the unknown outcomes alternate.
 */
const WHOLE = ['killB.savings.withdraw', 'killB.virtualAccount.createWithdrawal'];

interface Case {
	subject: Subject;
	failure: Failure;
	way: Way;
	/** the item that meets the failure */
	failing: number;
}

/**
 * Each write without a key, whose failing item is the first, one in the middle or the last,
 * repeated in every way that n8n has.
 */
export function unkeyedJobs(): Job[] {
	return SUBJECTS.filter(({ kind }) => kind === 'plain')
		.flatMap(casesOf)
		.map((one) => ({
			row: ROW,
			title: `unkeyed ${nameOf(one.subject)}: item ${one.failing} ${one.failure.name}, ${one.way.name}`,
			run: async (stage, name) => await runUnkeyed(stage, one, name),
		}));
}

function casesOf(subject: Subject, index: number): Case[] {
	const { items = ITEMS } = distinctionOf(subject);
	// A different start for each operation, so that each way meets all places and failures with some
	// of them.
	let turn = index;
	return [false, true].flatMap((isUnknown) => {
		const failures = FAILURES.filter((failure) => failure.isUnknown === isUnknown);
		return (isUnknown ? [...WAYS, SEND_AGAIN] : WAYS).flatMap((way) => {
			const all = failures.flatMap((failure) =>
				Array.from({ length: items }, (_, failing) => ({ subject, failure, way, failing })),
			);
			const next = turn++ % all.length;
			return WHOLE.includes(nameOf(subject)) ? all : all.slice(next, next + 1);
		});
	});
}

async function runUnkeyed(stage: Stage, one: Case, name: string): Promise<Shown> {
	const { subject, failure, way, failing } = one;
	await stage.clear();
	const distinction = distinctionOf(subject);
	const count = distinction.items ?? ITEMS;
	const made = await (distinction.prepare ?? subject.prepare)?.(stage.sandbox, count);
	const items = Array.from({ length: count }, (_, number): IDataObject => {
		return { ref: `${name}.${number}`, number, ...made?.[number] };
	});
	const fail = (after: number) => {
		const service = serviceOf(subject);
		stage.state.faults.add([{ service, ...subject.route, ...failure.fault, after }]);
	};

	stage.state.journal.clear();
	fail(failing);
	const results = [
		await runSubject(subject, {
			items,
			credentials: await credentialsFor(stage, subject),
			node: way.node,
			...(distinction.parameters ? { parameters: distinction.parameters } : {}),
			...(distinction.files ? { files: distinction.files } : {}),
		}),
	];
	for (const [index, retry] of way.retries.entries()) {
		const last = results.at(-1);
		if (!last?.error) break;
		stage.state.faults.clear();
		// A retry that succeeds can't be retried, so a rejection occurs once more.
		if (index < way.retries.length - 1 && !failure.isUnknown) fail(0);
		results.push(await retried(last, retry));
	}
	stage.state.faults.clear();

	const requests = requestsOf(stage, subject);
	const done = requests.filter((entry) => wasCarriedOut(entry, failure));
	const carriedOut = counted(done, one, distinction, items);
	const asked = counted(requests, one, distinction, items);
	const outcomes = results.map(outcomeOf);
	return {
		asked: 0,
		placed: 0,
		findings: [
			...evaluateUnkeyed({ failure, way, failing, asked, carriedOut, outcomes }),
			...disagreement(stage, one, carriedOut),
			...commonFindings(stage, results),
		],
	};
}

function requestsOf({ state }: Stage, subject: Subject): JournalEntry[] {
	const { method, path: route } = subject.route;
	return state.journal
		.entries({ service: serviceOf(subject), direction: 'in', method })
		.filter(({ path }) => path.includes(route));
}

/** How many of the requests are about each item. */
function counted(
	requests: JournalEntry[],
	{ failing, failure }: Case,
	distinction: Distinction,
	items: IDataObject[],
): number[] {
	if (distinction.areAlike) {
		// One each as far as they go, and the surplus on the one that failed. A rejected item comes last:
		// the others are executed without it.
		const order = items.map((_, item) => item);
		if (!failure.isUnknown) order.push(...order.splice(failing, 1));
		const counts = items.map((_, item): number => (order.indexOf(item) < requests.length ? 1 : 0));
		counts[failing] = (counts[failing] ?? 0) + Math.max(0, requests.length - items.length);
		return counts;
	}
	const textOf = distinction.text ?? (({ id, ref }: IDataObject) => String(id ?? ref));
	return items.map(
		(item) => requests.filter(({ path, body }) => `${path}\n${body}`.includes(textOf(item))).length,
	);
}

/** The journal has the fault's answer instead of the service's own. */
function wasCarriedOut({ fault, status }: JournalEntry, failure: Failure): boolean {
	if (fault === 'status') return failure.isUnknown;
	return status !== null && status >= 200 && status < 300;
}

/** The items' requests must be all that the sandbox counted, or the distinction is worthless. */
function disagreement({ state }: Stage, { subject }: Case, carriedOut: number[]): Finding[] {
	const { writes } = state.records()[serviceOf(subject)];
	const counted = Object.entries(writes)
		.filter(([route]) => !/\/auth\//.test(route))
		.reduce((all, [, count]) => all + count, 0);
	const told = carriedOut.reduce((all, count) => all + count, 0);
	if (counted === told) return [];
	const what = `the sandbox counted ${counted} writes, and ${told} were told apart`;
	return [{ kind: 'misbehaved', count: 1, what }];
}
