import { SEEDED_USER_ID, startSandbox, type Sandbox } from '../../../sandbox';
import { killb, killbForm, logIn } from './client';
import { COMPANY } from './people';

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.state.reset();
	token = (await logIn(sandbox)).accessToken;
});

const PERSON_DOCUMENT = '/users/person/document';
const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff]);
const file = (bytes: Buffer = BYTES, type = 'image/png') => new Blob([bytes], { type });

type Part = string | Blob | undefined;
const upload = async (parts: Record<string, Part>, path = PERSON_DOCUMENT) => {
	const form = new FormData();
	const all: Record<string, Part> = {
		userId: SEEDED_USER_ID,
		documentType: 'PASSPORT',
		frontDocument: file(),
		...parts,
	};
	for (const [name, part] of Object.entries(all)) {
		if (typeof part === 'string') form.append(name, part);
		else if (part !== undefined) form.append(name, part, `${name} ñ.png`);
	}
	return await killbForm(sandbox, path, form, token);
};

test('a person document is accepted with 201 and no body, and can be read back', async () => {
	const back = Buffer.alloc(300_000, 0xee);
	const { status, data } = await upload({ backDocument: file(back, 'application/pdf') });
	expect([status, data.length]).toEqual([201, 0]);
	expect(sandbox.state.killb.uploads).toEqual([
		{
			endpoint: PERSON_DOCUMENT,
			fields: { userId: SEEDED_USER_ID, documentType: 'PASSPORT' },
			files: [
				{
					name: 'frontDocument',
					fileName: 'frontDocument ñ.png',
					mimeType: 'image/png',
					bytes: BYTES,
				},
				{
					name: 'backDocument',
					fileName: 'backDocument ñ.png',
					mimeType: 'application/pdf',
					bytes: back,
				},
			],
		},
	]);
});

test('a company has its own endpoint and its own types', async () => {
	const { data: company } = await killb(sandbox, 'POST', '/users', {
		token,
		body: { type: 'COMPANY', data: COMPANY },
	});
	const parts = { userId: company.id, documentType: 'KYB_REPORT' };
	expect((await upload(parts, '/users/company/document')).status).toBe(201);
	expect((await upload(parts)).data.message.join()).toMatch(/documentType must be one of/);
	const mistaken = await upload(
		{ ...parts, documentType: 'RUT', userId: SEEDED_USER_ID },
		'/users/company/document',
	);
	expect(mistaken.data.message).toEqual(['the user must be a COMPANY']);
});

test.each<[string, Record<string, Part>, string | RegExp]>([
	['no user', { userId: undefined }, 'userId is required'],
	['no type', { documentType: undefined }, 'documentType is required'],
	['an invalid type', { documentType: 'SELFIE' }, /documentType must be one of/],
	['no front', { frontDocument: undefined }, 'frontDocument is required'],
	['text in place of a file', { frontDocument: 'text' }, 'frontDocument must be a file'],
	['text in place of the back', { backDocument: 'text' }, 'backDocument must be a file'],
	['another member', { selfie: file() }, 'selfie should not exist'],
	['an image of another kind', { frontDocument: file(BYTES, 'image/gif') }, /must be one of/],
	['an empty file', { backDocument: file(Buffer.alloc(0)) }, 'backDocument must not be empty'],
	[
		'more than 10 MB',
		{ frontDocument: file(Buffer.alloc(10 * 1024 * 1024 + 1)) },
		'frontDocument must not exceed 10 MB',
	],
])('a form with %s is 400', async (_what, parts, said) => {
	const { status, data } = await upload(parts);
	expect([status, data.errorCode]).toEqual([400, 'INVALID.INPUT']);
	expect(data.message.join()).toMatch(said);
});

test('two files of 10 MB each are accepted', async () => {
	const full = file(Buffer.alloc(10 * 1024 * 1024));
	expect((await upload({ frontDocument: full, backDocument: full })).status).toBe(201);
});

test('an unknown user has the documented code', async () => {
	const { status, data } = await upload({ userId: '00000000-0000-4000-8000-000000000000' });
	expect([status, data.errorCode]).toEqual([404, 'USER.0001']);
});

test('a repeated field is rejected', async () => {
	const form = new FormData();
	for (const type of ['PASSPORT', 'CURP']) form.append('documentType', type);
	const { status, data } = await killbForm(sandbox, PERSON_DOCUMENT, form, token);
	expect([status, data.message]).toEqual([400, ['documentType must be sent once']]);
});

test('JSON, an empty body, half a form, a form without a boundary and a misplaced form are rejected', async () => {
	const { details } = sandbox;
	const send = async (path: string, type: string | undefined, body: string) =>
		await fetch(`${details.killb}/api/v2${path}`, {
			method: 'POST',
			headers: {
				Authorization: `Bearer ${token}`,
				...(type === undefined ? {} : { 'Content-Type': type }),
			},
			body,
		});
	const form = '--x\r\nContent-Disposition: form-data; name="userId"\r\n\r\n1';
	for (const [path, type, body] of [
		[PERSON_DOCUMENT, 'application/json', '{}'],
		[PERSON_DOCUMENT, undefined, ''],
		[PERSON_DOCUMENT, 'multipart/form-data', `${form}\r\n--x--\r\n`],
		[PERSON_DOCUMENT, 'multipart/form-data; boundary=x', form],
		[PERSON_DOCUMENT, 'multipart/form-data; boundary=x', 'junk'],
		['/users', 'multipart/form-data; boundary=x', `${form}\r\n--x--\r\n`],
	] as const) {
		const answer = await send(path, type, body);
		expect([answer.status, (await answer.json()) as unknown]).toEqual([
			400,
			expect.objectContaining({ errorCode: 'INVALID.INPUT' }),
		]);
	}
	expect(sandbox.state.killb.uploads).toEqual([]);
});

test('an upload requires a token like everything else', async () => {
	const { status, data } = await killbForm(sandbox, PERSON_DOCUMENT, new FormData(), 'none');
	expect([status, data.errorCode]).toEqual([401, 'AUTH.0003']);
});
