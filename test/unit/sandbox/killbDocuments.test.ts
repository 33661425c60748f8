import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID } from '../../../sandbox';
import operations from '../../../sandbox/killb/operations.json';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const { call } = session;
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
const list = async () => (await call('GET', '/documents')).data.documents;
const ids = (documents: Array<{ id: string }>) => documents.map(({ id }) => id);

test('documents are listed and read, with the members of the types', async () => {
	const documents = await list();
	expect(documents.length).toBeGreaterThan(1);
	for (const document of documents) {
		expect(Object.keys(document).sort()).toEqual(
			Object.keys(operations.schemas.FindOneDocumentResponseDto).sort(),
		);
		const { status, data } = await call('GET', `/documents/${document.id}`);
		expect([status, data]).toEqual([201, document]);
	}
	expect(codeOf(await call('GET', '/documents/x'))).toEqual([404, 'DOCUMENT.NOT_FOUND']);
});

test('one document is signed, once', async () => {
	const [first, second] = await list();
	const { status, data } = await call('POST', `/documents/sign/${first.id}`);
	expect([status, data]).toEqual([
		201,
		{
			message: 'Document signed successfully',
			documentId: first.id,
			documentUrl: first.documentUrl,
			status: 'SIGNED',
		},
	]);
	expect(codeOf(await call('POST', `/documents/sign/${first.id}`))).toEqual([
		409,
		'DOCUMENT.SIGNED',
	]);
	const after = await list();
	expect(after.map(({ status }: { status: string }) => status)).toEqual(['SIGNED', 'PENDING']);
	expect(after[1]).toEqual(second);
	expect(codeOf(await call('POST', '/documents/sign/x'))).toEqual([404, 'DOCUMENT.NOT_FOUND']);
});

test('all pending ones are signed at once, and a body is rejected instead of ignored', async () => {
	const [first, ...others] = await list();
	await call('POST', `/documents/sign/${first.id}`);
	expect((await call('POST', '/documents/sign/bulk', { ids: [first.id] })).status).toBe(400);
	const { status, data } = await call('POST', '/documents/sign/bulk');
	expect([status, data]).toEqual([
		201,
		{
			message: 'Documents signed successfully',
			documentsSigned: ids(others),
			documentAlreadySignedOrNotFound: [first.id],
		},
	]);
	expect((await call('POST', '/documents/sign/bulk', {})).data.documentsSigned).toEqual([]);
});

test('a report is generated for the own customer', async () => {
	const before = await list();
	const { data: profile } = await call('GET', '/customers/profile');
	const { status, data } = await call('POST', `/documents/generate/${profile.id}`);
	expect([status, data.message]).toEqual([201, 'Documents generated successfully']);
	expect(ids(await list())).toEqual([...ids(before), ...data.documents]);
	expect(codeOf(await call('POST', `/documents/generate/${SEEDED_USER_ID}`))).toEqual([
		404,
		'CUSTOMER.NOT_FOUND',
	]);
});

describe('a compliance token', () => {
	const ask = async (body: unknown) => await call('POST', '/compliance/access-token', body);

	test('is issued for a user and for an account', async () => {
		for (const [id, idType] of [
			[SEEDED_USER_ID, 'userId'],
			[SEEDED_ACCOUNT_ID, 'accountId'],
		]) {
			const { status, data } = await ask({ id, idType, levelName: 'basic', ttlInSecs: 600 });
			expect([status, data]).toEqual([
				201,
				{ token: expect.stringMatching(/^_act-[0-9a-f-]{36}$/) },
			]);
		}
	});

	test('is rejected for an ID of the other kind and for a wrong body', async () => {
		const mistaken = { id: SEEDED_ACCOUNT_ID, idType: 'userId' };
		expect(codeOf(await ask(mistaken))).toEqual([404, 'USER.0001']);
		expect(codeOf(await ask({ id: SEEDED_USER_ID, idType: 'accountId' }))).toEqual([
			404,
			'ACCOUNT.0001',
		]);
		expect(codeOf(await ask({ id: SEEDED_USER_ID }))).toEqual([400, 'INVALID.INPUT']);
		const text = { id: SEEDED_USER_ID, idType: 'userId', ttlInSecs: '600' };
		expect(codeOf(await ask(text))).toEqual([400, 'INVALID.INPUT']);
	});
});
