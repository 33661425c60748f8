import type { IBinaryKeyData } from 'n8n-workflow';
import writeXlsxFile from 'write-excel-file/node';
import { ACCOUNT_ROW } from '../../support/killb/people';

/** The files on the item: a PDF in `data`, and a sheet of accounts in `sheet`. */
export async function filesOnItem(): Promise<IBinaryKeyData> {
	return {
		data: {
			data: Buffer.from('%PDF-1.7').toString('base64'),
			mimeType: 'application/pdf',
			fileName: 'a.pdf',
		},
		sheet: {
			data: (await (sheet ??= sheetOfAccounts())).toString('base64'),
			mimeType: 'application/octet-stream',
			fileName: 'a.xlsx',
		},
	};
}

let sheet: Promise<Buffer> | undefined;

async function sheetOfAccounts(): Promise<Buffer> {
	const heading = Object.keys(ACCOUNT_ROW).map((value) => ({ value }));
	const row = Object.values(ACCOUNT_ROW).map((value) => ({ value, type: String }));
	return await writeXlsxFile([heading, row]).toBuffer();
}
