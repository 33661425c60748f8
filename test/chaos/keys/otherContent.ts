import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { errorIn, type NodeResult } from '../../support/engine';
import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Finding } from '../finding';
import type { Job, Shown } from '../job';
import { outcomeOf } from '../observed';
import { missingRemedy } from '../remedy';
import type { Stage } from '../stage';
import { nameOf, type Subject } from '../subject';
import { quotedFor } from '../subjects/killbMoney';
import { counted, counter, KEYED, underReference } from './keyed';

/** The first input of an operation, and the second one under the same external ID. */
interface Contents {
	parameters: INodeParameters;
	/** members of the two items */
	items: [first: IDataObject, second: IDataObject];
	/** what an error must name, so that the user sees which of the two exists */
	names: RegExp[];
	/**
	 * KillB has no list in which the record can be found, so a rejected repetition stays rejected.
	 */
	isUnfindable?: true;
}

const REPEATED = ['same', 'conflict'] as const;
const SPREADS = ['in one execution', 'in executions of their own'] as const;

const CONTENTS: Record<string, (stage: Stage) => Promise<Contents> | Contents> = {
	'killB.payout.create': () => ({
		parameters: { amount: '={{ $json.amount }}', lastName: '={{ $json.to }}' },
		items: [
			{ amount: '50000', to: 'Doe' },
			{ amount: '70000', to: 'Smith' },
		],
		names: [/\b50[,.\u00a0 ]?000\b/, /\b70[,.\u00a0 ]?000\b/],
	}),
	'killB.ramp.create': async ({ sandbox }) => {
		const [first = {}, second = {}] = await quotedFor(sandbox, [40_000, 60_000]);
		return { parameters: {}, items: [first, second], names: [] };
	},
	'killB.ramp.quoteAndCreate': () => ({
		parameters: { amount: '={{ $json.amount }}', maximumSent: '100000' },
		items: [{ amount: '40000' }, { amount: '60000' }],
		names: [/\b40[,.\u00a0 ]?000\b/, /\b60[,.\u00a0 ]?000\b/],
	}),
	'killB.user.create': () => ({
		parameters: { email: '={{ $json.email }}', firstName: '={{ $json.first }}' },
		items: [
			{ email: 'ana@example.test', first: 'Ana' },
			{ email: 'luis@example.test', first: 'Luis' },
		],
		names: [],
	}),
	'killB.account.create': () => ({
		parameters: { accountNumber: '={{ $json.number }}' },
		items: [{ number: '1234567890' }, { number: '9876543210' }],
		names: [],
		isUnfindable: true,
	}),
};

/**
 * An external ID that was used for something else: the second input is rejected with an error that
 * says that nothing was done, and is never taken for the first. The first input once more is the
 * same content, and returns the existing record.
 */
export function otherContentJobs(): Job[] {
	return KEYED.flatMap((subject) => {
		const contentsOf = CONTENTS[nameOf(subject)];
		if (!contentsOf) return [];
		return REPEATED.flatMap((repeated) =>
			SPREADS.map((spread) => ({
				row: 'one reference, other content',
				title: `other content ${nameOf(subject)}: ${repeated}, ${spread}`,
				run: async (stage: Stage) => {
					await stage.clear();
					stage.state.update('killb', { repeatedExternalId: repeated });
					const contents = await contentsOf(stage);
					const mayReject = contents.isUnfindable === true && repeated === 'conflict';
					return await runOther(stage, subject, { ...contents, spread, mayReject });
				},
			})),
		);
	});
}

async function runOther(
	stage: Stage,
	subject: Subject,
	{
		parameters,
		items,
		names,
		spread,
		mayReject,
	}: Contents & { spread: (typeof SPREADS)[number]; mayReject: boolean },
): Promise<Shown> {
	const made = counter(stage, subject);
	const credentials = await credentialsFor(stage, subject);
	const run = async (given: IDataObject[]) =>
		await runSubject(subject, {
			items: given,
			credentials,
			parameters: { ...parameters, ...underReference(subject, 'invoice-7') },
			node: { onError: 'continueRegularOutput' },
		});
	const [first, second] = items;
	const results =
		spread === 'in one execution'
			? [await run([first, second]), await run([first])]
			: [await run([first]), await run([second]), await run([first])];
	const there = made();
	const [one, other, again] = results.flatMap(outcomesByItem);
	return {
		asked: 1,
		placed: Math.min(there, 1),
		findings: [
			...counted([
				['duplicate', there - 1, `${there} made under one external ID`],
				['lost', one === undefined ? 0 : 1, `the first failed: ${one?.message ?? ''}`],
				[
					'wrongReplay',
					other === undefined && there <= 1 ? 1 : 0,
					'the second is a success that shows the first',
				],
				[
					'lost',
					again === undefined || mayReject ? 0 : 1,
					`the first again failed: ${again?.message ?? ''}`,
				],
			]),
			...(other === undefined ? [] : unhelpful(other, names)),
			...commonFindings(stage, results),
		],
	};
}

interface Told {
	message: string;
	description: string;
}

/** The error of each item; undefined for one that succeeded. */
function outcomesByItem(result: NodeResult): Array<Told | undefined> {
	const { errors } = outcomeOf(result);
	let failed = 0;
	return result.items.map(({ json }) => (errorIn(json) ? errors[failed++] : undefined));
}

function unhelpful(error: Told, names: RegExp[]): Finding[] {
	const text = `${error.message} ${error.description}`;
	const missing =
		missingRemedy(error, false) ??
		(/\bnothing\b/i.test(text) ? undefined : 'it does not say that nothing was done') ??
		(names.every((name) => name.test(text)) ? undefined : 'it does not name both amounts');
	if (missing === undefined) return [];
	return [{ kind: 'remedy', count: 1, what: `${missing}: “${text}”` }];
}
