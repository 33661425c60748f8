import type { INode } from 'n8n-workflow';
import { rejectOldN8n } from '../../../nodes/shared/client/scope';

let losesCauses = false;
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	/** As up to n8n 2.33, whose constructor did not pass the cause on. */
	class Forgetful extends real.NodeApiError {
		constructor(...parameters: ConstructorParameters<typeof real.NodeApiError>) {
			super(...parameters);
			if (losesCauses) Object.defineProperty(this, 'cause', { value: undefined });
		}
	}
	return { ...real, NodeApiError: Forgetful };
});

const node: INode = {
	id: '1',
	name: 'Order',
	type: 'kernelHost',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('an n8n version', () => {
	it('is accepted if its errors keep their cause', () => {
		losesCauses = false;
		expect(() => rejectOldN8n(node)).not.toThrow();
	});

	it('is rejected if they lose it, with the version to update to', () => {
		losesCauses = true;
		expect(() => rejectOldN8n(node)).toThrow(
			expect.objectContaining({
				message: 'This n8n is too old for this node',
				description: expect.stringMatching(/^Update n8n to 2\.36 or newer\..*Nothing was sent\.$/),
			}),
		);
	});
});
