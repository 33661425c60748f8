import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

const HOUR = 3_600_000;
const order = {
	productId: byId('={{ $json.product }}'),
	billingCycle: 'monthly',
	idempotencyMode: 'automatic',
};

afterEach(() => jest.restoreAllMocks());

/** Moves the clocks of this machine and of the sandbox. */
function letHoursPass(hours: number): void {
	const then = Date.now() + hours * HOUR;
	jest.spyOn(Date, 'now').mockImplementation(() => then);
}

describe('Retry from the executions list, after the second order failed', () => {
	async function failedRun(change: { idempotencyMode?: string; businessReference?: string } = {}) {
		return await sandbox.run(
			'order.create',
			{ ...order, ...change },
			{ items: [{ product: 42 }, { product: 99999 }] },
		);
	}

	it('orders the first item once while KernelHost remembers its key', async () => {
		const failed = await failedRun();
		expect(failed.error).toBeDefined();
		letHoursPass(23);
		await failed.retry();
		expect(sandbox.state.kernelhost.orders.size).toBe(1);
	});

	it('sends nothing after KernelHost has forgotten the key, and says what to do', async () => {
		const failed = await failedRun();
		letHoursPass(24);
		const before = sandbox.requests().length;
		const { error } = await failed.retry();
		expect(error?.message).toMatch(
			/first attempted 24 hours (?:\d+ seconds? )?ago.*expire after 24 hours/,
		);
		expect(error?.description).toMatch(/Nothing was sent.*run the rest in a new execution/);
		expect(sandbox.requests()).toHaveLength(before);
		expect(sandbox.state.kernelhost.orders.size).toBe(1);
	});

	it('leaves a business reference to the user, who knows its meaning', async () => {
		const failed = await failedRun({
			idempotencyMode: 'reference',
			businessReference: '={{ $json.product }}',
		});
		letHoursPass(23);
		const { error } = await failed.retry();
		expect(error?.message).not.toMatch(/first attempted/);
	});
});

describe('a retry after the clock of this instance was set', () => {
	const failed = async () =>
		await sandbox.run('order.create', order, { items: [{ product: 42 }, { product: 99999 }] });
	const placed = () => sandbox.state.kernelhost.orders.size;

	it('sends nothing if the first attempt was recorded with a clock a day ahead', async () => {
		const now = jest.spyOn(Date, 'now');
		const real = Date.now();
		now.mockImplementation(() => real + 24 * HOUR);
		const run = await failed();
		now.mockRestore();
		const before = sandbox.requests().length;
		const { error } = await run.retry();
		expect(error?.message).toMatch(/^This execution was first attempted at a time in the future/);
		expect(sandbox.requests()).toHaveLength(before);
		expect(placed()).toBe(1);
	});

	it('sends nothing once a day has passed, even with a clock set back by a day', async () => {
		const run = await failed();
		const [wall, elapsed] = [Date.now(), performance.now()];
		jest.spyOn(Date, 'now').mockImplementation(() => wall);
		jest.spyOn(performance, 'now').mockImplementation(() => elapsed + 24 * HOUR);
		const { error } = await run.retry();
		expect(error?.message).toMatch(/first attempted 24 hours (?:\d+ seconds? )?ago/);
		expect(placed()).toBe(1);
	});
});
