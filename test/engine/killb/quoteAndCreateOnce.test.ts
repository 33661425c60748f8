import type { INodeParameters } from 'n8n-workflow';
import { putRamp } from '../../../sandbox/killb/rampLife';
import { STORED, WireServer } from '../../support/engine';
import { byCode, QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();
const FORM: INodeParameters = { ...QUOTATION_FORM, ...RECEIVER_FORM, minimumReceived: '90' };
const OWN: INodeParameters = { ...FORM, externalIdMode: 'own', externalId: 'order-42' };

const run = async (parameters: INodeParameters, rest: Parameters<typeof sandbox.run>[2] = {}) =>
	await sandbox.run('ramp.quoteAndCreate', parameters, rest);
const requested = (path: RegExp) => sandbox.bodies('POST', path).length;

describe('a repetition of Ramp: Quote and Create', () => {
	it('under Retry Execution returns the existing ramps, and creates only the missing ones', async () => {
		const { strategies } = sandbox.state.killb.customer;
		const all = strategies.splice(0);
		strategies.push(...all.filter(({ fromCurrency }) => fromCurrency === 'COP'));
		const first = await run(
			{
				...FORM,
				fromCurrency: byCode('={{ $json.from }}'),
				cashInMethod: byCode('={{ $json.by }}'),
				amount: '={{ $json.amount }}',
				minimumReceived: '',
			},
			{
				items: [
					{ from: 'COP', by: 'PSE', amount: 400000 },
					{ from: 'MXN', by: 'SPEI', amount: 1000 },
				],
			},
		);
		expect(first.error?.message).toMatch(/MXN \(SPEI\) to USDC \(POLYGON\) is not available/);
		const [before] = [...sandbox.state.killb.ramps.values()];

		strategies.splice(0, strategies.length, ...all);
		const again = await first.retry();
		expect(again.error).toBeUndefined();
		expect(again.items.map(({ json }) => json)).toEqual([
			{
				...before,
				quotation: null,
				idempotency: { key: before?.externalId, mode: 'automatic', alreadyCreated: true },
			},
			expect.objectContaining({
				fromCurrency: 'MXN',
				idempotency: expect.objectContaining({ alreadyCreated: false }) as object,
			}),
		]);
		expect(sandbox.state.killb.ramps.size).toBe(2);
		const quoted = sandbox.bodies('POST', /\/quotations$/) as Array<{ fromCurrency: string }>;
		expect(quoted.map(({ fromCurrency }) => fromCurrency)).toEqual(['COP', 'MXN', 'MXN']);
	});

	it('shows how often the request was sent if its answer was lost', async () => {
		sandbox.state.faults.add([
			{ service: 'killb', method: 'POST', path: '/ramps', kind: 'lostAnswer' },
		]);
		const { items } = await run(OWN);
		expect(items[0]?.json.idempotency).toMatchObject({ key: 'order-42', attempts: 2 });
		expect(sandbox.state.killb.ramps.size).toBe(1);
	});

	it('after a crash returns the same ramp: n8n runs the stored execution again', async () => {
		const [first, again] = [await run(FORM, STORED), await run(FORM, STORED)];
		expect(again.items[0]?.json).toMatchObject({
			id: first.items[0]?.json.id,
			idempotency: { alreadyCreated: true },
		});
		expect([requested(/\/quotations$/), requested(/\/ramps$/)]).toEqual([1, 1]);
	});

	it('in another execution exchanges again if the external ID is automatic', async () => {
		await run(FORM, { executionId: '1' });
		await run(FORM, { executionId: '2' });
		expect(sandbox.state.killb.ramps.size).toBe(2);
	});

	it.each(['same', 'conflict'] as const)(
		'under an own external ID returns the same ramp if KillB responds to a repetition with: %s',
		async (repeatedExternalId) => {
			sandbox.state.update('killb', { repeatedExternalId });
			const first = await run(OWN, { executionId: '1' });
			const second = await run(OWN, { executionId: '2' });
			expect(second.error).toBeUndefined();
			expect(second.items[0]?.json).toMatchObject({
				id: first.items[0]?.json.id,
				fromAmount: 400000,
				idempotency: { key: 'order-42', mode: 'own', alreadyCreated: true },
			});
			expect([requested(/\/quotations$/), requested(/\/ramps$/)]).toEqual([1, 1]);
		},
	);

	it.each(['same', 'conflict'] as const)(
		'under an own external ID of another amount is rejected if KillB responds to a repetition with: %s',
		async (repeatedExternalId) => {
			sandbox.state.update('killb', { repeatedExternalId });
			await run(OWN, { executionId: '1' });
			const second = await run({ ...OWN, amount: '500000' }, { executionId: '2' });
			expect(second.error?.message).toBe(
				'KillB already has a different record under "order-42": Amount is 400000, not 500000. Nothing was done now',
			);
			expect([requested(/\/quotations$/), requested(/\/ramps$/)]).toEqual([1, 1]);
		},
	);

	it.each(['same', 'conflict'] as const)(
		'that loses a race to another execution returns that one’s ramp if KillB responds with: %s',
		async (repeatedExternalId) => {
			sandbox.state.update('killb', { repeatedExternalId });
			const { quotations } = sandbox.state.killb;
			const keep = quotations.set.bind(quotations);
			// The other one is faster while this one waits for its quotation.
			quotations.set = (id, quotation) => {
				putRamp(sandbox.state.killb, 'the-other-one', { externalId: 'order-42' });
				return keep(id, quotation);
			};
			const { items, error } = await run(OWN);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			expect(items[0]?.json).toMatchObject({
				id: 'the-other-one',
				quotation: null,
				idempotency: { key: 'order-42', alreadyCreated: true },
			});
			expect(sandbox.state.killb.ramps.size).toBe(1);
		},
	);

	it('also returns a failed ramp: another attempt needs another external ID', async () => {
		putRamp(sandbox.state.killb, 'failed', { externalId: 'order-42', status: 'FAILED' });
		const { items } = await run(OWN);
		expect(items[0]?.json).toMatchObject({ id: 'failed', status: 'FAILED' });
		expect(requested(/\/quotations$/)).toBe(0);
	});

	it('treats a conflict about something else as a failure', async () => {
		const { quotations } = sandbox.state.killb;
		const keep = quotations.set.bind(quotations);
		quotations.set = (id, quotation) => keep(id, { ...quotation, usedBy: 'another-ramp' });
		const { error, items } = await run(OWN);
		expect(items).toEqual([]);
		expect(error?.message).toBe('Quotation was already used');
		expect(sandbox.ownRequests().map((request) => request.split(/[ ?]/).slice(0, 2))).toEqual([
			['GET', '/ramps'],
			['POST', '/quotations'],
			['POST', '/ramps'],
			['GET', '/ramps'],
		]);
	});
});

describe('with a KillB that deviates from its documentation', () => {
	const SESSION = { accessToken: 'token', refreshToken: 'r', expiresIn: 3600000 };
	const QUOTATION = {
		id: 'q-1',
		fromCurrency: 'COP',
		toCurrency: 'USDC',
		fromAmount: 400000,
		toAmount: 98.5,
		expiresAt: 4_000_000_000,
	};
	let server: WireServer;
	let ramps: unknown;
	let quotation: object;

	beforeEach(async () => {
		ramps = { ramps: [], totalPage: 0 };
		quotation = QUOTATION;
		server = await WireServer.start(({ method, target }) => {
			if (target.endsWith('/login')) return { status: 201, body: SESSION };
			if (target.endsWith('/quotations')) return { status: 201, body: quotation };
			return method === 'GET' ? { body: ramps } : { status: 201, body: { id: 'new' } };
		});
	});
	afterEach(async () => await server.close());

	const against = async (parameters = OWN) =>
		await run(parameters, { credentials: sandbox.credentials({ baseUrl: server.url }) });
	const created = () => server.log.includes('POST /api/v2/ramps');

	it('does not adopt a ramp whose external ID only resembles ours', async () => {
		ramps = {
			ramps: ['order-421', 'ORDER-42', ' order-42', 'order', null, undefined].map(
				(externalId, index) => ({ id: `other-${index}`, externalId }),
			),
			totalPage: 1,
		};
		const { items } = await against();
		expect(items[0]?.json).toMatchObject({ id: 'new', idempotency: { alreadyCreated: false } });
	});

	it('finds the ramp on a later page if the filter has no effect', async () => {
		server.answer(({ target }) => {
			if (target.endsWith('/login')) return { status: 201, body: SESSION };
			const page = Number(new URL(target, server.url).searchParams.get('page'));
			const externalId = page === 3 ? 'order-42' : `order-${page}`;
			return { body: { ramps: [{ id: `ramp-${page}`, externalId }], totalPage: 4 } };
		});
		const { items } = await against();
		expect(items[0]?.json).toMatchObject({ id: 'ramp-3', idempotency: { alreadyCreated: true } });
		expect(server.log.filter((request) => !request.startsWith('GET'))).toEqual([
			'POST /api/v2/auth/login',
		]);
	});

	it('does nothing if the external ID cannot be looked up', async () => {
		server.answer(({ target }) =>
			target.endsWith('/login') ? { status: 201, body: SESSION } : { status: 500, body: {} },
		);
		const { error } = await against();
		expect(error).toMatchObject({ httpCode: '500' });
		expect(server.log.filter((request) => request.startsWith('POST'))).toEqual([
			'POST /api/v2/auth/login',
		]);
	});

	it.each<[object, RegExp]>([
		[{ ...QUOTATION, toAmount: undefined }, /no amount to compare with the Minimum/],
		[{ ...QUOTATION, toAmount: 'plenty' }, /no amount to compare with the Minimum/],
		[{ ...QUOTATION, id: undefined }, /^KillB’s quotation has no ID$/],
		[{ ...QUOTATION, id: '' }, /^KillB’s quotation has no ID$/],
		[[], /^KillB’s URL returned an unexpected response \(HTTP 201\)$/],
		[{ ...QUOTATION, toAmount: 89.99999999999999 }, /, 0\.00000000000001 less than the Minimum/],
		[{ ...QUOTATION, expiresAt: '1745368688' }, /^KillB’s quotation had already expired/],
	])('creates no ramp from the quotation %j', async (given, message) => {
		quotation = given;
		const { error } = await against();
		expect(error?.message).toMatch(message);
		expect(created()).toBe(false);
	});

	it.each([undefined, null, 'in a while', {}])(
		'leaves it to KillB whether a quotation with expiresAt %j is valid',
		async (expiresAt) => {
			quotation = { ...QUOTATION, expiresAt };
			const { items } = await against();
			expect(items[0]?.json).toMatchObject({ id: 'new', quotation: { id: 'q-1' } });
		},
	);

	it('shows amounts of the quotation with every digit', async () => {
		server.answer(({ method, target }) => {
			if (target.endsWith('/login')) return { status: 201, body: SESSION };
			if (method === 'GET') return { body: ramps };
			const body = `{"id":"q-1","toAmount":12345678901234567.89,"fromAmount":1}`;
			return { status: 201, body: target.endsWith('/quotations') ? body : { id: 'new' } };
		});
		const { items } = await against({ ...OWN, minimumReceived: '12345678901234566' });
		expect(items[0]?.json.quotation).toMatchObject({ toAmount: '12345678901234567.89' });
	});

	it('fails with a response without a ramp', async () => {
		server.answer(({ method, target }) => {
			if (target.endsWith('/login')) return { status: 201, body: SESSION };
			if (target.endsWith('/quotations')) return { status: 201, body: QUOTATION };
			return method === 'GET' ? { body: ramps } : { status: 204 };
		});
		const { error, items } = await run(OWN, {
			credentials: sandbox.credentials({
				baseUrl: server.url,
				adjustLimits: true,
				maximumAttempts: 1,
			}),
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/The outcome is unknown: KillB may have processed the request\./,
		);
	});

	it('says where to look if the connection broke while the ramp was created', async () => {
		server.answer(({ method, target }) => {
			if (target.endsWith('/login')) return { status: 201, body: SESSION };
			if (method === 'GET') return { body: ramps };
			return target.endsWith('/quotations')
				? { status: 201, body: QUOTATION }
				: { status: 201, headers: { 'Content-Length': '999' }, body: '{"id":' };
		});
		const { error } = await against();
		expect(error?.description).toContain('Check there for the external ID order-42');
	});
});
