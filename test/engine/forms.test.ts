import { inspect } from 'node:util';
import { Linter } from 'eslint';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { parser } from 'typescript-eslint';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { installedPackages } from '../support/engine';

/*
 * The forms are built by code, so n8n's linter, which reads literals, does not see all of them.
 * Here it gets them as literals.
 */

/** Rules of n8n-nodes-base that the forms break on purpose. */
const EXCEPTIONS: Record<string, string> = {
	'node-param-default-wrong-for-options':
		'A person has to choose: a wrong kind of document or source of funds, sent because it was the first of a list, is worse than an empty field.',
	'node-param-options-type-unsorted-items': 'Ranges of money stand in the order of their size.',
	'node-param-multi-options-type-unsorted-items': '"None" stands first.',
	'node-param-fixed-collection-type-unsorted-items':
		'Members of an object stand in the order in which a person fills them in.',
};

/** The rules for nodes in n8n's own CLI, except for those about file locations. */
const CONFIG: Linter.Config = {
	files: ['**/*.ts'],
	languageOptions: { parser: parser as Linter.Parser },
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: {
		...n8nNodesBase.configs.nodes.rules,
		'n8n-nodes-base/node-filename-against-convention': 'off',
		'n8n-nodes-base/node-dirname-against-convention': 'off',
		'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
	},
};

async function forms(): Promise<INodeTypeDescription[]> {
	const packages = await installedPackages();
	return ['kernelHost', 'killB']
		.flatMap((name) => [name, `${name}Trigger`, `${name}PollingTrigger`])
		.map((name) => packages.description(name))
		.map(({ properties, ...rest }) => ({
			...rest,
			// n8n's own, which it adds to polling triggers.
			properties: properties.filter(({ name }) => name !== 'pollTimes'),
		}));
}

function asSource({ name, properties }: INodeTypeDescription): string {
	const literal = inspect(properties, {
		depth: Infinity,
		maxArrayLength: null,
		maxStringLength: null,
		compact: false,
	});
	return `import type { INodeProperties } from 'n8n-workflow';\nexport const ${name}: INodeProperties[] = ${literal};\n`;
}

describe('the forms', () => {
	it('follow n8n’s rules for parameters, with exactly the exceptions named here', async () => {
		const linter = new Linter();
		const broken: string[] = [];
		const excused = new Set<string>();
		for (const description of await forms()) {
			const source = asSource(description);
			for (const { ruleId, message, line } of linter.verify(source, CONFIG, 'form.node.ts')) {
				const rule = String(ruleId).replace('n8n-nodes-base/', '');
				if (Object.hasOwn(EXCEPTIONS, rule)) excused.add(rule);
				else broken.push(`${description.name}:${line} ${rule}: ${message}`);
			}
		}
		expect(broken).toEqual([]);
		expect([...excused].sort()).toEqual(Object.keys(EXCEPTIONS).sort());
	});

	it('name no input twice for the same resource and operation', async () => {
		for (const { name, properties } of await forms()) {
			const seen = new Set<string>();
			for (const property of properties) {
				const place = `${name}: ${property.name} ${JSON.stringify(property.displayOptions ?? {})}`;
				expect({ place, twice: seen.has(place) }).toEqual({ place, twice: false });
				seen.add(place);
			}
		}
	});

	it('describe every input whose name is not self-explanatory', async () => {
		const silent = (await forms()).flatMap(({ name, properties }) =>
			properties.filter(isSilent).map((property) => `${name}: ${property.displayName}`),
		);
		expect(silent).toEqual([]);
	});
});

/** Self-explanatory names. */
const PLAIN =
	/^(Resource|Operation|Email|First Name|Last Name|City|State|Street|ZIP Code|User Type|Options|Filters|Additional Fields|Update Fields|Return All)$/;

function isSilent({ displayName, description, hint, type, placeholder }: INodeProperties): boolean {
	if (type === 'notice' || type === 'hidden') return false;
	return !description && !hint && !placeholder && !PLAIN.test(displayName);
}
