import {
	callTool,
	installedPackages,
	type InstalledPackages,
	loadList,
	N8N_NODES,
	NODE_NAME,
	PROTO,
	runNode,
	WireServer,
} from '../../support/engine';

let packages: InstalledPackages;
let server: WireServer;

beforeAll(async () => {
	packages = await installedPackages([N8N_NODES, PROTO]);
	server = await WireServer.start();
});

afterAll(async () => await server.close());

const credentials = () => ({ protoApi: { url: server.url, password: 'p', token: 't' } });
const echo = () => server.answer(({ target }) => ({ body: { target } }));
const failFirst = (failures: number) => {
	let left = failures;
	server.answer(({ target }) => (left-- > 0 ? { status: 500, body: {} } : { body: { target } }));
};

describe('a node on the engine', () => {
	it('gets its parameters for each item, with expressions resolved', async () => {
		echo();
		const { items, status } = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
			parameters: { path: '=/{{ $json.x }}?item={{ $itemIndex }}&of={{ $("Start").item.json.x }}' },
			items: [{ x: 'a' }, { x: 'b' }],
		});
		expect(status).toBe('success');
		expect(items.map(({ json }) => json.target)).toEqual(['/a?item=0&of=a', '/b?item=1&of=b']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('fails the execution with its error', async () => {
		failFirst(9);
		const { error, items, status } = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
		});
		expect(status).toBe('error');
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '500',
			node: { name: NODE_NAME },
		});
		expect(items).toEqual([]);
	});

	it('continues after an error if configured', async () => {
		failFirst(1);
		const { items, status } = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
			items: [{}, {}],
			node: { onError: 'continueRegularOutput' },
		});
		expect(status).toBe('success');
		expect(items).toMatchObject([
			{ json: { error: expect.any(String) } },
			{ json: { target: '/items' } },
		]);
	});

	it('has the error on the second output if configured', async () => {
		failFirst(1);
		const { outputs } = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
			items: [{}, {}],
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs.map((items) => items.length)).toEqual([1, 1]);
	});

	it('is run again within one execution by Retry On Fail', async () => {
		failFirst(2);
		const { items, executionId, status } = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(status).toBe('success');
		expect(server.log).toHaveLength(3);
		expect(items[0]?.json).toMatchObject({ execution: executionId, origin: executionId });
	});

	it('gets no execution ID if n8n has none', async () => {
		const { items, executionId } = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
			withoutExecutionId: true,
		});
		expect(items[0]?.json).toHaveProperty('execution', undefined);
		expect(executionId).toBe('');
	});

	it('is run again by Retry Execution under a new ID, with the stored context', async () => {
		failFirst(2);
		const first = await runNode({
			packages,
			credentials: credentials(),
			type: 'proto',
			items: [{ x: 1 }],
		});
		const second = await first.retry();
		const third = await second.retry();
		expect([first.status, second.status, third.status]).toEqual(['error', 'error', 'success']);
		expect(third.executionId).not.toBe(first.executionId);
		expect(third.items[0]?.json).toMatchObject({
			execution: third.executionId,
			origin: first.executionId,
		});
		expect(third.runData[NODE_NAME]).toHaveLength(1);
	});

	it('is rejected if a required credential is missing', async () => {
		const { error } = await runNode({ packages, type: 'proto' });
		expect(error?.message).toContain('does not have any credentials set');
	});
});

describe('the list of a resource locator', () => {
	it('comes from the list search, with filter and page', async () => {
		server.answer(({ target }) => ({ body: { results: [{ name: target, value: '1' }] } }));
		const list = await loadList({
			packages,
			credentials: credentials(),
			type: 'proto',
			method: 'searchThings',
			filter: 'abc',
			paginationToken: '2',
		});
		expect(list.results).toEqual([{ name: '/things?filter=abc&page=2', value: '1' }]);
	});
});

describe('a node as a tool of an agent', () => {
	it('offers the arguments that are left to the agent, and returns its items', async () => {
		echo();
		const result = await callTool({
			packages,
			credentials: credentials(),
			type: 'proto',
			parameters: { path: "=/{{ $fromAI('where', 'the path to read', 'string') }}" },
			arguments: { where: 'somewhere' },
		});
		expect(result).toMatchObject({ name: 'Tool', arguments: ['where'] });
		expect(JSON.parse(result.response)).toMatchObject([{ target: '/somewhere' }]);
	});

	it('is rejected for a node that is not usable as one', () => {
		expect(() => packages.getByName('n8n-nodes-proto.startTool')).toThrow(
			'Node cannot be used as a tool',
		);
	});
});
