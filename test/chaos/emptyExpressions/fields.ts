import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources as kernelHost } from '../../../nodes/KernelHost/resources';
import { resources as killB } from '../../../nodes/KillB/resources';
import { SEEDED_SAVINGS_ID, SEEDED_USER_ID, SEEDED_VIRTUAL_ACCOUNT_ID } from '../../../sandbox';
import { INPUTS as KERNELHOST_INPUTS } from '../../support/kernelhost/operationInputs';
import { ids, INPUTS as KILLB_INPUTS } from '../../support/killb/operationInputs';
import { byId } from '../../support/killb/killBSandbox';
import { nameOf, type Subject } from '../subject';
import { SUBJECTS } from '../subjects';

/** An input whose expression may be empty, and its place in the form. */
export interface EmptyInput {
	subject: Subject;
	/** e.g. `filters.userId` */
	name: string;
	/** the parameters with this expression in it */
	put: (expression: string) => INodeParameters;
	/**
	 * a valid value, to prove that nothing else is wrong; undefined if the operation's other inputs
	 * name nothing that exists
	 */
	good: unknown;
}

const collected =
	(collection: string, name: string, wrap = (expression: string): unknown => expression) =>
	(expression: string) =>
		({ [collection]: { [name]: wrap(expression) } }) as INodeParameters;
const alone =
	(name: string, wrap = (expression: string): unknown => expression) =>
	(expression: string) =>
		({ [name]: wrap(expression) }) as INodeParameters;

function subjectNamed(name: string): Subject {
	const subject = SUBJECTS.find((one) => nameOf(one) === name);
	if (!subject) throw new Error(`test/chaos/subjects has no ${name}`);
	return subject;
}

/** Limits that stop a wrong payment or exchange, and IDs that may be left out. */
export function guards(): EmptyInput[] {
	const guard = (of: string, name: string, put: EmptyInput['put'], good: unknown): EmptyInput => ({
		subject: subjectNamed(of),
		name,
		put,
		good,
	});
	const quoteAndCreate = 'killB.ramp.quoteAndCreate';
	const withdraw = 'killB.savings.withdraw';
	const fromVirtual = 'killB.virtualAccount.createWithdrawal';
	const maximum = collected('options', 'maximumAmount');
	const destination = 'destinationSavingsAccountId';
	return [
		guard('killB.payout.create', 'maximumAmount', alone('maximumAmount'), '500000'),
		guard(withdraw, 'options.maximumAmount', maximum, '100'),
		guard(withdraw, `options.${destination}`, collected('options', destination), SEEDED_SAVINGS_ID),
		guard(fromVirtual, 'options.maximumAmount', maximum, '100'),
		guard(quoteAndCreate, 'minimumReceived', alone('minimumReceived'), '1'),
		guard(quoteAndCreate, 'maximumSent', alone('maximumSent'), '400000'),
		guard('killB.account.create', 'userId', alone('userId', located), SEEDED_USER_ID),
	];
}

function located(expression: string): unknown {
	return byId(expression);
}

/** Every filter of every list, by the node's own form. */
export function filters(): EmptyInput[] {
	return lists().flatMap(({ subject, fields }) => {
		const { filters: form } = fields;
		const options = (form?.property.options ?? []) as INodeProperties[];
		return options.flatMap((option) => filterOf(subject, option));
	});
}

function filterOf(subject: Subject, option: INodeProperties): EmptyInput[] {
	const { name, type, typeOptions } = option;
	const title = `filters.${name}`;
	if (type === 'resourceLocator') {
		const put = collected('filters', name, located);
		return [{ subject, name: title, put, good: SEEDED_USER_ID }];
	}
	const good = typeOptions?.multipleValues ? ['one', 'two'] : goodFor(option);
	const whole: EmptyInput = { subject, name: title, put: collected('filters', name), good };
	if (!typeOptions?.multipleValues) return [whole];
	const put = collected('filters', name, (expression) => ['one', expression]);
	return [whole, { subject, name: `${title}[1]`, put, good: 'two' }];
}

function goodFor({ type, options, placeholder }: INodeProperties): unknown {
	const [first] = (options ?? []) as Array<{ value?: unknown }>;
	if (type === 'options') return first?.value;
	if (type === 'dateTime') return '2026-01-31';
	return placeholder?.replace(/^e\.g\. /, '') || 'anything';
}

/** The lists that have filters, as operations that can be run. */
function lists() {
	return [
		...operationsOf('kernelHost', kernelHost, '/v1/'),
		...operationsOf('killB', killB, '/api/v2/'),
	].filter(({ fields }) => fields.filters !== undefined);
}

type Resources = typeof killB;

function operationsOf(node: Subject['node'], resources: Resources, path: string) {
	const inputs: Record<string, INodeParameters> =
		node === 'killB' ? KILLB_INPUTS : KERNELHOST_INPUTS;
	return resources.flatMap(({ name, operations }) =>
		Object.entries(operations).map(([value, { endpoint, fields }]) => {
			const operation = `${name}.${value}`;
			const [method = ''] = endpoint.split(' ');
			const isList = 'filters' in fields;
			const parameters: INodeParameters = {
				...inputs[operation],
				...(isList ? { returnAll: false, limit: 1 } : {}),
				...(operation === 'virtualAccount.getWithdrawals'
					? { virtualAccountId: byId(SEEDED_VIRTUAL_ACCOUNT_ID) }
					: {}),
				...(operation === 'user.getAll' ? { userType: 'PERSON' } : {}),
			};
			const subject: Subject = {
				node,
				operation,
				kind: 'read' as const,
				parameters,
				route: { method, path },
			};
			return { subject, fields };
		}),
	);
}

/** Every input that names an object, of every operation. */
export function objectIds(): EmptyInput[] {
	return [
		...operationsOf('kernelHost', kernelHost, '/v1/'),
		...operationsOf('killB', killB, '/api/v2/'),
	].flatMap(({ subject, fields }) =>
		Object.entries(fields)
			.filter(
				([
					name,
					{
						property: { type },
					},
				]) => type === 'resourceLocator' || /Id$/.test(name),
			)
			.filter(([name]) => !/^external(Id|IdMode)$|countryCode/i.test(name))
			.map(([name, { property }]): EmptyInput => {
				const known = SUBJECTS.find((one) => nameOf(one) === nameOf(subject));
				const chosen = Object.entries(property.displayOptions?.show ?? {}).map(
					([deciding, accepted]) => [deciding, accepted?.[0]],
				);
				const others = {
					...subject.parameters,
					...given(subject),
					...known?.parameters,
					...(Object.fromEntries(chosen) as INodeParameters),
				};
				const wrap = property.type === 'resourceLocator' ? located : undefined;
				return {
					subject: { ...subject, parameters: others },
					name,
					put: alone(name, wrap),
					good: undefined,
				};
			}),
	);
}

/** IDs of objects that need not exist. */
function given({ node }: Subject): INodeParameters {
	if (node === 'kernelHost') return { productId: byId('42'), serviceId: byId('5001') };
	return ids('0d0e0f00-1111-4222-8333-444455556666');
}
