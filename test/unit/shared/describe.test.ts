import { type INode, NodeHelpers } from 'n8n-workflow';
import { KernelHost } from '../../../nodes/KernelHost/KernelHost.node';

const { description } = new KernelHost();

/** The names of the inputs that the API Request form shows for a method. */
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
	it.each(['DELETE', 'PATCH', 'POST', 'PUT'])(
		'has a field for recognising a repeated %s',
		(method) => {
			expect(shownFor(method)).toEqual(
				expect.arrayContaining(['body', 'idempotencyMode', 'businessReference']),
			);
		},
	);

	it('has no duplicate protection for a GET', () => {
		expect(shownFor('GET')).toEqual(['resource', 'operation', 'method', 'path', 'options']);
	});
});
