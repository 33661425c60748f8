import { SEEDED_USER_ID, startSandbox, type Sandbox } from '../../../sandbox';
import { killb, logIn } from './client';
import { COMPANY, PERSON } from './people';

/** Ages are counted from here. */
const TODAY = Date.parse('2030-06-15T12:00:00Z');

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.state.reset();
	sandbox.state.update('clock', { offsetSeconds: (TODAY - Date.now()) / 1000 });
	token = (await logIn(sandbox)).accessToken;
});

const call = async (method: string, path: string, body?: unknown) =>
	await killb(sandbox, method, path, { token, body });
const create = async (data: unknown = PERSON, extra: object = {}) =>
	await call('POST', '/users', { type: 'PERSON', data, ...extra });
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];

test('a person and a company are created with 201 and returned as sent', async () => {
	for (const [type, data] of [
		['PERSON', PERSON],
		['COMPANY', COMPANY],
	] as const) {
		const { status, data: user } = await call('POST', '/users', {
			type,
			data,
			externalId: `my-${type}`,
		});
		expect(status).toBe(201);
		expect(user).toMatchObject({
			type,
			data,
			externalId: `my-${type}`,
			status: 'ACTIVE',
			active: true,
		});
		expect((await call('GET', `/users/${user.id}`)).data).toEqual(user);
	}
});

const without = (member: string) =>
	Object.fromEntries(Object.entries(PERSON).filter(([name]) => name !== member));

test.each(Object.keys(PERSON))(
	'a person without %s is 400 and the error says so',
	async (member) => {
		const { status, data } = await create(without(member));
		expect([status, data.errorCode, data.message]).toEqual([
			400,
			'INVALID.INPUT',
			[`data.${member} is required`],
		]);
		expect(data.arguments).toEqual([{ key: `data.${member}`, value: 'is required' }]);
	},
);

const documented = (extra: object) => ({ ...PERSON, document: { ...PERSON.document, ...extra } });

test.each<[string, unknown, string, RegExp]>([
	[
		'an unknown member',
		{ ...PERSON, nickname: 'J' },
		'INVALID.INPUT',
		/data.nickname should not exist/,
	],
	[
		'a status outside its list',
		{ ...PERSON, employmentStatus: 'BUSY' },
		'INVALID.INPUT',
		/must be one of/,
	],
	[
		'a phone that is a number',
		{ ...PERSON, phone: 57601555 },
		'INVALID.INPUT',
		/phone must be string/,
	],
	[
		'an unknown document type',
		documented({ type: 'CC' }),
		'INVALID.INPUT',
		/document.type must be one of/,
	],
	['an INE without its numbers', documented({ type: 'INE' }), 'INVALID.INPUT', /cic is required/],
	[
		'an IFE without its numbers',
		documented({ type: 'IFE' }),
		'INVALID.INPUT',
		/numeroEmision is required/,
	],
	[
		'a document number with signs',
		documented({ number: 'GE-042' }),
		'USER.0002',
		/Invalid document/,
	],
	[
		'a birthday that does not exist',
		{ ...PERSON, dateOfBirth: '1992-02-30' },
		'INVALID.INPUT',
		/date/,
	],
	['a birthday in another form', { ...PERSON, dateOfBirth: '01/01/1992' }, 'INVALID.INPUT', /date/],
	['an age of 17', { ...PERSON, dateOfBirth: '2012-06-16' }, 'USER.0004', /18/],
	[
		'half an address',
		{ ...PERSON, address: { city: 'Cali' } },
		'INVALID.INPUT',
		/address.zipCode is required/,
	],
	[
		'half a KYC profile',
		{ ...PERSON, kycProfile: {} },
		'INVALID.INPUT',
		/engageInActivities is required/,
	],
	['company data', COMPANY, 'INVALID.INPUT', /data.companyName should not exist/],
])('a person with %s is 400', async (_what, data, code, message) => {
	const answer = await create(data);
	expect(codeOf(answer)).toEqual([400, code]);
	expect(answer.data.message.join('; ')).toMatch(message);
});

test('a person who turns 18 today is old enough', async () => {
	expect((await create({ ...PERSON, dateOfBirth: '2012-06-15' })).status).toBe(201);
});

test('a body without type or data, or that is not JSON, is 400', async () => {
	for (const body of [
		{},
		{ type: 'PERSON' },
		{ type: 'ROBOT', data: PERSON },
		{ data: PERSON },
		'text',
		null,
	]) {
		expect(codeOf(await call('POST', '/users', body))).toEqual([400, 'INVALID.INPUT']);
	}
});

test('an e-mail address belongs to one active user', async () => {
	const { data } = await create();
	expect(codeOf(await create())).toEqual([409, 'USER.0003']);
	await call('DELETE', `/users/${data.id}`);
	expect((await create()).status).toBe(201);
});

test('a repeated externalId returns the same user, or 409 if that is set', async () => {
	const { data } = await create(PERSON, { externalId: 'mine' });
	expect((await create(PERSON, { externalId: 'mine' })).data.id).toBe(data.id);
	sandbox.state.update('killb', { repeatedExternalId: 'conflict' });
	expect((await create(PERSON, { externalId: 'mine' })).status).toBe(409);
});

describe('the list', () => {
	beforeEach(async () => {
		for (let n = 0; n < 5; n++) {
			await create({ ...PERSON, email: `p${n}@example.test`, firstName: n % 2 ? 'Odd' : 'Even' });
		}
		await call('POST', '/users', { type: 'COMPANY', data: { ...COMPANY, ownerUsers: ['a', 'b'] } });
	});
	const list = async (query: string) => (await call('GET', `/users?${query}`)).data;

	test('requires a type, and accepts only the documented filters', async () => {
		for (const query of ['', 'type=ROBOT', 'type=PERSON&status=ACTIVE', 'type=PERSON&page=0']) {
			expect(codeOf(await call('GET', `/users?${query}`))).toEqual([400, 'INVALID.INPUT']);
		}
	});

	test('comes in pages with the page count', async () => {
		const seen: string[] = [];
		for (let page = 1; page <= 3; page++) {
			const { users, totalPage } = await list(`type=PERSON&limit=2&page=${page}`);
			expect(totalPage).toBe(3);
			seen.push(...users.map((user: { id: string }) => user.id));
		}
		expect(new Set(seen).size).toBe(6);
	});

	test.each([
		['type=PERSON', 6],
		['type=COMPANY', 1],
		['type=PERSON&firstName=Odd', 2],
		['type=PERSON&firstName=odd', 0],
		['type=PERSON&email=p3%40example.test', 1],
		['type=PERSON&firstName=Odd&email=p2%40example.test', 0],
		['type=COMPANY&ownerUsers=a', 1],
		['type=COMPANY&ownerUsers=a&ownerUsers=b', 1],
		['type=COMPANY&ownerUsers=a&ownerUsers=c', 0],
	])('with %s has %i entries', async (query, count) => {
		expect((await list(query)).users).toHaveLength(count);
	});
});

test('an update accepts the bare data, keeps the rest, and rejects the wrapped form', async () => {
	const { data } = await create();
	const updated = await call('PATCH', `/users/${data.id}`, { phone: '+573000000000' });
	expect([updated.status, updated.data.data]).toEqual([200, { ...PERSON, phone: '+573000000000' }]);
	const wrapped = await call('PATCH', `/users/${data.id}`, {
		type: 'PERSON',
		data: { phone: '+1' },
	});
	expect(codeOf(wrapped)).toEqual([400, 'INVALID.INPUT']);
	expect(wrapped.data.message).toContain('type should not exist');
	expect(codeOf(await call('PATCH', `/users/${data.id}`, { dateOfBirth: '2027-06-15' }))).toEqual([
		400,
		'USER.0004',
	]);
	expect((await call('GET', `/users/${data.id}`)).data).toEqual(updated.data);
});

test('an update of a company accepts the members of companies', async () => {
	const { data } = await call('POST', '/users', { type: 'COMPANY', data: COMPANY });
	expect((await call('PATCH', `/users/${data.id}`, { ein: '12-3456789' })).status).toBe(200);
	expect((await call('PATCH', `/users/${data.id}`, { firstName: 'No' })).status).toBe(400);
});

test('a new document puts a user back to PENDING', async () => {
	const { data } = await create();
	const document = { ...PERSON.document, number: 'XX1' };
	expect((await call('PATCH', `/users/${data.id}`, { document })).data.status).toBe('PENDING');
});

test('a deletion is soft: the user is inactive, unlisted, readable and final', async () => {
	const { data } = await create();
	const deleted = await call('DELETE', `/users/${data.id}`);
	expect([deleted.status, deleted.headers['content-length']]).toEqual([200, '0']);
	expect((await call('GET', `/users/${data.id}`)).data.active).toBe(false);
	expect((await call('GET', `/users?type=PERSON&id=${data.id}`)).data.users).toEqual([]);
	expect(codeOf(await call('DELETE', `/users/${data.id}`))).toEqual([404, 'USER.0001']);
	expect(codeOf(await call('PATCH', `/users/${data.id}`, {}))).toEqual([404, 'USER.0001']);
});

test('an unknown user is 404 USER.0001 with the ID', async () => {
	const { status, data } = await call('GET', '/users/invalid-id');
	expect([status, data]).toEqual([
		404,
		{
			errorCode: 'USER.0001',
			arguments: [{ key: 'userId', value: 'invalid-id' }],
			message: ['User not found'],
			statusCode: '404',
		},
	]);
});

test('the favourite user can be set, read and cleared', async () => {
	const { data } = await create();
	expect((await call('GET', '/users/favorite')).data).toEqual({
		favoriteUserId: null,
		favoriteUser: null,
	});
	expect((await call('PATCH', '/users/favorite', { userId: data.id })).data.favoriteUserId).toBe(
		data.id,
	);
	expect((await call('GET', '/users/favorite')).data.favoriteUser.id).toBe(data.id);
	expect((await call('PATCH', '/users/favorite', {})).data.favoriteUserId).toBeNull();
	expect(codeOf(await call('PATCH', '/users/favorite', { userId: 'x' }))).toEqual([
		404,
		'USER.0001',
	]);
});

test('no user endpoint works without a token', async () => {
	for (const [method, path] of [
		['GET', '/users?type=PERSON'],
		['POST', '/users'],
		['PATCH', '/users/favorite'],
		['DELETE', '/users/x'],
		['GET', '/ramps'],
		['GET', '/webhooks'],
	] as const) {
		expect((await killb(sandbox, method, path)).status).toBe(401);
	}
});

test('a reset restores the seeded user', async () => {
	const { data: before } = await call('GET', `/users/${SEEDED_USER_ID}`);
	await call('PATCH', `/users/${SEEDED_USER_ID}`, { phone: '+1', middleName: 'X' });
	sandbox.state.reset();
	token = (await logIn(sandbox)).accessToken;
	expect((await call('GET', `/users/${SEEDED_USER_ID}`)).data.data).toEqual(before.data);
});
