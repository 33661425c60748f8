import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { WireServer, messageIn } from '../../support/engine';
import { accountDataOf } from '../../support/killb/accountForms';
import { KillBSandbox } from '../../support/killb/killBSandbox';
import { ACCOUNT_ROW } from '../../support/killb/people';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sandbox = KillBSandbox.forEachTest();

/** The rows of the file on an item. */
async function rowsOf(item: INodeExecutionData | undefined, field = 'data') {
	const file = item?.binary?.[field];
	expect(file).toMatchObject({ mimeType: XLSX, fileExtension: 'xlsx' });
	const [sheet] = await readXlsxFile<string>(Buffer.from(file?.data ?? '', 'base64'), {
		parseNumber: (text) => text,
	});
	return sheet?.data ?? [];
}

async function filled(rows: Array<Record<string, string>>): Promise<IBinaryKeyData> {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const cells = rows.map((row) => names.map((name) => ({ value: row[name] ?? '', type: String })));
	const bytes = await writeXlsxFile([names.map((value) => ({ value })), ...cells]).toBuffer();
	return {
		data: {
			data: bytes.toString('base64'),
			fileName: 'cuentas ñ.xlsx',
			mimeType: 'application/octet-stream',
		},
	};
}

describe('Account: Export', () => {
	it('returns the active accounts as an Excel file', async () => {
		sandbox.state.killb.accounts.add('CCI', accountDataOf('CCI'), { status: 'PENDING' });
		const { items } = await sandbox.run('account.export', { binaryPropertyName: 'list' });
		expect(items[0]?.json.fileName).toMatch(/\.xlsx$/);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		const [heading, ...rows] = await rowsOf(items[0], 'list');
		const id = heading?.indexOf('id') ?? -1;
		expect(rows.map((row) => row[id])).toEqual([SEEDED_ACCOUNT_ID, SEEDED_WALLET_ID]);
	});

	it('requests only the chosen types, for each item', async () => {
		const { items } = await sandbox.run(
			'account.export',
			{ accountTypes: '={{ $json.types }}', binaryPropertyName: 'data' },
			{ items: [{ types: ['WALLET', 'PSE'] }, { types: 'WALLET' }] },
		);
		const all = await sandbox.run('account.export', { binaryPropertyName: 'data' });
		items.push(...all.items);
		expect(sandbox.ownRequests()).toEqual([
			'GET /accounts/export?type=WALLET%2CPSE 200',
			'GET /accounts/export?type=WALLET 200',
			'GET /accounts/export 200',
		]);
		const counts = await Promise.all(items.map(async (item) => (await rowsOf(item)).length - 1));
		expect(counts).toEqual([2, 1, 2]);
	});

	it('rejects unknown types, and continues under Continue On Fail', async () => {
		const { items } = await sandbox.run(
			'account.export',
			{ accountTypes: '={{ $json.types }}', binaryPropertyName: 'data' },
			{
				items: [{ types: ['IBAN'] }, { types: ['PSE'] }, { types: [] }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(messageIn(items[0]?.json)).toMatch(
			/^Account Types must be one or more of .*, got "IBAN"$/,
		);
		expect(items[1]?.json.fileName).toMatch(/\.xlsx$/);
		expect(messageIn(items[2]?.json)).toBe(
			'Account Types is empty: its expression {{ $json.types }} returned nothing',
		);
		expect(sandbox.ownRequests()).toHaveLength(1);
	});

	it.each<[string, unknown]>([
		['an empty response', undefined],
		['JSON in place of a file', { message: 'later' }],
		['a text in place of a file', 'The file is being generated'],
	])('fails at %s, and returns no file', async (_, body) => {
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/auth/login')
				? { status: 201, body: { accessToken: 'a', expiresIn: 3600000, refreshToken: 'r' } }
				: { body },
		);
		try {
			const { error, items } = await sandbox.run(
				'account.export',
				{},
				{ credentials: sandbox.credentials({ baseUrl: server.url }) },
			);
			expect(error?.message).toBe('KillB answered without a file.');
			expect(items).toEqual([]);
		} finally {
			await server.close();
		}
	});
});

describe('Account: Download Bulk Template', () => {
	it('returns the Excel file to fill in', async () => {
		const { items } = await sandbox.run('account.downloadBulkTemplate');
		const rows = await rowsOf(items[0]);
		expect(rows).toHaveLength(1);
		expect(rows[0]).toEqual(expect.arrayContaining(['entityType', 'accountType', 'bankCode']));
		expect(sandbox.ownRequests()).toEqual(['GET /accounts/bulk/template 200']);
	});
});

describe('Account: Bulk Upload and Get Bulk Status', () => {
	it('send the file byte for byte, and report the result of each row', async () => {
		sandbox.state.update('killb', { bulkStepMs: 0 });
		const files = await filled([ACCOUNT_ROW, { ...ACCOUNT_ROW, bankCode: '999' }]);
		const { items, error } = await sandbox.run('account.bulkUpload', {}, { files });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ status: 'PENDING' });
		const [upload] = sandbox.state.killb.uploads;
		expect(upload).toMatchObject({
			fields: {},
			files: [{ name: 'file', fileName: 'cuentas ñ.xlsx', mimeType: XLSX }],
		});
		expect(upload?.files[0]?.bytes.toString('base64')).toBe(files.data?.data);

		const jobId = String(items[0]?.json.jobId);
		const moved = await fetch(`${sandbox.running.details.control}/bulk-jobs/${jobId}`, {
			method: 'PUT',
			headers: { 'Content-Type': 'application/json' },
			body: '{"status":"COMPLETED"}',
		});
		expect(moved.status).toBe(200);
		const { items: found } = await sandbox.run('account.getBulkStatus', { jobId });
		expect(found).toHaveLength(1);
		expect(found[0]?.json).toMatchObject({
			jobId,
			status: 'COMPLETED',
			totalRows: 2,
			successCount: 1,
			errorCount: 1,
			results: [
				{ rowNumber: 2, status: 'SUCCESS', accountId: expect.any(String) },
				{ rowNumber: 3, status: 'ERROR', error: expect.stringMatching(/bank code/i) },
			],
		});
	});

	it.each<[string, string]>([
		['text', Buffer.from('entityType;accountType').toString('base64')],
		['nothing', ''],
	])('reject a file that contains %s, and send nothing', async (_, data) => {
		const files = { data: { data, fileName: 'a.csv', mimeType: 'text/csv' } };
		const { error } = await sandbox.run('account.bulkUpload', {}, { files });
		expect(error?.message).toBe(
			'Input Binary Field holds "a.csv", which is not an Excel file (.xlsx) by its content',
		);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('report that the item has no such file', async () => {
		const files = await filled([ACCOUNT_ROW]);
		const parameters = { binaryPropertyName: 'other' };
		const { error } = await sandbox.run('account.bulkUpload', parameters, { files });
		expect(error?.message).toMatch(/other/);
		expect(sandbox.ownRequests()).toEqual([]);
	});

	it('reach nothing but a job with any ID', async () => {
		const { items } = await sandbox.run(
			'account.getBulkStatus',
			{ jobId: '={{ $json.id }}' },
			{
				items: [{ id: '../template' }, { id: '' }, { id: 'a?b' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json }) => messageIn(json))).toEqual([
			expect.stringMatching(/^Job ID is "\.\.\/template"/),
			'Job ID is empty: its expression {{ $json.id }} returned nothing',
			expect.any(String),
		]);
		expect(sandbox.ownRequests()).toEqual(['GET /accounts/bulk/status/a%3Fb 404']);
	});
});
