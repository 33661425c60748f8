import type { IDataObject } from 'n8n-workflow';
import type { Finding } from '../finding';
import type { RealRun } from './realRun';

/** The result of one write. */
export interface Answer {
	/** the requested values, under the names of the answer */
	asked: IDataObject;
	/** the order or payout that a success shows */
	shown: IDataObject | undefined;
}

/** The answer in a tool's output: n8n writes the items as JSON, and an error in other words. */
export function answerIn(text: string, asked: IDataObject): Answer {
	return { asked, shown: itemIn(text) };
}

function itemIn(text: string): IDataObject | undefined {
	try {
		const [first] = JSON.parse(text) as Array<IDataObject | undefined>;
		return first?.id === undefined ? undefined : first;
	} catch {
		return undefined;
	}
}

/**
 * Compares what exists with the expected number, and each success with its input.
 * @param there how many orders or payouts the service has
 * @param wanted how many it should have
 */
export function compared(answers: Answer[], there: number, wanted: number): RealRun {
	const findings: Finding[] = [
		{ kind: 'duplicate', count: there - wanted, what: `${there} are there, ${wanted} were wanted` },
		{ kind: 'lost', count: wanted - there, what: `${there} are there, ${wanted} were wanted` },
		{ kind: 'wrongReplay', count: showingAnother(answers), what: shownBy(answers) },
	];
	return {
		asked: wanted,
		placed: Math.min(there, wanted),
		findings: findings.filter(({ count }) => count > 0),
	};
}

/** The successes that show what an earlier one showed, or something else than their input. */
function showingAnother(answers: Answer[]): number {
	const seen = new Set<unknown>();
	return answers.filter(({ asked, shown }) => {
		if (!shown) return false;
		const isSeen = seen.has(shown.id);
		seen.add(shown.id);
		return isSeen || Object.entries(asked).some(([name, value]) => shown[name] !== value);
	}).length;
}

function shownBy(answers: Answer[]): string {
	const each = answers.map(({ asked, shown }) => {
		const figures = Object.keys(asked).map((name) => String(shown?.[name]));
		return shown ? `${String(shown.id)} (${figures.join()})` : 'an error';
	});
	return `the answers show ${each.join(', ')}`;
}
