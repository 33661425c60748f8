import { operation, outputFile } from '../../../shared/operation';
import { downloadSpreadsheet } from '../../spreadsheet';

/** GET /api/v2/accounts/bulk/template (killb.md 5). */
export const downloadBulkTemplate = operation({
	name: 'Download Bulk Template',
	action: 'Download bulk upload template',
	description: 'Get the Excel template for a bulk upload',
	endpoint: 'GET /api/v2/accounts/bulk/template',
	fields: { binaryPropertyName: outputFile },
	// `downloadSpreadsheet` reports an empty answer.
	mayBeEmpty: true,
	run: async ({ values: { binaryPropertyName }, request, executionContext }) =>
		await downloadSpreadsheet({
			request,
			executionContext,
			fileName: 'accounts-template.xlsx',
			field: binaryPropertyName,
		}),
});
