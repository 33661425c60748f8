import operations from '../../../sandbox/killb/operations.json';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { ACCOUNTS, HOLDER } from './accounts';
import { control } from './client';
import { PERSON } from './people';
import { Receiver } from './receiver';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
const create = async (type: string, data: unknown = ACCOUNTS[type], extra: object = {}) =>
	await call('POST', '/accounts', { type, data, ...extra });
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
const NOT_FOUND = [404, 'ACCOUNT.0001'];
const ELSEWHERE = '00000000-0000-4000-8000-000000000000';

test('there is an example of every documented type', () => {
	const types = operations.schemas.CreateAccountDto.type.replace(/ {2}e\.g\..*/, '').split(' | ');
	expect(Object.keys(ACCOUNTS).sort()).toEqual(types.sort());
});

test.each(Object.keys(ACCOUNTS))('an account of type %s is created and read', async (type) => {
	const body = { userId: SEEDED_USER_ID, externalId: `my-${type}` };
	const { status, data: account } = await create(type, ACCOUNTS[type], body);
	expect([status, account]).toEqual([
		201,
		{
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			type,
			status: 'ACTIVE',
			data: ACCOUNTS[type],
			...body,
			complianceUrl: expect.stringMatching(/^https:/),
			createdAt: expect.any(String),
			updatedAt: expect.any(String),
		},
	]);
	const read = await call('GET', `/accounts/${account.id}`);
	expect([read.status, read.data]).toEqual([201, account]);
});

const DOCUMENTED = Object.keys(ACCOUNTS).filter((type) => type !== 'CUSTODIAL');

test.each(DOCUMENTED)('%s without any one of its members is 400 and names it', async (type) => {
	// A company name would replace a person's, and a Dominican phone is only required for its own
	// alias type.
	const or = type === 'COELSA' ? '' : ' (or data.companyName)';
	for (const member of Object.keys(ACCOUNTS[type] ?? {})) {
		if (type === 'SPI_DO' && member === 'phone') continue;
		const { status, data } = await create(type, { ...ACCOUNTS[type], [member]: undefined });
		const said = `data.${member} is required${/^(first|last)Name$/.test(member) ? or : ''}`;
		expect([status, data.errorCode, data.message]).toEqual([400, 'INVALID.INPUT', [said]]);
	}
});

test.each(DOCUMENTED)('%s with an unknown member is 400', async (type) => {
	const { status, data } = await create(type, { ...ACCOUNTS[type], iban: 'x' });
	expect([status, data.message]).toEqual([400, ['data.iban should not exist']]);
});

test.each<[string, string, object, RegExp]>([
	['a CLABE of 17 digits', 'SPEI', { clabe: '64618015700000000' }, /18 digits for CLABE/],
	['a card without its type', 'SPEI', { clabe: '4152313312345678' }, /18 digits for CLABE/],
	[
		'a card without a bank',
		'SPEI',
		{ clabe: '4152313312345678', clabeType: 'DEBIT_CARD' },
		/bankCode is required/,
	],
	[
		'a phone of 12 digits',
		'SPEI',
		{ clabe: '525512345678', clabeType: 'PHONE_NUMBER', bankCode: '012' },
		/10 digits for PHONE_NUMBER/,
	],
	['a CCI of 19 digits', 'CCI', { cci: '0021920000000012345' }, /must be 20 digits/],
	['a SINPE without CR', 'SINPE', { accountNumber: '04011400007316288640' }, /CR and 20 digits/],
	['an SPI of 15 digits', 'SPI', { accountNumber: '123456789012345' }, /2 to 14 digits/],
	['an SPI of one digit', 'SPI_PY', { accountNumber: '1' }, /2 to 14 digits/],
	['a SWIFT code of 12', 'SWIFT', { swiftCode: 'BBVAESMMXXXX' }, /8 to 11/],
	['an invalid alias', 'SPI_DO', { identifierType: 'ALIAS' }, /alias is required/],
	['an invalid kind', 'PSE', { type: 'giro' }, /must be one of savings, checking/],
	[
		'an INE without its numbers',
		'PSE',
		{ document: { ...HOLDER.document, type: 'INE' } },
		/cic is required/,
	],
	[
		'a CC, which is not among the types',
		'PSE',
		{ document: { ...HOLDER.document, type: 'CC' } },
		/document.type must be one of/,
	],
	['an address as text', 'WIRE', { bankAddress: '100 Wall Street' }, /bankAddress must be object/],
])('%s is 400', async (_what, type, change, said) => {
	const { status, data } = await create(type, { ...ACCOUNTS[type], ...change });
	expect([status, data.errorCode]).toEqual([400, 'INVALID.INPUT']);
	expect(data.message.join()).toMatch(said);
});

test.each<[string, string, object]>([
	['a card', 'SPEI', { clabe: '4152313312345678', clabeType: 'DEBIT_CARD', bankCode: '012' }],
	['a phone', 'SPEI', { clabe: '5512345678', clabeType: 'PHONE_NUMBER', bankCode: '012' }],
	['a company', 'PSE', { firstName: undefined, lastName: undefined, companyName: 'Acme' }],
	['a document of either list', 'PSE', { document: { ...HOLDER.document, type: 'NIT' } }],
	['a Dominican alias', 'SPI_DO', { identifierType: 'ALIAS', alias: 'mi-alias' }],
	['a wallet on TRON', 'WALLET', { network: 'TRON', address: `T${'aB3'.repeat(11)}` }],
	['a wallet on SOLANA', 'WALLET', { network: 'SOLANA', address: 'aB3d'.repeat(11) }],
])('%s is accepted', async (_what, type, change) => {
	expect((await create(type, { ...ACCOUNTS[type], ...change })).status).toBe(201);
});

test('an unknown bank code and a wrong wallet address have their documented codes', async () => {
	const bank = await create('PSE', { ...ACCOUNTS['PSE'], bankCode: '999' });
	expect(codeOf(bank)).toEqual([400, 'ACCOUNT.0002']);
	for (const change of [{ address: '0x12' }, { network: 'TRON' }]) {
		const wallet = await create('WALLET', { ...ACCOUNTS['WALLET'], ...change });
		expect(codeOf(wallet)).toEqual([400, 'ACCOUNT.0003']);
	}
});

test('an unknown type, an unknown user and missing data are rejected', async () => {
	expect(codeOf(await create('IBAN', ACCOUNTS['PSE']))).toEqual([400, 'INVALID.INPUT']);
	expect(codeOf(await create('PSE', ACCOUNTS['PSE'], { userId: ELSEWHERE }))).toEqual([
		404,
		'USER.0001',
	]);
	expect((await call('POST', '/accounts', { type: 'PSE' })).data.message).toEqual([
		'data is required',
	]);
});

test('a repeated externalId returns the same account, or a conflict if the setting says so', async () => {
	const first = await create('PSE', ACCOUNTS['PSE'], { externalId: 'one' });
	expect((await create('PSE', ACCOUNTS['PSE'], { externalId: 'one' })).data).toEqual(first.data);
	session.sandbox.state.update('killb', { repeatedExternalId: 'conflict' });
	expect((await create('PSE', ACCOUNTS['PSE'], { externalId: 'one' })).status).toBe(409);
	expect((await create('PSE', ACCOUNTS['PSE'], { externalId: 'two' })).status).toBe(201);
});

test("the seeded user's accounts exist", async () => {
	const { data } = await call('GET', `/accounts/userId/${SEEDED_USER_ID}`);
	expect(data.map(({ id, type }: { id: string; type: string }) => [id, type])).toEqual([
		[SEEDED_ACCOUNT_ID, 'PSE'],
		[SEEDED_WALLET_ID, 'WALLET'],
	]);
	expect(codeOf(await call('GET', `/accounts/userId/${ELSEWHERE}`))).toEqual([404, 'USER.0001']);
});

test('the list is filtered and paged, and its items omit the members missing from the types', async () => {
	const { data: other } = await create('SPEI', ACCOUNTS['SPEI'], { externalId: 'x' });
	const ids = async (query: string) =>
		(await call('GET', `/accounts?${query}`)).data.accounts.map(({ id }: { id: string }) => id);
	expect(await ids('')).toEqual([SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID, other.id]);
	expect(await ids(`userId=${SEEDED_USER_ID}&type=WALLET`)).toEqual([SEEDED_WALLET_ID]);
	expect(await ids(`ids=${other.id},${SEEDED_ACCOUNT_ID}`)).toEqual([SEEDED_ACCOUNT_ID, other.id]);
	expect(await ids('clabe=646180157000000004')).toEqual([other.id]);
	expect(await ids('email=nobody')).toEqual([]);
	const { status, data } = await call('GET', '/accounts?limit=1&page=3');
	expect([status, data.totalPage]).toEqual([201, 3]);
	expect(Object.keys(data.accounts[0]).sort()).toEqual(
		Object.keys(operations.schemas.QueryAccountDataResponseDto)
			.filter((member) => member !== 'userId')
			.sort(),
	);
	expect(codeOf(await call('GET', '/accounts?type=IBAN'))).toEqual([400, 'INVALID.INPUT']);
	expect(codeOf(await call('GET', '/accounts?status=ACTIVE'))).toEqual([400, 'INVALID.INPUT']);
});

describe('a change', () => {
	const change = async (body: unknown, id = SEEDED_ACCOUNT_ID) =>
		await call('PATCH', `/accounts/${id}`, body);

	test('accepts the members of its type, and the rest stays', async () => {
		const before = (await call('GET', `/accounts/${SEEDED_ACCOUNT_ID}`)).data;
		const { status, data } = await change({ type: 'PSE', data: { accountNumber: '77' } });
		expect([status, data.data]).toEqual([201, { ...before.data, accountNumber: '77' }]);
		// UpdateAccountResponseDto has no complianceUrl.
		const { complianceUrl, ...changed } = (await call('GET', `/accounts/${SEEDED_ACCOUNT_ID}`))
			.data;
		expect(complianceUrl).toBe(before.complianceUrl);
		expect(data).toEqual(changed);
	});

	test.each<[string, unknown, RegExp | string]>([
		['another type', { type: 'SPEI', data: {} }, 'type must be PSE'],
		['no type', { data: {} }, 'type is required'],
		['the bare data', { accountNumber: '77' }, /data is required/],
		['a name', { type: 'PSE', data: { firstName: 'J' } }, 'data.firstName should not exist'],
		['an invalid kind', { type: 'PSE', data: { type: 'giro' } }, /data.type must be one of/],
		['a number', { type: 'PSE', data: { accountNumber: 1 } }, /accountNumber must be string/],
		['an unknown bank', { type: 'PSE', data: { bankCode: '999' } }, 'Invalid bank code'],
	])('with %s is rejected and changes nothing', async (_what, body, said) => {
		const before = (await call('GET', `/accounts/${SEEDED_ACCOUNT_ID}`)).data;
		const { status, data } = await change(body);
		expect(status).toBe(400);
		expect(data.message.join()).toMatch(said);
		expect((await call('GET', `/accounts/${SEEDED_ACCOUNT_ID}`)).data).toEqual(before);
	});

	test('of a type without documented changes accepts the members that create one', async () => {
		const { data: wire } = await create('WIRE');
		const { data } = await change({ type: 'WIRE', data: { bankName: 'Citi' } }, wire.id);
		expect(data.data.bankName).toBe('Citi');
	});
});

test('a deleted account is gone, and an unknown one is 404 for everything', async () => {
	const gone = await call('DELETE', `/accounts/${SEEDED_WALLET_ID}`);
	expect([gone.status, gone.data.length]).toEqual([200, 0]);
	expect(codeOf(await call('GET', `/accounts/${SEEDED_WALLET_ID}`))).toEqual(NOT_FOUND);
	expect(codeOf(await call('DELETE', `/accounts/${SEEDED_WALLET_ID}`))).toEqual(NOT_FOUND);
	const body = { type: 'PSE', data: {} };
	expect(codeOf(await call('PATCH', `/accounts/${ELSEWHERE}`, body))).toEqual(NOT_FOUND);
});

test("an account's and its compliance's state changes are sent to the webhook", async () => {
	const receiver = await Receiver.start();
	await control(session.sandbox, 'PUT', '/webhooks', { killb: receiver.url });
	const sent = async (count: number) =>
		await session.sandbox.state.journal.waitFor({ direction: 'out' }, count);
	const { data } = await create('PSE');
	await sent(1);
	await call('PATCH', `/accounts/${data.id}`, { type: 'PSE', data: { accountNumber: '77' } });
	await sent(2);
	const { data: held } = await control(session.sandbox, 'PUT', `/accounts/${data.id}`, {
		status: 'INACTIVE',
	});
	await sent(3);
	await call('DELETE', `/accounts/${data.id}`);
	await sent(4);
	expect(held.status).toBe('INACTIVE');
	const told = receiver.received.map(({ body }) => JSON.parse(body));
	expect(told.map(({ event, action, data: account }) => [event, action, account.status])).toEqual([
		['ACCOUNT', 'CREATE', 'ACTIVE'],
		['ACCOUNT', 'UPDATE', 'ACTIVE'],
		['ACCOUNT', 'UPDATE', 'INACTIVE'],
		['ACCOUNT', 'DELETE', 'INACTIVE'],
	]);
	await receiver.stop();
});

test('new accounts start in the configured status', async () => {
	session.sandbox.state.update('killb', { newAccountStatus: 'PENDING' });
	expect((await create('PSE')).data.status).toBe('PENDING');
});

describe('KYC states set through the control API', () => {
	const set = async (id: string, body: unknown) =>
		await control(session.sandbox, 'PUT', `/users/${id}`, body);

	test('change the user and send a webhook', async () => {
		const receiver = await Receiver.start();
		await control(session.sandbox, 'PUT', '/webhooks', { killb: receiver.url });
		const state = { status: 'REJECTED', accessLevel: 'L0', note: 'The photo is blurred.' };
		expect((await set(SEEDED_USER_ID, state)).data).toMatchObject(state);
		await session.sandbox.state.journal.waitFor({ direction: 'out' });
		expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
			event: 'USER',
			action: 'UPDATE',
			data: { id: SEEDED_USER_ID, ...state },
		});
		expect((await call('GET', `/users/${SEEDED_USER_ID}`)).data).toMatchObject(state);
		await receiver.stop();
	});

	test('reject an unknown user, status or member', async () => {
		expect((await set(ELSEWHERE, { status: 'ACTIVE' })).status).toBe(404);
		expect((await set(SEEDED_USER_ID, { status: 'SUSPENDED' })).status).toBe(400);
		expect((await set(SEEDED_USER_ID, { status: 'ACTIVE', level: 'L1' })).status).toBe(400);
		expect(
			(await control(session.sandbox, 'PUT', '/accounts/x', { status: 'ACTIVE' })).status,
		).toBe(404);
	});

	test('are reported by a user that starts unverified', async () => {
		session.sandbox.state.update('killb', { newUserStatus: 'PENDING' });
		const { data } = await call('POST', '/users', { type: 'PERSON', data: PERSON });
		expect(data).toMatchObject({
			status: 'PENDING',
			accessLevel: 'L0',
			note: 'Identity verification is pending.',
		});
	});
});
