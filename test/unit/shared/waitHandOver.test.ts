import type { IExecuteFunctions } from 'n8n-workflow';
import {
	type Awaited,
	type Checks,
	waitUntilDone,
	type Waiting,
} from '../../../nodes/shared/execute/waitUntilDone';

const MINUTE = 60_000;

/** Waits for an order after the minute in which the node itself waits. */
async function wait(helpers: object) {
	let now = 1_800_000_000_000;
	jest.spyOn(Date, 'now').mockImplementation(() => (now += MINUTE));
	const executeWorkflow = jest.fn(async () => ({ executionId: '2', waitTill: new Date(0) }));
	const context = {
		helpers,
		executeWorkflow,
		getExecutionId: () => '1',
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ name: 'Order', type: 'kernelHost', parameters: {} }),
		getNodeParameter: () => 'order',
		getMode: () => 'webhook',
		continueOnFail: () => false,
		setMetadata: () => undefined,
	} as unknown as IExecuteFunctions;
	const checks = {
		scope: { connection: { parallelReads: 1 } },
		context,
		service: 'KernelHost',
		operations: {},
	} as unknown as Checks;
	const order = { operation: 'create', object: 'Order 1', until: 0, minutes: 1, kept: {} };
	const waiting: Waiting = { outcomes: [], awaited: new Map([[0, order as unknown as Awaited]]) };
	const isHandedOver = await waitUntilDone(checks, waiting);
	return { isHandedOver, executeWorkflow };
}

afterEach(() => jest.restoreAllMocks());

describe('n8n’s own waiting', () => {
	it('is used where n8n passes on the error of a sub-workflow', async () => {
		const { isHandedOver, executeWorkflow } = await wait({
			getSecureEgressFilter: () => undefined,
		});
		expect(isHandedOver).toBe(true);
		expect(executeWorkflow).toHaveBeenCalledTimes(1);
	});

	it('is not used in older versions', async () => {
		const { isHandedOver, executeWorkflow } = await wait({});
		expect(isHandedOver).toBe(false);
		expect(executeWorkflow).not.toHaveBeenCalled();
	});
});
