import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();
const monthly = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };

describe('Order: Create', () => {
	it('places a signed order and returns the response unchanged with its idempotency key', async () => {
		const { items, error } = await sandbox.run('order.create', {
			...monthly,
			options: { additionalFields: '{"config_options":{"operating_system":"ubuntu-24.04"}}' },
		});
		expect(error).toBeUndefined();
		const [requested] = sandbox.ordersAsked();
		expect(requested?.body).toEqual({
			product_id: 42,
			billing_cycle: 'monthly',
			config_options: { operating_system: 'ubuntu-24.04' },
		});
		const [entry] = sandbox.state.journal.entries({ method: 'POST' });
		const { idempotency, ...answer } = items[0]?.json ?? {};
		expect(answer).toEqual(JSON.parse(entry?.answer ?? ''));
		expect(idempotency).toEqual({ key: requested?.key, mode: 'automatic', replayed: null });
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('reads configuration options from fields, under the name in Vendor Overrides', async () => {
		const configOptions = {
			entries: [{ name: 'operating_system', value: '={{ $json.os }}' }],
		};
		const items = [{ os: 'debian-12' }, { os: 'ubuntu-24.04' }];
		await sandbox.run('order.create', { ...monthly, configOptions }, { items });
		await sandbox.run(
			'order.create',
			{ ...monthly, configOptions },
			{
				items: [{ os: 'x' }],
				credentials: sandbox.credentials({ vendorOverrides: '{"configOptionsField":"choices"}' }),
			},
		);
		expect(sandbox.ordersAsked().map(({ body }) => body)).toEqual([
			expect.objectContaining({ config_options: { operating_system: 'debian-12' } }),
			expect.objectContaining({ config_options: { operating_system: 'ubuntu-24.04' } }),
			expect.objectContaining({ choices: { operating_system: 'x' } }),
		]);
	});

	it('uses the business reference as the key, and orders once however often the workflow runs', async () => {
		const parameters = {
			...monthly,
			idempotencyMode: 'reference',
			businessReference: '={{ $json.ramp }}',
		};
		const items = [{ ramp: 'ramp-1' }, { ramp: 'ramp-2' }];
		await sandbox.run('order.create', parameters, { items, executionId: '1' });
		const again = await sandbox.run('order.create', parameters, { items, executionId: '2' });
		expect(sandbox.ordersAsked().map(({ key }) => key)).toEqual([
			'ramp-1',
			'ramp-2',
			'ramp-1',
			'ramp-2',
		]);
		expect(sandbox.ordersPlaced()).toBe(2);
		expect(again.items).toHaveLength(2);
	});

	it('reports a replay if the server marks it', async () => {
		sandbox.state.update('idempotency', { replayHeader: 'Idempotency-Replayed' });
		const parameters = { ...monthly, idempotencyMode: 'reference', businessReference: 'a' };
		await sandbox.run('order.create', parameters);
		const { items } = await sandbox.run('order.create', parameters);
		expect(items[0]?.json.idempotency).toEqual({
			key: 'a',
			mode: 'reference',
			reference: 'a',
			replayed: true,
		});
	});

	it('keeps its automatic key over Retry On Fail and Retry Execution, but never its nonce', async () => {
		sandbox.state.update('account', { balance: '0.00', card: 'none' });
		const failed = await sandbox.run('order.create', monthly, {
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(failed.error?.message).toMatch(/not enough credit and no card/);
		const retried = await failed.retry();
		await retried.retry();
		const requested = sandbox.ordersAsked();
		expect(requested.length).toBeGreaterThanOrEqual(5);
		expect(new Set(requested.map(({ key }) => key)).size).toBe(1);
		expect(new Set(requested.map(({ nonce }) => nonce)).size).toBe(requested.length);
	});

	it('uses a different key for each item and each execution', async () => {
		const items = [{}, {}, {}];
		await sandbox.run('order.create', monthly, { items, executionId: '1' });
		await sandbox.run('order.create', monthly, { items, executionId: '2' });
		expect(new Set(sandbox.ordersAsked().map(({ key }) => key)).size).toBe(6);
		expect(sandbox.ordersPlaced()).toBe(6);
	});

	it('explains a conflict: the same key with another body', async () => {
		const reference = { idempotencyMode: 'reference', businessReference: 'a' };
		await sandbox.run('order.create', { ...monthly, ...reference });
		const { error } = await sandbox.run('order.create', {
			...monthly,
			...reference,
			billingCycle: 'annually',
		});
		expect(error).toMatchObject({
			httpCode: '409',
			message: 'KernelHost already received this idempotency key with different content',
			description: expect.stringContaining('use another Business Reference') as string,
		});
	});

	it.each([
		['none', 'insufficient_credit_and_no_card', /not enough credit and no card/],
		['declined', 'card_declined', /card was declined/],
		['expired', 'card_expired', /card has expired/],
	] as const)('says what to do if the card is %s', async (card, reason, message) => {
		sandbox.state.update('account', { balance: '0.00', card });
		const { error } = await sandbox.run('order.create', monthly);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/portal[^]*HTTP 402\)\nRequest ID: /);
		expect(error?.description).toContain(`Code: ${reason} (HTTP `);
	});

	it.each([
		[
			'an empty product',
			{ productId: byId('={{ $json.missing }}') },
			/^Product is empty: its expression \{\{ \$json\.missing \}\} returned nothing$/,
		],
		['a product that is not positive', { productId: byId('-1') }, /positive whole number/],
		['a list as product', { productId: byId('={{ [42] }}') }, /^Product must be text, but/],
		['an object as product', { productId: byId('={{ ({ id: 42 }) }}') }, /^Product must be text/],
		[
			'a boolean as product',
			{ productId: byId('={{ true }}') },
			/^Product must be an ID, got true/,
		],
		['an empty billing cycle', { billingCycle: ' ' }, /Billing Cycle is empty/],
		[
			'broken JSON',
			{ options: { additionalFields: '{"a":' } },
			/Additional Fields.* is not valid JSON/,
		],
		['a JSON list', { options: { additionalFields: '[1]' } }, /must be a JSON object/],
		[
			'a reference whose expression returned nothing',
			{ idempotencyMode: 'reference', businessReference: '={{ $json.missing }}' },
			/^Business Reference is empty: its expression \{\{ \$json\.missing \}\} returned nothing$/,
		],
	])('rejects %s without sending anything', async (_, change, message) => {
		const { error } = await sandbox.run('order.create', { ...monthly, ...change });
		expect(error?.message).toMatch(message);
		expect(sandbox.requests()).toEqual([]);
	});

	it('continues with the other items under Continue On Fail, each result linked to its item', async () => {
		const { items } = await sandbox.run(
			'order.create',
			{ ...monthly, productId: byId('={{ $json.product }}') },
			{
				items: [{ product: 42 }, { product: 999_999 }, { product: 42 }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items[1]?.json).toMatchObject({
			error: {
				message: expect.stringMatching(/KernelHost/) as string,
				httpCode: expect.stringMatching(/^4\d\d$/) as string,
				requestId: expect.any(String) as string,
				idempotencyKey: expect.any(String) as string,
				description: expect.any(String) as string,
			},
		});
		expect(items[0]?.json).not.toHaveProperty('error');
		expect(sandbox.ordersPlaced()).toBe(2);
	});

	it('sends failed items to the error output, with their input', async () => {
		const { outputs } = await sandbox.run(
			'order.create',
			{ ...monthly, productId: byId('={{ $json.product }}') },
			{
				items: [{ product: 42 }, { product: 999_999 }],
				node: { onError: 'continueErrorOutput' },
			},
		);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			product: 999_999,
			error: { message: expect.any(String) as string, code: 'KH_VALIDATION_FAILED' },
		});
	});

	it('stops at the first failure without Continue On Fail, and names the item', async () => {
		const { error } = await sandbox.run(
			'order.create',
			{ ...monthly, productId: byId('={{ $json.product }}') },
			{ items: [{ product: 42 }, { product: 999_999 }, { product: 42 }] },
		);
		expect(error).toHaveProperty('context.itemIndex', 1);
		expect(sandbox.ordersPlaced()).toBe(1);
	});
});

describe('Order: Get', () => {
	it('reads each item’s own order', async () => {
		await sandbox.run('order.create', monthly, { items: [{}, {}] });
		const ids = [...sandbox.state.kernelhost.orders.keys()];
		const { items } = await sandbox.run(
			'order.get',
			{ orderId: '={{ $json.id }}' },
			{ items: ids.map((id) => ({ id })) },
		);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
	});

	it.each([
		'../products',
		'..',
		'%2e%2e',
		'?x=1',
		'#x',
		'a/../../me',
		'%2F..',
		'ä/ö',
		'\u202e',
		'',
	])('never reaches another endpoint with the ID %j', async (orderId) => {
		const { error } = await sandbox.run(
			'order.get',
			{ orderId: '={{ $json.id }}' },
			{ items: [{ id: orderId }] },
		);
		expect(error).toBeDefined();
		const paths = sandbox.requests();
		expect(paths.every((path) => /^GET \/v1\/orders\/[^/?#]+$/.test(path))).toBe(true);
		expect(error?.message).toMatch(
			/nothing with this ID|ID is empty|no slash|not a valid ID|malformed|ID has/,
		);
	});
});

describe('a request that KernelHost rejects', () => {
	it.each([
		['a wrong secret', { secret: 'wrong' }, /signature does not match/, 'signature_mismatch'],
		[
			'an unknown key',
			{ keyId: `kh_live_${'Z'.repeat(32)}` },
			/does not know this key/,
			'unknown_or_locked_key',
		],
		[
			'the other signed path',
			{ vendorOverrides: '{"signedPath":"fullPath"}' },
			/signed path is wrong/,
			'signature_mismatch',
		],
	])('with %s is explained, and sent once', async (_, change, message, reason) => {
		const { error } = await sandbox.run(
			'order.get',
			{ orderId: '1' },
			{ credentials: sandbox.credentials(change) },
		);
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain(`Code: ${reason} (HTTP `);
		expect(sandbox.requests()).toHaveLength(1);
	});

	it('for a missing permission names it', async () => {
		sandbox.state.update('scopes', { scopes: [] });
		const { error } = await sandbox.run('order.get', { orderId: '1' });
		expect(error?.message).toMatch(/does not have the permission/);
	});

	it.each([
		['a malformed key ID', { keyId: 'nonsense' }, /Key ID .* is malformed/],
		['a root without https', { apiRoot: 'http://kernelhost.example' }, /must start with https/],
	])('is not sent at all with %s', async (_, change, message) => {
		const { error } = await sandbox.run(
			'order.get',
			{ orderId: '1' },
			{ credentials: sandbox.credentials(change) },
		);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/^Nothing was changed\.\nMore about this error: \S+$/);
		expect(sandbox.requests()).toEqual([]);
	});

	it('says that nothing was changed if the server is unreachable', async () => {
		const { error } = await sandbox.run('order.create', monthly, {
			credentials: sandbox.credentials({ apiRoot: 'http://127.0.0.1:9', maximumAttempts: 2 }),
		});
		expect(error?.message).toBe('Could not reach KernelHost');
		expect(error?.description).toMatch(/^Nothing was changed\.[^]*\nCode: ECONNREFUSED\n/);
	});
});
