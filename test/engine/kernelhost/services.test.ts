import { loadList, messageIn, N8N } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

function serviceIds(): string[] {
	return [...sandbox.state.kernelhost.services.keys()].map(String);
}

/** More services than fit on a page. */
function addServices(count: number): void {
	const [template] = [...sandbox.state.kernelhost.services.values()];
	if (!template) throw new Error('The sandbox starts with services');
	for (let n = 0; n < count; n++) {
		const id = sandbox.state.kernelhost.nextId('service');
		sandbox.state.kernelhost.services.set(id, { ...template, id });
	}
}

describe('Service: Get Many', () => {
	it.each(['page', 'cursor', 'link'] as const)(
		'reads all pages of a list with %s paging, once each',
		async (paging) => {
			addServices(25);
			sandbox.state.update('lists', { paging });
			const { items } = await sandbox.run('service.getAll', {
				returnAll: true,
				options: { pageSize: 10 },
			});
			expect(items.map(({ json }) => String(json.id))).toEqual(serviceIds());
			expect(sandbox.requests()).toHaveLength(Math.ceil(serviceIds().length / 10));
		},
	);

	it('stops if the server ignores the page', async () => {
		addServices(25);
		sandbox.state.update('lists', { paging: 'ignored', envelope: 'array' });
		const { items } = await sandbox.run('service.getAll', {
			returnAll: true,
			options: { pageSize: 10 },
		});
		expect(items).toHaveLength(10);
		expect(sandbox.requests()).toHaveLength(2);
	});

	it('reads no more pages than the limit needs', async () => {
		addServices(25);
		const { items } = await sandbox.run('service.getAll', { returnAll: false, limit: 3 });
		expect(items).toHaveLength(3);
		expect(sandbox.requests()).toEqual(['GET /v1/services?limit=3&page=1']);
	});

	it('uses the parameter names of Vendor Overrides, omits empty ones, and keeps only the named fields', async () => {
		const vendorOverrides = { pageParameter: '', limitParameter: 'per_page' };
		const credentials = sandbox.credentials({ vendorOverrides: JSON.stringify(vendorOverrides) });
		const { items } = await sandbox.run(
			'service.getAll',
			{
				returnAll: false,
				limit: 1,
				options: { fieldsToReturn: ['id', 'status'] },
			},
			{ credentials },
		);
		expect(sandbox.requests()).toEqual(['GET /v1/services?per_page=1']);
		expect(Object.keys(items[0]?.json ?? {}).sort()).toEqual(['id', 'status']);
	});
});

describe('Service: Get and Get Credentials', () => {
	it('read each item’s own service, unchanged', async () => {
		const [first, second] = serviceIds();
		const read = async (operation: 'service.get' | 'service.getCredentials') =>
			await sandbox.run(
				operation,
				{ serviceId: byId('={{ $json.id }}') },
				{ items: [{ id: second }, { id: first }] },
			);
		const services = await read('service.get');
		const credentials = await read('service.getCredentials');
		expect(services.items.map(({ json }) => String(json.id))).toEqual([second, first]);
		expect(credentials.items[0]?.json).toMatchObject({ username: 'root' });
	});
});

describe('an action on a service', () => {
	const running = () =>
		[...sandbox.state.kernelhost.services.values()].find(
			({ status, power }) => status === 'active' && power === 'running',
		);

	it.each(['stop', 'reboot', 'suspend'] as const)(
		'%s is sent by name, with an idempotency key',
		async (name) => {
			const serviceId = byId(String(running()?.id));
			const { items, error } = await sandbox.run(`service.${name}`, { serviceId });
			expect(error).toBeUndefined();
			const [requested] = sandbox.ordersAsked();
			expect(requested?.body).toEqual({ action: name });
			expect(items[0]?.json).toMatchObject({
				action: name,
				idempotency: { key: requested?.key, mode: 'automatic' },
			});
		},
	);

	it('start and unsuspend undo stop and suspend', async () => {
		sandbox.state.update('delays', { actionTakesMs: 0 });
		const serviceId = byId(String(running()?.id));
		const powers: string[] = [];
		for (const name of ['stop', 'start', 'suspend', 'unsuspend'] as const) {
			const { error } = await sandbox.run(`service.${name}`, { serviceId });
			expect(error).toBeUndefined();
			await new Promise((resolve) => setTimeout(resolve, 20));
			const { items } = await sandbox.run('service.get', { serviceId });
			powers.push(`${String(items[0]?.json.status)}, ${String(items[0]?.json.power)}`);
		}
		expect(powers).toEqual([
			'active, stopped',
			'active, running',
			'suspended, stopped',
			'active, running',
		]);
	});

	it('can send the action under another field name', async () => {
		await sandbox.run(
			'service.stop',
			{ serviceId: byId(String(running()?.id)) },
			{ credentials: sandbox.credentials({ vendorOverrides: '{"actionField":"command"}' }) },
		);
		expect(sandbox.ordersAsked()[0]?.body).toEqual({ command: 'stop' });
	});

	it('explains the server’s message about an unsuitable action', async () => {
		const { error } = await sandbox.run('service.start', {
			serviceId: byId(String(running()?.id)),
		});
		expect(error?.message).toMatch(/^KernelHost rejected action: start is not possible/);
		expect(error?.description).toMatch(/action: start is not possible/);
	});
});

describe.each(['terminate', 'reinstall'] as const)('Service: %s', (name) => {
	it.each([
		['nothing was typed', {}],
		['another ID was typed', { confirmedServiceId: '1' }],
	])('destroys nothing if %s', async (_, typed) => {
		const [id] = serviceIds();
		const { error } = await sandbox
			.run(
				`service.${name}`,
				{ serviceId: byId('={{ $json.id }}'), ...typed },
				{ items: [{ id }], node: { onError: 'stopWorkflow' } },
			)
			.catch((issue: Error) => ({ error: issue }));
		// Up to 2.20 n8n itself does not say which field is empty.
		expect(error?.message).toMatch(
			N8N.showsSchemas ? /Confirm Service ID/ : /Confirm Service ID|The workflow has issues/,
		);
		expect(sandbox.requests()).toEqual([]);
	});

	it('destroys only the service whose ID was typed, whatever the items name', async () => {
		const [first, second] = serviceIds();
		const { items } = await sandbox.run(
			`service.${name}`,
			{
				serviceId: byId('={{ $json.id }}'),
				confirmation: 'typedId',
				confirmedServiceId: second as string,
			},
			{ items: [{ id: first }, { id: second }], node: { onError: 'continueRegularOutput' } },
		);
		expect(messageIn(items[0]?.json)).toMatch(/nothing was destroyed/);
		expect(items[1]?.json).toMatchObject({ action: name });
		expect(sandbox.ordersAsked()).toHaveLength(1);
	});

	it('destroys every item’s service if a person chose so', async () => {
		const ids = serviceIds().slice(0, 2);
		await sandbox.run(
			`service.${name}`,
			{ serviceId: byId('={{ $json.id }}'), confirmation: 'everyItem' },
			{ items: ids.map((id) => ({ id })), node: { onError: 'continueRegularOutput' } },
		);
		expect(sandbox.ordersAsked()).toHaveLength(2);
	});
});

describe('the service picker', () => {
	it('lists services of all pages, and filters by the typed text', async () => {
		addServices(60);
		const { results, paginationToken } = await loadList({
			type: 'kernelHost',
			method: 'searchServices',
			credentials: sandbox.credentials(),
		});
		const more = await loadList({
			type: 'kernelHost',
			method: 'searchServices',
			credentials: sandbox.credentials(),
			paginationToken: String(paginationToken),
		});
		expect([...results, ...more.results].map(({ value }) => value)).toEqual(serviceIds());
		expect(more.paginationToken).toBeUndefined();
		const last = serviceIds().at(-1) as string;
		const filtered = await loadList({
			type: 'kernelHost',
			method: 'searchServices',
			credentials: sandbox.credentials(),
			filter: `(${last})`,
		});
		expect(filtered.results).toHaveLength(1);
	});
});
