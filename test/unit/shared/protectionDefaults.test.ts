import { type INode, type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { KernelHost } from '../../../nodes/KernelHost/KernelHost.node';
import { resources as kernelHostResources } from '../../../nodes/KernelHost/resources';
import { KillB } from '../../../nodes/KillB/KillB.node';
import { resources as killBResources } from '../../../nodes/KillB/resources';

const NODES = [
	[new KernelHost().description, kernelHostResources],
	[new KillB().description, killBResources],
] as const;

const MODES = ['idempotencyMode', 'externalIdMode'];

/** The parameters of a new node, as n8n fills them in. */
function newNode(
	{ properties, ...rest }: (typeof NODES)[number][0],
	chosen: INodeParameters,
): INode {
	const parameters = NodeHelpers.getNodeParameters(
		...([properties, chosen, true, false, { typeVersion: 1 }, { properties, ...rest }] as const),
	);
	return { parameters: parameters ?? {}, typeVersion: 1 } as INode;
}

/** `resource.operation: mode` of every operation whose form has a mode of duplicate protection. */
const defaults = NODES.flatMap(([description, resources]) =>
	resources.flatMap(({ name: resource, operations }) =>
		Object.keys(operations).flatMap((operation) => {
			// A custom request has the field only for writes.
			const writes = resource === 'apiRequest' ? { method: 'POST' } : {};
			const { parameters } = newNode(description, { resource, operation, ...writes });
			return MODES.filter((mode) => mode in parameters).map(
				(mode) => `${resource}.${operation}: ${String(parameters[mode])}`,
			);
		}),
	),
);

describe('the form of a write with duplicate protection', () => {
	it('requires a reference by default exactly if a repetition costs or moves money', () => {
		const asking = defaults.filter((one) => !one.endsWith(': automatic'));
		expect(asking.sort()).toEqual([
			'order.create: reference',
			'payout.create: own',
			'ramp.create: own',
			'ramp.quoteAndCreate: own',
		]);
	});

	it('protects automatically by default otherwise', () => {
		const automatic = defaults.filter((one) => one.endsWith(': automatic'));
		expect(automatic.sort()).toEqual([
			'account.create: automatic',
			'apiRequest.send: automatic',
			'service.reboot: automatic',
			'service.reinstall: automatic',
			'service.start: automatic',
			'service.stop: automatic',
			'service.suspend: automatic',
			'service.terminate: automatic',
			'service.unsuspend: automatic',
			'user.create: automatic',
		]);
	});
});

describe('a workflow without the reference is rejected by n8n before it runs', () => {
	it.each([
		['order.create', NODES[0][0], 'businessReference', 'Business Reference'],
		['payout.create', NODES[1][0], 'externalId', 'External ID'],
		['ramp.create', NODES[1][0], 'externalId', 'External ID'],
		['ramp.quoteAndCreate', NODES[1][0], 'externalId', 'External ID'],
	])('%s', (id, description, name, label) => {
		const [resource = '', operation = ''] = id.split('.');
		const node = newNode(description, { resource, operation });
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
		expect(issues?.parameters?.[name]).toEqual([`Parameter "${label}" is required.`]);
	});

	it('with a reference it is accepted', () => {
		const [description] = NODES[0];
		const node = newNode(description, {
			resource: 'order',
			operation: 'create',
			businessReference: 'order-2026-00042',
		});
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
		expect(issues?.parameters).not.toHaveProperty('businessReference');
	});
});
