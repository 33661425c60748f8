import type { INode } from 'n8n-workflow';
import { rejectOldN8n } from '../../../nodes/shared/client/scope';
import type { CallingContext } from '../../../nodes/shared/client/transport';

const node: INode = {
	id: '1',
	name: 'Order',
	type: 'kernelHost',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
/** The only members that tell the version. */
const context = (members: object) =>
	({ getNode: () => node, ...members }) as unknown as CallingContext;

describe('an n8n version', () => {
	it('is accepted if its contexts have an execution context', () => {
		expect(() => rejectOldN8n(context({ getExecutionContext: () => undefined }))).not.toThrow();
	});

	it('is rejected if they have none, with the version to update to', () => {
		expect(() => rejectOldN8n(context({}))).toThrow(
			expect.objectContaining({
				message: 'This node requires a newer version of n8n',
				description: expect.stringMatching(/^Update n8n to 1\.123 or newer\..*Nothing was sent\.$/),
			}),
		);
	});
});
