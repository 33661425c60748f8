import { inputFile } from '../../../shared/fields/files';
import { operation } from '../../../shared/operation/operation';
import { resultsOf } from '../../../shared/operation/results';
import { readSpreadsheet } from '../../spreadsheet';

/** POST /api/v2/accounts/bulk/upload: the file alone, answered with the id of a job (killb.md section 5). */
export const bulkUpload = operation({
	name: 'Bulk Upload',
	action: 'Upload many accounts',
	description:
		'Add many accounts at once from a filled-in Excel template, and get the ID of the job',
	endpoint: 'POST /api/v2/accounts/bulk/upload',
	fields: { binaryPropertyName: inputFile },
	run: async ({ values: { binaryPropertyName }, api, surroundings }) => {
		const file = await readSpreadsheet(surroundings, binaryPropertyName);
		return resultsOf(
			await api.send({
				method: 'POST',
				path: '/api/v2/accounts/bulk/upload',
				form: [{ name: 'file', file }],
				repeatable: false,
				creates: true,
			}),
		);
	},
});
