import type { INodeProperties } from 'n8n-workflow';
import { KernelHost } from '../../../nodes/KernelHost/KernelHost.node';
import { listSearch as kernelHostSearches } from '../../../nodes/KernelHost/lists/listSearch';
import { resources as kernelHostResources } from '../../../nodes/KernelHost/resources';
import { KillB } from '../../../nodes/KillB/KillB.node';
import { listSearch as killBSearches } from '../../../nodes/KillB/lists/listSearch';
import { resources as killBResources } from '../../../nodes/KillB/resources';
import { formOf } from '../../../nodes/shared/operation/describe';
import { propertiesOf } from '../../../nodes/shared/operation/form';

const NODES = [
	['KernelHost', new KernelHost(), kernelHostResources, kernelHostSearches],
	['KillB', new KillB(), killBResources, killBSearches],
] as const;

describe.each(NODES)('the form of %s', (_, node, resources, listSearch) => {
	const { properties } = node.description;

	it('shows each operation its own fields, in their order', () => {
		for (const { name: resource, operations } of resources) {
			for (const [operation, details] of Object.entries(operations)) {
				const shown = properties.filter(({ displayOptions }) => {
					const { resource: resources, operation: operations } = displayOptions?.show ?? {};
					return resources?.includes(resource) && operations?.includes(operation);
				});
				// An input that guards tools has a second description, for tools.
				const fields = Object.entries(details.fields).flatMap((field) =>
					field[1].guardsTools ? [field, field] : [field],
				);
				// As an AI tool, the form begins with the description for the model.
				const [forTools, ...others] = shown;
				expect(forTools?.name).toBe('toolDescription');
				expect(forTools?.displayOptions?.show?.['@tool']).toEqual([true]);
				expect(others.map(({ name }) => name)).toEqual(fields.map(([name]) => name));
				fields.forEach(([, { property }], index) => {
					const { displayOptions, ...rest } = others[index] as INodeProperties;
					const { displayOptions: own, ...said } = property;
					expect(rest).toMatchObject(said);
					expect(displayOptions?.show).toMatchObject(own?.show ?? {});
				});
			}
		}
	});

	it('survives a round trip through JSON', () => {
		const form = formOf(resources, properties[0]?.default as string);
		expect(propertiesOf(JSON.parse(JSON.stringify(form)) as typeof form)).toEqual(properties);
	});

	it('offers another way for each list that loads slowly', () => {
		const locators = properties.flatMap(({ modes }) => (modes ? [modes] : []));
		expect(locators.length).toBeGreaterThan(0);
		for (const modes of locators) {
			const notice = modes.find(({ type }) => type === 'list')?.typeOptions?.slowLoadNotice;
			const offered = /"(By \w+)"/.exec(notice?.message ?? '')?.[1];
			expect(modes.map(({ displayName }) => displayName)).toContain(offered);
			expect(notice?.timeout).toBeGreaterThanOrEqual(1000);
		}
	});

	it('names exactly the list searches that the node has', () => {
		const names = new Set(
			[...JSON.stringify(properties).matchAll(/"searchListMethod":"(\w+)"/g)].map(
				([, name]) => name,
			),
		);
		expect([...names].filter((name) => !Object.hasOwn(listSearch, String(name)))).toEqual([]);
		expect(Object.keys(node.methods.listSearch).sort()).toEqual(Object.keys(listSearch).sort());
	});
});
