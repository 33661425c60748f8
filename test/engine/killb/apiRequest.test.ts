import type { INodeParameters } from 'n8n-workflow';
import { KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const send = async (parameters: INodeParameters, items = [{}]) =>
	await sandbox.run('apiRequest.send', parameters, { items });

describe('API Request: Send', () => {
	it('sends each item’s own request with the session of the credential', async () => {
		const { items, error } = await sandbox.run(
			'apiRequest.send',
			{ method: 'GET', path: '=/api/v2/users/{{ $json.id }}' },
			{ items: [{ id: SEEDED_USER_ID }, { id: 'favorite' }] },
		);
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject({ json: { id: SEEDED_USER_ID }, pairedItem: { item: 0 } });
		expect(items[1]).toMatchObject({ json: { favoriteUserId: null }, pairedItem: { item: 1 } });
	});

	it('sends query and body as given, and no idempotency key', async () => {
		const { items } = await send({
			method: 'PATCH',
			path: '/api/v2/users/favorite',
			options: { query: '{}' },
			body: `{"userId":"${SEEDED_USER_ID}"}`,
		});
		expect(items[0]?.json).toMatchObject({ favoriteUserId: SEEDED_USER_ID });
		await send({
			method: 'GET',
			path: '/api/v2/users',
			options: { query: '{"type":"PERSON","limit":1}' },
		});
		const [, patch, list] = sandbox
			.arrived()
			.filter(({ path }) => path.includes('/users') || path.includes('login'));
		expect(patch?.body).toBe(`{"userId":"${SEEDED_USER_ID}"}`);
		expect(patch?.headers['idempotency-key']).toBeUndefined();
		expect(list?.path).toBe('/api/v2/users?type=PERSON&limit=1');
	});

	it.each([
		'/api/v2/../users',
		'/api/v2/%2e%2e/x',
		'/api/v2/%252e%252e/x',
		'/api/v2/..;/x',
		'/api/v2/a%2fb',
		'/api/v2/a%255cb',
		'/api/v2/%c0%ae/x',
		'/api//users',
		'/api/v2/a b',
		'/api/v2/x#y',
		'a\\b',
	])('sends nothing to %j', async (path) => {
		const { error } = await send({ method: 'GET', path });
		expect(error?.message).toMatch(/^Path must be a path such as \/api\/v2\/users/);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('sends the session to no other host', async () => {
		const { error } = await send({ method: 'GET', path: '//other.example/api/v2/users' });
		expect(error?.message).toBeDefined();
		expect(sandbox.ownRequests().join()).not.toContain('other.example ');
		expect(sandbox.arrived().every(({ headers }) => headers.host?.startsWith('127.0.0.1'))).toBe(
			true,
		);
	});
});
