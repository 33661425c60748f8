import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEEDED_PREFUND_ID } from '../../../sandbox';
import { callTool } from '../../support/engine';
import { freezeClockForThisFile, later } from '../../support/engine/frozenClock';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';
import { QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import { PERSON_FORM } from '../../support/killb/people';

freezeClockForThisFile();

const MINUTE = 60_000;
const waits = { options: { waitUntilDone: true } };
const SLOW = 3_600_000;

describe('KernelHost', () => {
	const sandbox = KernelHostSandbox.forThisFile();
	const monthly: INodeParameters = {
		productId: byId('42'),
		billingCycle: 'monthly',
		idempotencyMode: 'automatic',
		...waits,
	};

	const posts = () => sandbox.state.journal.entries({ method: 'POST' });
	const checked = async (count: number) =>
		await sandbox.state.journal.waitFor({ method: 'GET', direction: 'in' }, count, 30_000);

	/** The time of the first checks passes, and with it the limit of ten minutes. */
	async function overdue<T>(running: Promise<T>): Promise<T> {
		await checked(1);
		later(10 * MINUTE);
		return await running;
	}

	it('returns the order when it is provisioned, and places it once', async () => {
		const { items, error } = await sandbox.run('order.create', monthly);
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(items.map(({ json }) => json)).toEqual([
			{
				...[...sandbox.state.kernelhost.orders.values()][0],
				idempotency: expect.objectContaining({ mode: 'automatic' }) as unknown,
			},
		]);
		expect(items[0]?.json.status).toBe('provisioned');
		expect([sandbox.ordersPlaced(), posts().length]).toEqual([1, 1]);
	});

	it('does not wait unless it was chosen', async () => {
		const { items } = await sandbox.run('order.create', { ...monthly, options: {} });
		expect(items[0]?.json.status).toBe('pending');
		expect(sandbox.requests()).toEqual(['POST /v1/orders']);
	});

	it.each([
		['is lost', { kind: 'lostAnswer' as const }],
		['is a 429', { status: 429, headers: { 'retry-after': '0' } }],
		['is a 500', { status: 500 }],
		['is a web page', { status: 200, body: '<html></html>' }],
	])('checks again if the answer to a check %s, and places one order', async (_, fault) => {
		sandbox.state.faults.add([{ service: 'kernelhost', method: 'GET', times: 1, ...fault }]);
		const { items, error } = await sandbox.run('order.create', monthly);
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json.status).toBe('provisioned');
		expect([sandbox.ordersPlaced(), posts().length]).toEqual([1, 1]);
	});

	it('waits for all items together, each result linked to its item', async () => {
		const { items } = await sandbox.run('order.create', monthly, { items: [{}, {}, {}] });
		expect(items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual(
			[0, 1, 2].map((item) => ['provisioned', { item }]),
		);
		expect(sandbox.ordersPlaced()).toBe(3);
	});

	it('fails when the time is over, and says that the order stands', async () => {
		sandbox.state.update('delays', { provisionedAfterMs: SLOW });
		const { error } = await overdue(sandbox.run('order.create', monthly));
		const id = [...sandbox.state.kernelhost.orders.keys()][0];
		expect(error?.message).toBe(
			`Order ${id} is not done after 10 minutes: its status is paid. KernelHost accepted the request, and it was not undone: do not send it as a new one`,
		);
		expect((error as unknown as { context: { data: IDataObject } }).context.data).toMatchObject({
			code: 'WAIT_TIMED_OUT',
			status: 'paid',
			object: { id, status: 'paid', idempotency: { mode: 'automatic' } },
		});
		// KernelHost forgets the key.
		expect(error?.description).toMatch(/For 24 hours after the request, .*; later it does\.$/m);
	});

	it('places no second order over Retry On Fail and a retry of the execution', async () => {
		sandbox.state.update('delays', { provisionedAfterMs: SLOW });
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const running = sandbox.run('order.create', monthly, { node });
		await checked(1);
		later(10 * MINUTE);
		// The second attempt begins a wait of its own.
		await checked(3);
		later(10 * MINUTE);
		const failed = await running;
		expect(failed.error?.message).toContain('is not done after 10 minutes');
		expect([sandbox.ordersPlaced(), posts().length]).toEqual([1, 2]);

		sandbox.state.kernelhost.orders.forEach((order) => {
			order.status = 'provisioned';
		});
		const { items } = await failed.retry();
		expect(items[0]?.json.status).toBe('provisioned');
		expect(sandbox.ordersPlaced()).toBe(1);
		expect(new Set(posts().map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
	});

	it('sends a failed order to the error output, with the object', async () => {
		sandbox.state.update('delays', { paidAfterMs: SLOW });
		const running = sandbox.run('order.create', monthly, {
			items: [{}, {}],
			node: { onError: 'continueRegularOutput' },
		});
		await sandbox.state.journal.waitFor({ method: 'POST', direction: 'in' }, 2, 30_000);
		const [first, second] = [...sandbox.state.kernelhost.orders.values()];
		Object.assign(first ?? {}, { status: 'cancelled' });
		Object.assign(second ?? {}, { status: 'provisioned' });
		const { items } = await running;
		expect(items.map(({ json }) => json)).toMatchObject([
			{
				error: {
					message: `Order ${first?.id} ended with the status cancelled`,
					code: 'WAIT_FAILED',
					status: 'cancelled',
					object: { id: first?.id },
				},
			},
			{ id: second?.id, status: 'provisioned' },
		]);
	});

	it('says which items are done when one of them fails', async () => {
		sandbox.state.update('delays', { paidAfterMs: SLOW });
		const running = sandbox.run('order.create', monthly, { items: [{}, {}] });
		await sandbox.state.journal.waitFor({ method: 'POST', direction: 'in' }, 2, 30_000);
		const [first, second] = [...sandbox.state.kernelhost.orders.values()];
		Object.assign(second ?? {}, { status: 'failed' });
		const { error } = await running;
		expect(error?.message).toBe(
			`Order ${second?.id} ended with the status failed (item 2 of 2; 1 earlier item was done)`,
		);
		expect(error?.description).toContain(`item 1 (ID ${first?.id}), item 2 (ID ${second?.id})`);
	});

	it('does not wait for a key that may not read the order', async () => {
		sandbox.state.faults.add([
			{ service: 'kernelhost', method: 'GET', status: 403, body: { type: 'forbidden' }, times: 9 },
		]);
		const { error } = await sandbox.run('order.create', monthly);
		expect(error?.message).toMatch(/^The status of Order \d+ can't be read: /);
		expect(error?.message).toContain('do not send it as a new one');
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it('does not wait for a status that the record does not have', async () => {
		const vendorOverrides = '{"statusField":"state"}';
		const { error } = await sandbox.run('order.create', monthly, {
			credentials: sandbox.credentials({ vendorOverrides }),
		});
		expect(error?.message).toContain('the record has no member "state"');
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it('takes the statuses that the credential names', async () => {
		sandbox.state.update('delays', { provisionedAfterMs: SLOW });
		const vendorOverrides = '{"finalStatuses":{"order":["PAID"]}}';
		const { items } = await sandbox.run('order.create', monthly, {
			credentials: sandbox.credentials({ vendorOverrides }),
		});
		expect(items[0]?.json.status).toBe('paid');
	});

	it.each([
		['stop', { status: 'active', power: 'stopped' }],
		['reboot', { status: 'active', power: 'running' }],
		['suspend', { status: 'suspended', power: 'stopped' }],
		[
			'reinstall',
			{ status: 'active', power: 'running' },
			{ confirmation: 'everyItem' } as INodeParameters,
		],
	])('returns the service after %s', async (action, state, more = {}) => {
		sandbox.state.update('delays', { actionTakesMs: 2_500 });
		const { items, error } = await sandbox.run(`service.${action}`, {
			serviceId: byId('5001'),
			...waits,
			...more,
		});
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ id: 5001, ...state, idempotency: {} });
		expect(sandbox.state.kernelhost.actions).toHaveLength(1);
	});

	it.each([
		['reboot', {}],
		['reinstall', { confirmation: 'everyItem' }],
	])('does not take the state before a %s for the one after it', async (action, more) => {
		// KernelHost has accepted the action, but not begun it.
		sandbox.state.faults.add([
			{
				service: 'kernelhost',
				method: 'POST',
				path: '/v1/services',
				status: 202,
				body: { id: 5001, status: 'active', power: 'running' },
			},
		]);
		const running = sandbox.run(`service.${action}`, {
			serviceId: byId('5001'),
			...waits,
			...(more as INodeParameters),
		});
		await checked(2);
		expect(await Promise.race([running, Promise.resolve('running')])).toBe('running');
		later(MINUTE);
		const { items, error } = await running;
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ id: 5001, power: 'running' });
	});

	it('waits itself where n8n cannot, after a minute too', async () => {
		sandbox.state.update('delays', { provisionedAfterMs: SLOW });
		const running = sandbox.run('order.create', monthly);
		await checked(1);
		later(2 * MINUTE);
		await checked(2);
		sandbox.state.kernelhost.orders.forEach((order) => {
			order.status = 'provisioned';
		});
		const { items, status } = await running;
		expect([status, items[0]?.json.status]).toEqual(['success', 'provisioned']);
	});

	it('stops checking when the execution is canceled', async () => {
		sandbox.state.update('delays', { provisionedAfterMs: SLOW });
		const cancel = new AbortController();
		const running = sandbox.run('order.create', monthly, { cancel: cancel.signal });
		await checked(1);
		cancel.abort();
		expect((await running).status).toBe('canceled');
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it.each([false, true])(
		'lets a model call again after a time-out, without a second order (no execution: %s)',
		async (withoutExecutionId) => {
			sandbox.state.update('delays', { provisionedAfterMs: SLOW });
			const parameters = { resource: 'order', operation: 'create', ...monthly };
			const tool = { type: 'kernelHost', credentials: sandbox.credentials(), withoutExecutionId };
			const running = callTool({ ...tool, parameters, calls: [{}, {}] });
			await checked(1);
			later(10 * MINUTE);
			await checked(3);
			sandbox.state.kernelhost.orders.forEach((order) => {
				order.status = 'provisioned';
			});
			const { responses } = await running;
			expect(responses[0]).toContain('do not send it as a new one');
			expect(responses[1]).toContain('provisioned');
			expect(sandbox.ordersPlaced()).toBe(1);
		},
	);
});

describe('KillB', () => {
	const sandbox = KillBSandbox.forEachTest();
	const steps = { rampStepMs: 150, payoutStepMs: 150 };

	it('returns the completed ramp with its quotation', async () => {
		sandbox.state.update('killb', steps);
		const form = { ...QUOTATION_FORM, ...RECEIVER_FORM, ...waits };
		const { items, error } = await sandbox.run('ramp.quoteAndCreate', form);
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			status: 'COMPLETED',
			quotation: { fromCurrency: 'COP' },
			idempotency: { mode: 'automatic', alreadyCreated: false },
		});
		expect(sandbox.state.killb.ramps.size).toBe(1);
	});

	it('returns the completed payout, which was paid once', async () => {
		sandbox.state.update('killb', steps);
		const { items, error } = await sandbox.run('payout.create', {
			preFundAccountId: byId(SEEDED_PREFUND_ID),
			amount: '8000',
			beneficiaryType: 'BANK',
			...PERSON_HOLDER,
			...ACCOUNT_FORMS.PSE?.form,
			externalIdMode: 'automatic',
			...waits,
		});
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'COMPLETED', idempotency: {} });
		expect(sandbox.state.killb.payouts.byId.size).toBe(1);
	});

	it.each([
		['ACTIVE', undefined],
		['REJECTED', /^User [-\w]+ ended with the status REJECTED$/],
	])('ends when KYC is decided: %s', async (status, failure) => {
		sandbox.state.update('killb', { newUserStatus: status as 'ACTIVE' });
		const { items, error } = await sandbox.run('user.create', { ...PERSON_FORM, ...waits });
		if (failure) expect(error?.message).toMatch(failure);
		else expect(items[0]?.json).toMatchObject({ status, idempotency: {} });
	});
});
