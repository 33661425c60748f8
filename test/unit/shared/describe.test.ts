import { type INode, NodeHelpers } from 'n8n-workflow';
import { KernelHost } from '../../../nodes/KernelHost/KernelHost.node';

const { description } = new KernelHost();

/** The names of the inputs that the form of API Request shows for a method. */
function shownFor(method: string): string[] {
	const parameters = {
		resource: 'apiRequest',
		operation: 'send',
		method,
		idempotencyMode: 'reference',
	};
	const node = { parameters, typeVersion: 1 } as unknown as INode;
	return description.properties
		.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
		.map(({ name }) => name);
}

describe('the form of API Request', () => {
	it.each(['DELETE', 'PATCH', 'POST', 'PUT'])('asks how a repeated %s is recognised', (method) => {
		expect(shownFor(method)).toEqual(
			expect.arrayContaining(['body', 'idempotencyMode', 'businessReference']),
		);
	});

	it('asks for no protection against duplicates of a GET, which takes none', () => {
		expect(shownFor('GET')).toEqual(['resource', 'operation', 'method', 'path', 'query']);
	});
});
