import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Finding } from '../finding';
import type { Job, Shown } from '../job';
import { KEYED, underReference } from '../keys/keyed';
import { outcomeOf } from '../observed';
import { missingRemedy } from '../remedy';
import type { Stage } from '../stage';
import { nameOf, serviceOf, type Subject } from '../subject';
import { type EmptyInput, filters, guards, objectIds } from './fields';

/** Items on which `$json.outer.value` is missing or empty. */
const NOTHING: IDataObject[] = [
	{},
	{ outer: {} },
	{ outer: { value: null } },
	{ outer: { value: '' } },
	{ outer: { value: '   ' } },
	{ outer: { value: [] } },
];
const EXPRESSION = '={{ $json.outer.value }}';

/** References with an empty part. */
const REFERENCES: Array<{ expression: string; bad: IDataObject[]; good: IDataObject }> = [
	{ expression: EXPRESSION, bad: NOTHING, good: { outer: { value: 'pay-77' } } },
	{
		expression: '=order-{{ $json.payment.id }}',
		bad: [
			{},
			{ payment: {} },
			{ payment: { id: null } },
			{ payment: { id: '' } },
			{ payment: { id: '   ' } },
			{ payment: { id: [] } },
		],
		good: { payment: { id: '77' } },
	},
	{
		expression: '={{ "order-" + $json.payment.id }}',
		bad: [{}, { payment: {} }, { payment: { id: null } }],
		good: { payment: { id: '77' } },
	},
	{
		expression: '=order-{{ $json.a }}-{{ $json.b }}',
		bad: [{}, { a: '1' }, { b: '2' }, { a: '1', b: null }, { a: '', b: '2' }],
		good: { a: '1', b: '2' },
	},
];
/** One operation of each kind for the references: all take theirs by the same inputs. */
const WITH_REFERENCE = [
	'kernelHost.order.create',
	'kernelHost.service.reboot',
	'killB.payout.create',
	'killB.ramp.quoteAndCreate',
	'killB.user.create',
];

interface Case {
	subject: Subject;
	title: string;
	parameters: INodeParameters;
	bad: IDataObject[];
	/** undefined if only the failing inputs are run */
	good?: IDataObject;
}

/**
 * A guard, filter, ID or reference that is filled in, but whose expression is empty, does not count
 * as left empty.
 */
export function emptyExpressionJobs(): Job[] {
	const fields = [...guards(), ...filters(), ...objectIds()].map(caseOf);
	return [...referenceCases(), ...fields].map((one) => ({
		row: 'empty expressions',
		title: `nothing ${nameOf(one.subject)}: ${one.title}`,
		run: async (stage, name) => await runCase(stage, one, name),
	}));
}

function caseOf({ subject, name, put, good }: EmptyInput): Case {
	return {
		subject,
		title: name,
		parameters: put(EXPRESSION),
		bad: NOTHING,
		...(good === undefined ? {} : { good: { outer: { value: good } } as IDataObject }),
	};
}

function referenceCases(): Case[] {
	return KEYED.filter((subject) => WITH_REFERENCE.includes(nameOf(subject))).flatMap((subject) =>
		REFERENCES.map(({ expression, bad, good }) => ({
			subject,
			title: expression,
			parameters: underReference(subject, expression),
			bad,
			good,
		})),
	);
}

async function runCase(stage: Stage, one: Case, name: string): Promise<Shown> {
	const { subject, bad, good } = one;
	await stage.clear();
	// What the subject's other inputs need on an item.
	const [base = {}] = (await subject.prepare?.(stage.sandbox, 1)) ?? [{ id: 'an-id' }];
	const credentials = await credentialsFor(stage, subject);
	const run = async (items: IDataObject[], kind: 'bad' | 'good') => {
		stage.state.journal.clear();
		const result = await runSubject(subject, {
			credentials,
			parameters: one.parameters,
			items: items.map((item, index) => ({ ref: `${name}.${kind}.${index}`, ...base, ...item })),
			node: { onError: 'continueRegularOutput' },
		});
		return { result, outcome: outcomeOf(result), sent: sentBy(stage, subject) };
	};
	const rejected = await run(bad, 'bad');
	const taken = good && (await run([good], 'good'));
	const findings: Finding[] = [
		...opened(rejected, bad),
		...rejected.outcome.errors.flatMap((error): Finding[] => {
			const missing = missingRemedy(error, false);
			const what = `${missing}: “${error.message}”, “${error.description}”`;
			return missing === undefined ? [] : [{ kind: 'remedy', count: 1, what }];
		}),
		...(taken ? provesNothing(taken) : []),
		...commonFindings(stage, [rejected.result, ...(taken ? [taken.result] : [])]),
	];
	return { asked: 0, placed: 0, findings };
}

interface Ran {
	outcome: { succeeded: number[]; errors: Array<{ message: string; description: string }> };
	/** the requests that arrived, without logins */
	sent: string[];
}

function sentBy({ state }: Stage, subject: Subject): string[] {
	return state.journal
		.entries({ service: serviceOf(subject), direction: 'in' })
		.filter(({ path }) => !/\/auth\/(login|refresh)$/.test(path))
		.map(({ method, path }) => `${method} ${path}`);
}

function opened({ outcome, sent }: Ran, items: IDataObject[]): Finding[] {
	// An item that failed only after it was sent was let through as well.
	const through = Math.max(items.length - outcome.errors.length, sent.length > 0 ? 1 : 0);
	if (through === 0) return [];
	// An empty list has no item that would show which list it is.
	const passed = items.filter((_, item) => outcome.succeeded.includes(item));
	const which = passed.length > 0 ? `, such as ${JSON.stringify(passed)}` : '';
	const what = `${through} of ${items.length} let through${which}; sent: ${[...new Set(sent)].join(', ')}`;
	return [{ kind: 'guardOpened', count: through, what }];
}

function provesNothing({ outcome, sent }: Ran): Finding[] {
	const [error] = outcome.errors;
	if (error === undefined && sent.length > 0) return [];
	const what = `its other inputs prove nothing: ${error?.message ?? 'nothing was sent'}`;
	return [{ kind: 'misbehaved', count: 1, what }];
}
