import { type INodeType, type INodeTypes, Workflow } from 'n8n-workflow';
import { KernelHost } from '../../../nodes/KernelHost/KernelHost.node';
import { KillB } from '../../../nodes/KillB/KillB.node';

/** Returns the text that the canvas shows under a node's name; n8n's editor evaluates it so. */
function subtitleOf(nodeType: INodeType, parameters: { resource: string; operation: string }) {
	const node = {
		id: '1',
		name: 'Node',
		type: 'any',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle } = nodeType.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle ?? '', 'internal', {});
}

describe('the subtitle of a node on the canvas', () => {
	it.each([
		[new KernelHost(), 'order', 'create', 'Create: order'],
		[new KernelHost(), 'service', 'getAll', 'Get many: service'],
		[new KernelHost(), 'apiRequest', 'send', 'Send: API request'],
		[new KernelHost(), 'invoice', 'downloadPdf', 'Download PDF: invoice'],
		[new KillB(), 'ramp', 'quoteAndCreate', 'Quote and create: ramp'],
		[new KillB(), 'user', 'getKycToken', 'Get KYC token: user'],
		[new KillB(), 'virtualAccount', 'getAllWithdrawals', 'Get all withdrawals: virtual account'],
	])('is in words: %#', (nodeType, resource, operation, words) => {
		expect(subtitleOf(nodeType, { resource, operation })).toBe(words);
	});
});
