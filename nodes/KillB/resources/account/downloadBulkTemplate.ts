import { outputFile } from '../../../shared/fields/files';
import { operation } from '../../../shared/operation/operation';
import { downloadSpreadsheet } from '../../spreadsheet';

/** GET /api/v2/accounts/bulk/template (killb.md section 5). */
export const downloadBulkTemplate = operation({
	name: 'Download Bulk Template',
	action: 'Download bulk template of accounts',
	description: 'Read the Excel file to fill in for adding many accounts at once',
	endpoint: 'GET /api/v2/accounts/bulk/template',
	fields: { binaryPropertyName: outputFile },
	run: async ({ values: { binaryPropertyName }, api, surroundings }) =>
		await downloadSpreadsheet({
			api,
			surroundings,
			path: '/api/v2/accounts/bulk/template',
			query: {},
			fileName: 'accounts-template.xlsx',
			field: binaryPropertyName,
		}),
});
