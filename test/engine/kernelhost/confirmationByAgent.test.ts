import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { callTool, N8N } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

const fromAgent = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;

async function ask(operation: string, parameters: INodeParameters, given: IDataObject) {
	return await callTool({
		type: 'kernelHost',
		parameters: {
			resource: 'service',
			operation,
			serviceId: byId(fromAgent('server')),
			...parameters,
		},
		arguments: given,
		credentials: sandbox.credentials(),
	});
}

// n8n 2.33 and later leaves an expression that is only $fromAI() in an input that takes none.
describe.each(['terminate', 'reinstall'])('an AI agent that may %s a server', (operation) => {
	const server = () => String([...sandbox.state.kernelhost.services.keys()][0]);

	it.each([
		['type the ID', { confirmedServiceId: fromAgent('typed') }],
		['skip the typed confirmation', { confirmation: fromAgent('kind'), confirmedServiceId: '1' }],
	])('cannot %s, even if the workflow leaves that to it', async (_, parameters) => {
		const given = { server: server(), typed: server(), kind: 'everyItem' };
		await expect(ask(operation, parameters, given)).rejects.toMatchObject({
			message: expect.stringMatching(
				N8N.passesFromAi
					? /does not accept an expression or a value from an AI agent/
					: /is not the ID of the service|must be one of/,
			),
		});
		expect(sandbox.requests()).toEqual([]);
	});

	it('can only do so to the server whose ID a person typed', async () => {
		const typed = { confirmedServiceId: server() };
		const { response } = await ask(operation, typed, { server: server() });
		expect(JSON.parse(response)).toMatchObject([{ action: operation }]);
		expect(sandbox.ordersAsked()).toHaveLength(1);
	});
});
