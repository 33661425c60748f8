import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Job, Shown } from '../job';
import type { Stage } from '../stage';
import { nameOf, type Subject } from '../subject';
import { counted, counter, errorsOf, itemsFor, KEYED, underReference } from './keyed';

/** One reference, written in ways that look the same. */
const SHAPES: Array<[name: string, shapes: Array<string | number>]> = [
	['blanks', ['pay-77', 'pay-77 ', '  pay-77', 'pay-77\n', 'pay-77\r\n', '\tpay-77']],
	['blanks that do not break', ['pay-77', 'pay-77\u00a0', '\u202fpay-77', 'pay-77\u3000']],
	[
		'characters without a width',
		['pay-77', '\ufeffpay-77', 'pay-77\u200b', 'pay\u200b-77', 'pay-77\u2060', 'pay-77\u200e'],
	],
	['composed and decomposed', ['pagó-77', 'pago\u0301-77']],
	['a number and its digits', [77, '77', '77 ']],
];

/**
 * Whether all items are in one execution, or each in its own, as when two systems send the same
 * event.
 */
const SPREADS = ['in one execution', 'in executions of their own'] as const;

/** Each shape of a reference leads to the one order, payout or user that the first one made. */
export function shapeJobs(): Job[] {
	// Each item of Ramp: Create has a quotation of its own, and so is another exchange.
	return KEYED.filter((subject) => nameOf(subject) !== 'killB.ramp.create').flatMap((subject) =>
		SHAPES.flatMap(([name, shapes]) =>
			SPREADS.map((spread) => ({
				row: 'shapes of a reference',
				title: `shapes ${nameOf(subject)}: ${name}, ${spread}`,
				run: async (stage: Stage) => await runShapes(stage, subject, { shapes, spread }),
			})),
		),
	);
}

async function runShapes(
	stage: Stage,
	subject: Subject,
	{ shapes, spread }: { shapes: Array<string | number>; spread: (typeof SPREADS)[number] },
): Promise<Shown> {
	await stage.clear();
	const [what] = await itemsFor(stage, subject, 1, 'shape');
	const items = shapes.map((shape) => ({ ...what, ref: 'shape', shape }));
	const made = counter(stage, subject);
	const credentials = await credentialsFor(stage, subject);
	const parameters = underReference(subject, '={{ $json.shape }}');
	const node = { onError: 'continueRegularOutput' as const };
	const results = [];
	for (const together of spread === 'in one execution' ? [items] : items.map((item) => [item])) {
		results.push(await runSubject(subject, { items: together, credentials, parameters, node }));
	}
	const there = made();
	const failed = errorsOf(results);
	return {
		asked: 1,
		placed: Math.min(there, 1),
		findings: [
			...counted([
				['duplicate', there - 1, `${there} made for one reference`],
				['lost', 1 - there, 'nothing made'],
				['lost', failed.length, `failed: ${failed.join('; ')}`],
			]),
			...commonFindings(stage, results),
		],
	};
}
