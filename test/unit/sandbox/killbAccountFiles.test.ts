import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import operations from '../../../sandbox/killb/operations.json';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID, startSandbox, type Sandbox } from '../../../sandbox';
import { ACCOUNTS } from './accounts';
import { control, killb, killbForm, logIn } from './client';
import { ACCOUNT_ROW } from '../../support/killb/people';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.state.reset();
	// Only what a test moves continues.
	sandbox.state.update('killb', { bulkStepMs: 0 });
	token = (await logIn(sandbox)).accessToken;
});

const call = async (method: string, path: string, body?: unknown) =>
	await killb(sandbox, method, path, { token, body });

type Sheets = Awaited<ReturnType<typeof readXlsxFile>>;
type Table = Record<string, unknown>[];

const download = async (path: string): Promise<Sheets> => {
	const { status, headers, data } = await call('GET', path);
	expect([status, headers['content-type']]).toEqual([200, XLSX]);
	expect(headers['content-disposition']).toMatch(/^attachment; filename="[a-z-]+\.xlsx"$/);
	return await readXlsxFile(data as Buffer);
};
const table = (sheets: Sheets): Table => {
	const [heading = [], ...rows] = sheets[0]?.data ?? [];
	return rows.map((row) =>
		Object.fromEntries(
			heading
				.map((name, column) => [String(name), row[column]])
				.filter(([, value]) => value !== null),
		),
	);
};

const ROW = { ...ACCOUNT_ROW, accountNumber: '0012345678901234567' };

const sheetOf = (rows: Array<Record<string, string>>, sheet = 'Hoja 1') => {
	const heading = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return { sheet, data: [heading, ...rows.map((row) => heading.map((name) => row[name]))] };
};
const xlsx = async (...sheets: Array<ReturnType<typeof sheetOf>>) =>
	await writeXlsxFile(sheets).toBuffer();
const upload = async (bytes: Buffer) => {
	const form = new FormData();
	form.append('file', new Blob([bytes], { type: XLSX }), 'accounts.xlsx');
	return await killbForm(sandbox, '/accounts/bulk/upload', form, token);
};
const move = async (jobId: string, status: string) =>
	await control(sandbox, 'PUT', `/bulk-jobs/${jobId}`, { status });
const statusOf = async (jobId: string) =>
	(await call('GET', `/accounts/bulk/status/${jobId}`)).data;
const done = async (bytes: Buffer) => {
	const { data } = await upload(bytes);
	await move(data.jobId, 'COMPLETED');
	return await statusOf(data.jobId);
};

describe('the export', () => {
	test('is a sheet of the active accounts, with numbers as text', async () => {
		await call('POST', '/accounts', { type: 'CCI', data: ACCOUNTS['CCI'], externalId: 'mine' });
		const rows = table(await download('/accounts/export'));
		expect(rows).toHaveLength(3);
		expect(rows[0]).toMatchObject({
			id: SEEDED_ACCOUNT_ID,
			userId: SEEDED_USER_ID,
			status: 'ACTIVE',
			accountType: 'PSE',
			accountNumber: '10203049',
			bankAccountType: 'savings',
			personDocumentType: 'NUIP',
			documentNumber: '1020304050',
		});
		expect(rows[2]).toMatchObject({
			accountType: 'CCI',
			cci: '00219200000000123456',
			externalId: 'mine',
		});
	});

	test('accepts a list of types, and omits inactive accounts', async () => {
		for (const type of ['CCI', 'PIX'])
			await call('POST', '/accounts', { type, data: ACCOUNTS[type] });
		const types = async (query: string) =>
			table(await download(`/accounts/export${query}`)).map((row) => row['accountType']);
		expect(await types('?type=WALLET,PIX')).toEqual(['WALLET', 'PIX']);
		await control(sandbox, 'PUT', `/accounts/${SEEDED_ACCOUNT_ID}`, { status: 'REJECTED' });
		expect(await types('')).toEqual(['WALLET', 'CCI', 'PIX']);
		expect((await call('GET', '/accounts/export?type=IBAN')).status).toBe(400);
	});
});

test('has a template: a heading with the members of a row', async () => {
	const [sheet] = await download('/accounts/bulk/template');
	expect(sheet?.data).toEqual([
		Object.keys(operations.schemas.BulkBeneficiaryRowDto)
			.map((name) => name.replace('?', ''))
			.filter((name) => name !== 'rowNumber'),
	]);
});

describe('a bulk upload', () => {
	test('is a job that waits, works and ends with a result for each row', async () => {
		const spei = {
			...ROW,
			accountType: 'SPEI',
			bankCode: '012',
			clabe: '646180157000000004',
			countryCode: 'MX',
		};
		const wire = {
			...ROW,
			entityType: 'COMPANY',
			companyName: 'Acme',
			firstName: '',
			lastName: '',
			companyDocumentType: 'EIN',
			accountType: 'WIRE',
			routingNumber: '021000021',
			bankName: 'Chase Bank',
			bankAddressStreet1: '100 Wall Street',
			bankAddressCity: 'New York',
			bankAddressState: 'NY',
			bankAddressZipCode: '10005',
			bankAddressCountryCode: 'US',
			countryCode: 'US',
			externalId: 'wire-1',
		};
		const first = await upload(await xlsx(sheetOf([ROW, spei]), sheetOf([wire], 'Hoja 2')));
		expect([first.status, first.data]).toEqual([
			201,
			{ jobId: expect.any(String), status: 'PENDING', message: expect.any(String) },
		]);
		const { jobId } = first.data;
		const waiting = { status: 'PENDING', totalRows: 3, processedRows: 0, results: [] };
		expect(await statusOf(jobId)).toMatchObject(waiting);
		await move(jobId, 'PROCESSING');
		expect(await statusOf(jobId)).toMatchObject({ ...waiting, status: 'PROCESSING' });
		await move(jobId, 'COMPLETED');
		const job = await statusOf(jobId);
		expect(job).toMatchObject({
			status: 'COMPLETED',
			totalRows: 3,
			processedRows: 3,
			successCount: 3,
			errorCount: 0,
		});
		expect(
			job.results.map((one: Record<string, unknown>) => [one['sheetName'], one['rowNumber']]),
		).toEqual([
			['Hoja 1', 2],
			['Hoja 1', 3],
			['Hoja 2', 2],
		]);
		expect(job.results[0].originalRowData).toEqual({ rowNumber: 2, ...ROW });

		const made = async (index: number) =>
			(await call('GET', `/accounts/${job.results[index].accountId}`)).data;
		expect((await made(0)).data).toEqual({
			firstName: 'John',
			lastName: 'Doe',
			email: ROW.email,
			phone: ROW.phone,
			document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
			accountNumber: '0012345678901234567',
			bankCode: '007',
			type: 'savings',
			countryCode: 'CO',
		});
		expect((await made(1)).data).toMatchObject({ clabe: '646180157000000004' });
		expect(await made(2)).toMatchObject({
			type: 'WIRE',
			externalId: 'wire-1',
			data: {
				companyName: 'Acme',
				document: { type: 'EIN' },
				bankAddress: { street1: '100 Wall Street', countryCode: 'US' },
			},
		});
	});

	test('reports the errors of each row, and creates the others', async () => {
		const rows = [
			{ ...ROW, accountType: 'IBAN' },
			{ ...ROW, phone: '' },
			{ ...ROW, bankCode: '999' },
			{ ...ROW, bankAccountType: '' },
			{ ...ROW, accountType: 'CCI', cci: '12' },
			ROW,
			ROW,
		];
		const job = await done(await xlsx(sheetOf(rows)));
		expect(job).toMatchObject({
			status: 'COMPLETED',
			error: 'Partial failure during processing',
			successCount: 1,
			errorCount: 6,
		});
		expect(job.results.map((one: Record<string, unknown>) => one['error'])).toEqual([
			expect.stringMatching(/^accountType must be one of PSE,/),
			'phone is required',
			'Invalid bank code',
			'data.type is required',
			'data.cci must be 20 digits',
			undefined,
			'Account already exists for this user',
		]);
		expect(sandbox.state.killb.accounts.byId.size).toBe(3);
	});

	test("belongs to the user with the row's e-mail", async () => {
		const { results } = await done(
			await xlsx(sheetOf([{ ...ROW, email: 'ana.sandoval@sandbox.example' }])),
		);
		const { data } = await call('GET', `/accounts/${results[0].accountId}`);
		expect(data.userId).toBe(SEEDED_USER_ID);
	});

	test('keeps the row numbers of the sheet across empty rows, and accepts numeric cells', async () => {
		const heading = Object.keys(ROW);
		const cells = Object.values({ ...ROW, accountNumber: 10203049 });
		const data = [
			heading,
			heading.map(() => undefined),
			cells,
			[...cells.slice(0, 3), 'x@y.test', ...cells.slice(4)],
		];
		const { results } = await done(await writeXlsxFile([{ sheet: 'S', data }]).toBuffer());
		expect(
			results.map((one: Record<string, unknown>) => [one['rowNumber'], one['status']]),
		).toEqual([
			[3, 'SUCCESS'],
			[4, 'SUCCESS'],
		]);
		expect(results[0].originalRowData.accountNumber).toBe('10203049');
	});

	test('fails completely if the file is not a spreadsheet, or lacks a column', async () => {
		expect(await done(Buffer.from('a,b\n1,2'))).toMatchObject({
			status: 'FAILED',
			totalRows: 0,
			error: expect.stringMatching(/xlsx/),
		});
		const rest = Object.fromEntries(Object.entries(ROW).filter(([name]) => name !== 'email'));
		expect(await done(await xlsx(sheetOf([rest])))).toMatchObject({
			status: 'FAILED',
			error: 'Sheet Hoja 1 has no column email',
		});
		expect(sandbox.state.killb.accounts.byId.size).toBe(2);
	});

	test('continues automatically if the setting says so, and never leaves a final state', async () => {
		sandbox.state.update('killb', { bulkStepMs: 1 });
		const jobs = sandbox.state.killb.bulkJobs;
		const { data } = await upload(await xlsx(sheetOf([ROW])));
		while (jobs.get(data.jobId)?.job.status !== 'COMPLETED') {
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		await move(data.jobId, 'FAILED');
		expect(await statusOf(data.jobId)).toMatchObject({ status: 'COMPLETED', successCount: 1 });
	});

	test('without a file, or of an unknown job, is rejected', async () => {
		const form = new FormData();
		form.append('file', 'text');
		for (const wrong of [new FormData(), form]) {
			const { status, data } = await killbForm(sandbox, '/accounts/bulk/upload', wrong, token);
			expect([status, data.errorCode]).toEqual([400, 'INVALID.INPUT']);
		}
		expect((await call('GET', '/accounts/bulk/status/x')).status).toBe(404);
		expect((await move('x', 'COMPLETED')).status).toBe(404);
	});
});
