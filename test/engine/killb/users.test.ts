import type { INodeParameters } from 'n8n-workflow';
import { callTool, messageIn } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { COMPANY_DATA, PERSON_DATA, PERSON_KYC } from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

function add(email: string) {
	return sandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, email });
}

/** The same request for every operation on one user, so that each gets the same IDs. */
const OPERATIONS: Array<[`user.${string}`, INodeParameters]> = [
	['user.get', {}],
	['user.update', { userType: 'PERSON', personChanges: { occupation: 'x' } }],
	['user.delete', {}],
];

describe('User: Get', () => {
	it('returns each item’s own user unchanged, linked to the item', async () => {
		const { id } = add('b@x.test');
		const { items } = await sandbox.run(
			'user.get',
			{ userId: byId('={{ $json.id }}'), simple: false },
			{ items: [{ id }, { id: SEEDED_USER_ID }] },
		);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[id, { item: 0 }],
			[SEEDED_USER_ID, { item: 1 }],
		]);
		expect(items[0]?.json).toEqual(sandbox.state.killb.users.get(id));
		expect(sandbox.requests()).toEqual([
			'POST /auth/login 201',
			`GET /users/${id} 200`,
			`GET /users/${SEEDED_USER_ID} 200`,
		]);
	});

	it('also accepts the plain ID of an older workflow', async () => {
		const { items } = await sandbox.run('user.get', { userId: SEEDED_USER_ID });
		expect(items[0]?.json.id).toBe(SEEDED_USER_ID);
	});

	it('explains that the user does not exist', async () => {
		const { error } = await sandbox.run('user.get', { userId: byId('no-such-user') });
		expect(error?.message).toBe('KillB found no user with this ID');
		expect(error?.description).toMatch(
			/Arguments: User = no-such-user\.\nKillB said: “User not found”\nCode: USER\.0001 \(HTTP 404\)\nMore/,
		);
		expect(error).toMatchObject({ httpCode: '404' });
	});

	it('works as a tool of an AI agent', async () => {
		const { response } = await callTool({
			type: 'killB',
			parameters: {
				resource: 'user',
				operation: 'get',
				userId: byId("={{ $fromAI('User_ID', '', 'string') }}"),
			},
			arguments: { User_ID: SEEDED_USER_ID },
			credentials: sandbox.credentials(),
		});
		expect(response).toContain('ana.sandoval@sandbox.example');
	});
});

describe.each(OPERATIONS)('%s', (operation, parameters) => {
	it.each([
		['a?type=PERSON', 'a%3Ftype%3DPERSON'],
		['a#b', 'a%23b'],
		['%', '%25'],
		['a%3Fb', 'a%253Fb'],
		['ünï中😀', '%C3%BCn%C3%AF%E4%B8%AD%F0%9F%98%80'],
		['a b+c&d=e;f', 'a%20b%2Bc%26d%3De%3Bf'],
	])('reaches nothing but a user with the ID %j', async (id, segment) => {
		const { error } = await sandbox.run(
			operation,
			{ ...parameters, userId: byId('={{ $json.id }}') },
			{ items: [{ id }] },
		);
		expect(error?.message).toBe('KillB found no user with this ID');
		expect(sandbox.ownRequests()).toEqual([
			expect.stringMatching(/^(GET|PATCH|DELETE) \/users\/.* 404$/),
		]);
		expect(sandbox.ownRequests()[0]).toContain(` /users/${segment} `);
	});

	it.each([
		'',
		'   ',
		'.',
		'..',
		'%2e%2E',
		'../auth/me',
		'x/../../auth/me',
		'a%2Fb',
		'%2e%2e%2fauth',
		'person/document',
		'%66avorite',
		'a\nb',
		'a\u0000b',
		'favorite',
		'FAVORITE',
		' favorite ',
		'person',
		null,
		undefined,
	])('sends nothing for the ID %j', async (id) => {
		const { error } = await sandbox.run(
			operation,
			{ ...parameters, userId: byId('={{ $json.id }}') },
			{ items: [{ id }] },
		);
		expect(error?.message).toMatch(/User|userId/);
		expect(error?.description).toMatch(/Nothing was sent/);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('puts the reason on the item under Continue On Fail, and continues', async () => {
		const { items, error } = await sandbox.run(
			operation,
			{ ...parameters, userId: byId('={{ $json.id }}') },
			{
				items: [{ id: 'none' }, { id: '' }, { id: SEEDED_USER_ID }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(items[0]?.json).toMatchObject({
			error: {
				message: 'KillB found no user with this ID',
				errorCode: 'USER.0001',
				arguments: [{ key: 'userId', value: 'none' }],
			},
		});
		expect(messageIn(items[1]?.json)).toBe(
			'User is empty: its expression {{ $json.id }} returned nothing',
		);
		expect(items[2]?.json).not.toHaveProperty('error');
		expect(sandbox.ownRequests()).toHaveLength(2);
	});
});

describe('User: Update', () => {
	const update = async (parameters: INodeParameters) =>
		await sandbox.run('user.update', { userId: byId(SEEDED_USER_ID), ...parameters });

	it('sends only the chosen changes, unwrapped, and returns the changed user', async () => {
		const { items } = await update({
			userType: 'PERSON',
			personChanges: {
				email: 'new@example.test',
				dateOfBirth: '1991-02-03T00:00:00',
				kycProfile: { values: PERSON_KYC },
			},
		});
		const changes = {
			email: 'new@example.test',
			dateOfBirth: '1991-02-03',
			kycProfile: PERSON_KYC,
		};
		expect(sandbox.bodies('PATCH', /./)).toEqual([changes]);
		expect(items[0]?.json.data).toMatchObject({ firstName: 'Ana', ...changes });
	});

	it('changes a company, with the EIN that only an update accepts', async () => {
		const { id } = sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA });
		const companyChanges = { ein: '12-3456789', legalStructure: 'LLC' };
		const { error } = await update({ userId: byId(id), userType: 'COMPANY', companyChanges });
		expect(error).toBeUndefined();
		expect(sandbox.bodies('PATCH', /./)).toEqual([companyChanges]);
	});

	it('accepts changes as JSON, overridden by form fields', async () => {
		await update({
			userType: 'PERSON',
			personChanges: {
				occupation: 'Engineer',
				changesJson: '{"occupation":"None","employerName":"Google"}',
			},
		});
		expect(sandbox.bodies('PATCH', /./)).toEqual([
			{ occupation: 'Engineer', employerName: 'Google' },
		]);
	});

	it('requires an address and a document to be complete', async () => {
		const address = { values: { city: 'Cali' } };
		const { error } = await update({ userType: 'PERSON', personChanges: { address } });
		expect(error?.message).toBe(
			'Changes › Address is incomplete: Street, State, ZIP Code, Country are missing. Fill in all of it or leave it empty',
		);
		expect(sandbox.ownRequests()).toEqual([]);
		const document = { values: { type: 'CE', number: 'X1', issuedCountryCode: 'CO' } };
		const { items } = await update({ userType: 'PERSON', personChanges: { document } });
		expect(items[0]?.json).toMatchObject({ status: 'PENDING', data: { document: { type: 'CE' } } });
	});

	it('follows the type if each item has its own', async () => {
		const { id } = sandbox.state.killb.addUser('COMPANY', { ...COMPANY_DATA });
		const { error } = await sandbox.run(
			'user.update',
			{
				userId: byId('={{ $json.id }}'),
				userType: '={{ $json.type }}',
				personChanges: { occupation: '={{ $json.type }}' },
				companyChanges: { tradeName: '={{ $json.type }}' },
			},
			{
				items: [
					{ id, type: 'COMPANY' },
					{ id: SEEDED_USER_ID, type: 'PERSON' },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(sandbox.bodies('PATCH', /./)).toEqual([
			{ tradeName: 'COMPANY' },
			{ occupation: 'PERSON' },
		]);
	});

	it.each<[INodeParameters]>([
		[{ userType: 'PERSON' }],
		[{ userType: 'PERSON', personChanges: { occupation: '', changesJson: '{}' } }],
		[{ userType: 'COMPANY', companyChanges: { ownerUsers: [] } }],
	])('says that nothing would change, and sends nothing: %j', async (parameters) => {
		const { error } = await update(parameters);
		expect(error?.message).toBe(
			'Changes are empty, so nothing would change. Add at least one field',
		);
		expect(sandbox.ownRequests()).toEqual([]);
	});
});

describe('User: Delete', () => {
	it('confirms the deletion with the user’s ID', async () => {
		const { items } = await sandbox.run('user.delete', { userId: byId(SEEDED_USER_ID) });
		expect(items).toEqual([
			{ json: { deleted: true, id: SEEDED_USER_ID }, pairedItem: { item: 0 } },
		]);
		expect(sandbox.ownRequests()).toEqual([`DELETE /users/${SEEDED_USER_ID} 200`]);
		expect(sandbox.state.killb.users.get(SEEDED_USER_ID)?.active).toBe(false);
	});
});
