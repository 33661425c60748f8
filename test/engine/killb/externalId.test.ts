import type { INodeParameters } from 'n8n-workflow';
import { STORED, WireServer } from '../../support/engine';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import { PERSON_FORM } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();
const OWN: INodeParameters = { ...PERSON_FORM, externalIdMode: 'own', externalId: 'user-12345' };

/** The external IDs that arrived, one for each request. */
function sent(): unknown[] {
	return (sandbox.bodies('POST', '/api/v2/users') as Array<{ externalId?: unknown }>).map(
		({ externalId }) => externalId,
	);
}

describe('the external ID of a created object', () => {
	it('is generated per item, and is on the item', async () => {
		const people = [{ email: 'a@example.test' }, { email: 'b@example.test' }];
		const { items } = await sandbox.run(
			'user.create',
			{ ...PERSON_FORM, email: '={{ $json.email }}' },
			{ items: people },
		);
		const ids = sent();
		expect(new Set(ids).size).toBe(2);
		for (const id of ids) expect(id).toMatch(/^auto\.[0-9a-f]{64}$/);
		expect(items.map(({ json }) => json.idempotency)).toEqual(
			ids.map((key) => ({ key, mode: 'automatic' })),
		);
	});

	it('stays the same when the execution is retried, so no user is registered twice', async () => {
		const inTheWay = sandbox.state.killb.addUser('PERSON', { email: PERSON_FORM.email });
		const failed = await sandbox.run('user.create', PERSON_FORM);
		expect(failed.error?.message).toBe('KillB already has a user with this email address');
		sandbox.state.killb.users.delete(inTheWay.id);
		const { items } = await failed.retry();
		expect(items[0]?.json).toMatchObject({ status: 'ACTIVE', externalId: sent()[0] });
		expect(sent()).toHaveLength(2);
		expect(new Set(sent()).size).toBe(1);
	});

	it('is the same when an execution is restarted after a crash', async () => {
		const first = await sandbox.run('user.create', PERSON_FORM, STORED);
		const again = await sandbox.run('user.create', PERSON_FORM, STORED);
		expect(again.items[0]?.json.id).toBe(first.items[0]?.json.id);
		const other = await sandbox.run(
			'user.create',
			{ ...PERSON_FORM, email: 'other@example.test' },
			{ executionId: '8' },
		);
		expect(other.items[0]?.json.id).not.toBe(first.items[0]?.json.id);
	});

	it('is the user’s own if that was chosen, character by character', async () => {
		const { items } = await sandbox.run('user.create', { ...OWN, externalId: 'pedido ñ/42' });
		expect(sent()).toEqual(['pedido ñ/42']);
		expect(items[0]?.json).toMatchObject({
			externalId: 'pedido ñ/42',
			idempotency: { key: 'pedido ñ/42', mode: 'own' },
		});
	});

	it('gives another execution with the same own ID the same user', async () => {
		const first = await sandbox.run('user.create', OWN, { executionId: '1' });
		const second = await sandbox.run('user.create', OWN, { executionId: '2' });
		expect(second.items[0]?.json.id).toBe(first.items[0]?.json.id);
	});

	it.each([
		['  ', 'is empty'],
		['={{ undefined }}', 'is empty: its expression {{ undefined }} returned nothing'],
		['={{ $json.missing }}', 'is empty: its expression {{ $json.missing }} returned nothing'],
		['={{ "undefined" }}', 'is "undefined": a value in its expression is missing'],
		['={{ String({}) }}', 'is "[object Object]": a value in its expression is missing'],
	])('is rejected before sending if an expression returned %j', async (externalId, problem) => {
		const { error } = await sandbox.run('user.create', { ...OWN, externalId });
		expect(error?.message).toBe(`External ID ${problem}`);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('is named in the error about a truncated response, with where to look', async () => {
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/login')
				? { status: 201, body: { accessToken: 'token', refreshToken: 'r', expiresIn: 3600000 } }
				: { status: 201, headers: { 'Content-Length': '999' }, body: '{"id":' },
		);
		try {
			const { error, items } = await sandbox.run('user.create', OWN, {
				credentials: sandbox.credentials({ baseUrl: server.url }),
			});
			expect(items).toEqual([]);
			expect(error?.description).toContain('Check there for the external ID user-12345');
		} finally {
			await server.close();
		}
	});
});
