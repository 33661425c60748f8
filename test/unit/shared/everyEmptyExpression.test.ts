import type { INodeProperties, INodePropertyCollection, INodePropertyMode } from 'n8n-workflow';
import { resources as kernelHost } from '../../../nodes/KernelHost/resources';
import { resources as killB } from '../../../nodes/KillB/resources';
import { FieldError } from '../../../nodes/shared/errors/failure';
import { type Field, markNothing, readField } from '../../../nodes/shared/fields/field';

const EXPRESSION = '={{ $json.nothing }}';

/** One input of an operation, at any depth: its value in the node, and n8n's result of it. */
interface Leaf {
	/** e.g. `killB.account.getAll filters.userId` */
	name: string;
	field: Field<unknown>;
	written: unknown;
	value: unknown;
	/** Whether it names an object of the service, which is never left out. */
	isObject: boolean;
}

function leavesOf(
	property: Omit<INodeProperties, 'name'>,
	name: string,
): Array<Omit<Leaf, 'field'>> {
	const leaf = { name, written: EXPRESSION, value: undefined, isObject: false };
	const within = (members: INodeProperties[], wrap: (member: object) => object) =>
		members.flatMap((member) =>
			leavesOf(member, `${name}.${member.name}`).map((inner) => ({
				...inner,
				written: wrap({ [member.name]: inner.written }),
				value: wrap({ [member.name]: inner.value }),
			})),
		);
	switch (property.type) {
		case 'notice':
			return [];
		case 'resourceLocator': {
			const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });
			// A country is a code like others in a body, and only chosen from a list.
			const [{ typeOptions }] = property.modes as [INodePropertyMode];
			const isObject = typeOptions?.searchListMethod !== 'searchCountries';
			return [{ ...leaf, written: locator(EXPRESSION), value: locator(undefined), isObject }];
		}
		case 'collection':
			return within(property.options as INodeProperties[], (member) => member);
		case 'fixedCollection': {
			const [form] = property.options as INodePropertyCollection[];
			const { name: group, values } = form as INodePropertyCollection;
			const isList = property.typeOptions?.multipleValues === true;
			return within(values, (member) => ({ [group]: isList ? [member] : member }));
		}
		default:
			return [leaf];
	}
}

const RULES = { everyPart: false, evaluate: () => undefined };

const leaves: Leaf[] = [
	...kernelHost.map((resource) => ({ node: 'kernelHost', resource })),
	...killB.map((resource) => ({ node: 'killB', resource })),
].flatMap(({ node, resource }) =>
	Object.entries(resource.operations).flatMap(([operation, one]) =>
		Object.entries(one.fields).flatMap(([name, field]) =>
			field.property.noDataExpression
				? []
				: leavesOf(field.property, `${node}.${resource.name}.${operation} ${name}`).map((leaf) => ({
						...leaf,
						field,
					})),
		),
	),
);

const read = ({ field, written, value }: Leaf) =>
	readField(
		field,
		markNothing(written, value, { ...RULES, mayBeLeftOut: field.mayBeLeftOut === true }),
		field.property.displayName,
	);

describe('every input of every operation whose expression returns nothing', () => {
	const counted = leaves.filter(({ field, isObject }) => !field.mayBeLeftOut || isObject);

	it(`stops the item, except for optional members of bodies (${counted.length} inputs)`, () => {
		const treatedAsEmpty = counted.filter((leaf) => {
			try {
				read(leaf);
				return true;
			} catch (error) {
				if (!(error instanceof FieldError)) throw error;
				return false;
			}
		});
		expect(counted.length).toBeGreaterThan(400);
		expect(treatedAsEmpty.map(({ name }) => name)).toEqual([]);
	});

	it('is left out in these forms alone', () => {
		const forms = leaves
			.filter(({ field }) => field.mayBeLeftOut)
			.map(({ name }) => name.split('.').slice(0, 3).join('.'));
		expect([...new Set(forms)]).toEqual([
			'killB.account.create additionalFields',
			'killB.account.update changes',
			'killB.customer.create additionalFields',
			'killB.payout.create additionalFields',
			'killB.user.create personFields',
			'killB.user.create companyFields',
			'killB.user.update personChanges',
			'killB.user.update companyChanges',
		]);
	});
});
