import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import { callTool, retryExecution, type ToolCall } from '../../support/engine';

const kernelHost = KernelHostSandbox.forThisFile();
const killB = KillBSandbox.forEachTest();

const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const product = (value: string | null) => (value === null ? null : { product: value });

/** KernelHost places the order and responds with an internal error. */
function placeAndFail(times = 1): void {
	kernelHost.state.faults.add([
		{ service: 'kernelhost', path: '/v1/orders', status: 500, carriedOut: true, times },
	]);
}

async function order(calls: Array<string | null>, rest: Partial<ToolCall> = {}) {
	return await callTool({
		type: 'kernelHost',
		parameters: {
			resource: 'order',
			operation: 'create',
			billingCycle: 'monthly',
			productId: byId("={{ $fromAI('product', 'the product', 'string') }}"),
			idempotencyMode: 'automatic',
		},
		credentials: kernelHost.credentials(),
		calls: calls.map(product),
		...rest,
	});
}

describe.each([
	{ where: 'in an agent’s execution', rest: {} },
	{ where: 'behind an MCP trigger, without an execution', rest: { withoutExecutionId: true } },
])('a tool that orders, $where', ({ rest }) => {
	it('places one order for each completed call', async () => {
		const { responses } = await order(['42', '42', '43'], rest);
		expect(responses.map((text) => (JSON.parse(text) as Array<{ product_id: number }>)[0])).toEqual(
			[42, 42, 43].map((id) => expect.objectContaining({ product_id: id }) as unknown),
		);
		expect(kernelHost.ordersPlaced()).toBe(3);
	});

	it('places one order over Retry On Fail if the first attempt gets an error', async () => {
		placeAndFail();
		const { responses } = await order(['42'], { ...rest, node: RETRY_ON_FAIL });
		expect(JSON.parse(responses[0] ?? '')).toMatchObject([{ product_id: 42 }]);
		expect(kernelHost.ordersPlaced()).toBe(1);
	});

	it('places one order if the model repeats the same input after an unknown outcome', async () => {
		placeAndFail();
		const { responses } = await order(['42', '42'], rest);
		expect(responses[0]).toMatch(
			/^Error: KernelHost had an internal error\. The outcome is unknown: KernelHost may have processed the request\. To find out, call again with exactly the same input: it is not done twice\. Different input would do it again\./,
		);
		expect(JSON.parse(responses[1] ?? '')).toMatchObject([{ product_id: 42 }]);
		expect(kernelHost.ordersPlaced()).toBe(1);
	});

	it.each([
		['the model calls', ['43', '43', '43'], {}],
		['Retry On Fail calls', ['43'], { node: RETRY_ON_FAIL }],
	])('places one order if %s again after an unknown outcome and a 403', async (_, calls, node) => {
		placeAndFail();
		kernelHost.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', status: 403 }]);
		const { responses } = await order(calls, { ...rest, ...node });
		expect(JSON.parse(responses.at(-1) ?? '')).toMatchObject([{ product_id: 43 }]);
		expect(kernelHost.ordersPlaced()).toBe(1);
	});

	it('places another order if the model calls again after the outcome became known', async () => {
		placeAndFail();
		await order(['42', '42', '42'], rest);
		expect(kernelHost.ordersPlaced()).toBe(2);
	});

	it('places a separate order for other input after an unknown outcome', async () => {
		placeAndFail();
		const { responses } = await order(['42', '43'], rest);
		expect(JSON.parse(responses[1] ?? '')).toMatchObject([{ product_id: 43 }]);
		expect(kernelHost.ordersPlaced()).toBe(2);
	});
});

it('a retry of an agent’s execution repeats no completed call', async () => {
	const { execution } = await order(['42', '42', null]);
	expect(execution.error?.message).toBe('The model does not answer');
	expect(kernelHost.ordersPlaced()).toBe(2);
	const nodes = execution.workflow.nodes.map((node) =>
		node.name === 'Agent'
			? { ...node, parameters: { toolArguments: JSON.stringify(['42', '42', '42'].map(product)) } }
			: node,
	);
	const retried = await retryExecution(execution, { ...execution.workflow, nodes });
	expect(retried.error).toBeUndefined();
	expect(kernelHost.ordersPlaced()).toBe(3);
});

it('two messages of MCP clients with the same input are one order after an unknown outcome', async () => {
	placeAndFail();
	await order(['42'], { withoutExecutionId: true }).catch(() => undefined);
	await order(['42'], { withoutExecutionId: true });
	expect(kernelHost.ordersPlaced()).toBe(1);
	await order(['42'], { withoutExecutionId: true });
	expect(kernelHost.ordersPlaced()).toBe(2);
});

describe('a tool whose writes have no key', () => {
	const savings = 'POST /savings/withdrawal';
	const withdraw = async (amounts: string[], rest: Partial<ToolCall> = {}) => {
		const user = await onboarded();
		return await callTool({
			type: 'killB',
			parameters: {
				resource: 'savings',
				operation: 'withdraw',
				comment: 'A test',
				savingsAccountId: user,
				externalAccountId: byId('{{ACCOUNT}}'),
				amount: "={{ $fromAI('amount', 'how much', 'string') }}",
			},
			credentials: killB.credentials(),
			calls: amounts.map((amount) => ({ amount })),
			...rest,
		});
	};
	/** Any ID works: the sandbox's fault responds in place of the service. */
	const onboarded = async () => await Promise.resolve('a-savings-account');
	const sent = () => killB.ownRequests().filter((request) => request.startsWith(savings)).length;

	it('does not send again what may have been processed', async () => {
		killB.state.faults.add([{ service: 'killb', path: '/savings/withdrawal', kind: 'reset' }]);
		const { responses } = await withdraw(['10', '10']);
		expect(responses[0]).toMatch(
			/The outcome is unknown: KillB may have processed the request\. Do not call this tool again/,
		);
		expect(responses[1]).toMatch(
			/The outcome of an earlier attempt is unknown: KillB may have processed it already/,
		);
		expect(sent()).toBe(1);
	});

	it('is not sent again by Retry On Fail either', async () => {
		killB.state.faults.add([{ service: 'killb', path: '/savings/withdrawal', kind: 'reset' }]);
		await withdraw(['10'], { node: RETRY_ON_FAIL });
		expect(sent()).toBe(1);
	});
});

it('the model’s tool description says what changes, and what to do about an unknown outcome', async () => {
	const { description } = await order([]);
	expect(description).toMatch(/costs real money/);
	expect(description).toMatch(/call it again with exactly the same input/);
});
