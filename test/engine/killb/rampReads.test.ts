import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { moveRamp, putRamp } from '../../../sandbox/killb/rampLife';
import { callTool, WireServer, messageIn } from '../../support/engine';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

function addRamps(count: number, change: object = {}): string[] {
	return Array.from(
		{ length: count },
		(_, index) => putRamp(sandbox.state.killb, `ramp-${index}`, { ...change }).id,
	);
}

describe('Ramp: Get', () => {
	it('returns each item’s own ramp unchanged', async () => {
		const ids = addRamps(2);
		const { items } = await sandbox.run(
			'ramp.get',
			{ rampId: byId('={{ $json.id }}'), simple: false },
			{ items: ids.map((id) => ({ id })) },
		);
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
			ids.map((id, item) => [sandbox.state.killb.ramps.get(id), { item }]),
		);
	});

	it('says that the ramp does not exist', async () => {
		const { error } = await sandbox.run('ramp.get', { rampId: byId('no-such-ramp') });
		expect(error?.message).toBe('Ramp not found');
		expect(error?.description).toMatch(/^This is about the ramp[^]*no-such-ramp[^]*HTTP 404/);
	});

	it('works as a tool of an AI agent', async () => {
		const [id] = addRamps(1);
		const { response } = await callTool({
			type: 'killB',
			parameters: {
				resource: 'ramp',
				operation: 'get',
				rampId: byId("={{ $fromAI('Ramp_ID', '', 'string') }}"),
			},
			arguments: { Ramp_ID: id },
			credentials: sandbox.credentials(),
		});
		expect(response).toContain(`"id":"${id}"`);
	});
});

describe('Ramp: Get Many', () => {
	const list = async (parameters: INodeParameters) => {
		const { items, error } = await sandbox.run('ramp.getAll', parameters);
		expect(error).toBeUndefined();
		return items.map(({ json }) => json.id);
	};

	it('reads all pages, or as many ramps as wanted', async () => {
		const ids = addRamps(23);
		expect(await list({ returnAll: true, options: { pageSize: 10 } })).toEqual(ids);
		expect(await list({ returnAll: false, limit: 12, options: { pageSize: 10 } })).toEqual(
			ids.slice(0, 12),
		);
	});

	it('filters by ID, external ID and status', async () => {
		addRamps(3);
		putRamp(sandbox.state.killb, 'ramp-1', { status: 'COMPLETED', externalId: 'order ñ&1' });
		expect(await list({ returnAll: true, filters: { id: 'ramp-2' } })).toEqual(['ramp-2']);
		expect(await list({ returnAll: true, filters: { externalId: 'order ñ&1' } })).toEqual([
			'ramp-1',
		]);
		expect(await list({ returnAll: true, filters: { status: 'COMPLETED' } })).toEqual(['ramp-1']);
		expect(await list({ returnAll: true, filters: {} })).toEqual(['ramp-0', 'ramp-1', 'ramp-2']);
	});

	it.each([
		['={{ "DONE" }}', /^Filters › Status must be one of .*, got "DONE"$/],
		[
			'={{ $json.none }}',
			/^Filters › Status is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
	])('rejects the status %j before anything is sent', async (status, message) => {
		const { error } = await sandbox.run('ramp.getAll', { returnAll: true, filters: { status } });
		expect(error?.message).toMatch(message);
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('Ramp: Get Status History and Get Receipt', () => {
	it('return one item per status, and one for the receipt', async () => {
		const [id = ''] = addRamps(1);
		moveRamp(sandbox.state.killb, id, 'CASH_IN_PENDING');
		moveRamp(sandbox.state.killb, id, 'COMPLETED');
		const history = await sandbox.run('ramp.getStatusHistory', { rampId: byId(id) });
		expect(history.items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual(
			['CREATED', 'CASH_IN_PENDING', 'COMPLETED'].map((status) => [status, { item: 0 }]),
		);
		expect(history.items[0]?.json.timestamp).toEqual(expect.any(String));
		const receipt = await sandbox.run('ramp.getReceipt', { rampId: byId(id) });
		expect(receipt.items.map(({ json }) => json)).toEqual([
			JSON.parse(String(sandbox.arrived().at(-1)?.answer)),
		]);
		expect(receipt.items[0]?.json).toMatchObject({ rampId: id, status: 'COMPLETED' });
	});

	it.each<[string, unknown, unknown[]]>([
		['an object', { history: [{ status: 'CREATED' }] }, [{ history: [{ status: 'CREATED' }] }]],
		['a list of words', ['CREATED', 'COMPLETED'], [{ value: 'CREATED' }, { value: 'COMPLETED' }]],
		['an empty list', [], []],
	])('also return KillB’s response if it is %s', async (_, body, expected) => {
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/login')
				? { status: 201, body: { accessToken: 'token', refreshToken: 'r', expiresIn: 3600000 } }
				: { body },
		);
		try {
			for (const operation of ['ramp.getStatusHistory', 'ramp.getReceipt'] as const) {
				const { items, error } = await sandbox.run(
					operation,
					{ rampId: byId('r') },
					{ credentials: sandbox.credentials({ baseUrl: server.url }) },
				);
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json)).toEqual(expected);
			}
		} finally {
			await server.close();
		}
	});
});

describe('Ramp: Upload Document', () => {
	const PDF = Buffer.from('%PDF-1.7 source of funds, with \r\n--boundary in it');
	const binary = (bytes: Buffer, fileName: string, mimeType: string) => ({
		data: bytes.toString('base64'),
		fileName,
		mimeType,
	});
	const files: IBinaryKeyData = {
		data: binary(PDF, 'fondos "1".pdf', 'application/octet-stream'),
		text: binary(Buffer.from('plain'), 'a.pdf', 'application/pdf'),
		image: binary(Buffer.from([0xff, 0xd8, 0xff, 0]), 'a.jpg', 'image/jpeg'),
	};
	const upload = async (parameters: INodeParameters, items = [{}]) =>
		await sandbox.run(
			'ramp.uploadDocument',
			{ rampId: byId('ramp-0'), documentType: 'SOURCE_OF_FUNDS', ...parameters },
			{ items, files },
		);

	it('sends the PDF byte for byte with its type, and returns the response, for each item', async () => {
		addRamps(2);
		const { items, error } = await upload({ rampId: byId('={{ $json.id }}') }, [
			{ id: 'ramp-0' },
			{ id: 'ramp-1' },
		]);
		expect(error).toBeUndefined();
		expect(sandbox.state.killb.uploads).toMatchObject([
			{
				endpoint: '/ramps/ramp-0/documents',
				fields: { documentType: 'SOURCE_OF_FUNDS' },
				files: [{ name: 'file', mimeType: 'application/pdf', bytes: PDF }],
			},
			{ endpoint: '/ramps/ramp-1/documents' },
		]);
		expect(items.map(({ json, pairedItem }) => [json.filePath, pairedItem])).toEqual([
			['ramps/ramp-0/SOURCE_OF_FUNDS.pdf', { item: 0 }],
			['ramps/ramp-1/SOURCE_OF_FUNDS.pdf', { item: 1 }],
		]);
	});

	it.each<[INodeParameters, RegExp]>([
		[
			{ documentType: '={{ $json.none }}' },
			/^Document Type is empty: its expression \{\{ \$json\.none \}\} returned nothing$/,
		],
		[{ binaryPropertyName: 'text' }, /holds "a\.pdf", which is not a PDF file by its content$/],
		[{ binaryPropertyName: 'image' }, /holds "a\.jpg", which is not a PDF file by its content$/],
		[{ binaryPropertyName: 'none' }, /no binary field 'none'/],
	])('rejects %j before anything is sent', async (change, message) => {
		const { error } = await upload(change);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests()).toEqual([]);
	});

	it('continues after an unknown ramp under Continue On Fail', async () => {
		addRamps(1);
		const { items } = await sandbox.run(
			'ramp.uploadDocument',
			{ rampId: byId('={{ $json.id }}'), documentType: 'SOURCE_OF_FUNDS' },
			{
				files,
				items: [{ id: 'no-such' }, { id: 'ramp-0' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json, pairedItem }) => [messageIn(json), pairedItem])).toEqual([
			['Ramp not found', { item: 0 }],
			[undefined, { item: 1 }],
		]);
	});
});
