import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Job, Shown } from '../job';
import type { Stage } from '../stage';
import { nameOf, serviceOf, type Subject } from '../subject';
import { FAILURES, type Failure, type Retry, retried } from '../unkeyed/ways';
import { automatic, counted, counter, errorsOf, itemsFor, KEYED, shownIds } from './keyed';

const ITEMS = 4;
/** The number of items placed before the one that fails. */
const PLACED = 2;
/** Longer than the node retries one request. */
const EVERY_TIME = 50;
const RETRIES: Retry[][] = [['replaced'], ['original', 'replaced'], ['replaced', 'replaced']];

/**
 * Two of four are placed and the third fails; then the node is deleted and added again under its
 * name, and the execution is retried with the saved workflow. n8n finds the node by its name, so it
 * continues where the other one stopped.
 */
export function replacedNodeJobs(): Job[] {
	return KEYED.flatMap((subject) =>
		FAILURES.slice(0, 2).flatMap((failure) =>
			// An unknown outcome takes the node seconds of attempts: one way is enough.
			RETRIES.slice(0, failure.isUnknown ? 1 : undefined).map((retries) => ({
				row: 'nodes replaced before a retry',
				title: `replaced ${nameOf(subject)}: ${failure.name}, ${retries.join(', ')}`,
				run: async (stage: Stage, name: string) =>
					await runReplaced(stage, { subject, failure, retries }, name),
			})),
		),
	);
}

async function runReplaced(
	stage: Stage,
	{ subject, failure, retries }: { subject: Subject; failure: Failure; retries: Retry[] },
	name: string,
): Promise<Shown> {
	await stage.clear();
	const items = await itemsFor(stage, subject, ITEMS, name);
	const made = counter(stage, subject);
	const fail = (after: number) => {
		const times = failure.isUnknown ? EVERY_TIME : 1;
		const service = serviceOf(subject);
		stage.state.faults.add([{ service, ...subject.route, ...failure.fault, after, times }]);
	};
	fail(PLACED);
	const credentials = await credentialsFor(stage, subject);
	const parameters = automatic(subject);
	const results = [await runSubject(subject, { items, credentials, parameters })];
	for (const [index, retry] of retries.entries()) {
		const last = results.at(-1);
		if (!last?.error) break;
		stage.state.faults.clear();
		// Its first request, whichever item that is about.
		if (index < retries.length - 1) fail(0);
		results.push(await retried(last, retry));
	}
	stage.state.faults.clear();

	const last = results.slice(-1);
	const different = new Set(shownIds(last)).size;
	const there = made();
	return {
		asked: ITEMS,
		placed: Math.min(there, ITEMS),
		findings: [
			...counted([
				['duplicate', there - ITEMS, `${there} made for ${ITEMS} items`],
				['lost', ITEMS - there, `${there} made for ${ITEMS} items`],
				['lost', errorsOf(last).length, `failed again: ${errorsOf(last).join('; ')}`],
				['wrongReplay', shownIds(last).length - different, 'two items show the same one'],
			]),
			...commonFindings(stage, results),
		],
	};
}
