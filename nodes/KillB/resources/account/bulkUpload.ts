import { inputFile, operation, resultsOf } from '../../../shared/operation';
import { readSpreadsheet } from '../../spreadsheet';

/** POST /api/v2/accounts/bulk/upload: sends only the file; the answer is a job ID (killb.md 5). */
export const bulkUpload = operation({
	name: 'Bulk Upload',
	action: 'Upload many accounts',
	description: 'Create many accounts from a filled-in Excel template. Returns a job ID.',
	endpoint: 'POST /api/v2/accounts/bulk/upload',
	fields: { binaryPropertyName: inputFile },
	creates: true,
	run: async ({ values: { binaryPropertyName }, request, executionContext }) => {
		const file = await readSpreadsheet(executionContext, binaryPropertyName);
		return resultsOf(await request({ form: [{ name: 'file', file }] }));
	},
});
