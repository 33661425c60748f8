import { choices, operation, outputFile } from '../../../shared/operation';
import { ACCOUNT_TYPES } from '../../data/accounts';
import { downloadSpreadsheet } from '../../spreadsheet';

/** GET /api/v2/accounts/export: active accounts alone, at most 10,000 (killb.md 5). */
export const exportAccounts = operation({
	name: 'Export',
	action: 'Export accounts',
	description: 'Read the active accounts as an Excel file, of 10,000 rows at most',
	endpoint: 'GET /api/v2/accounts/export',
	fields: {
		accountTypes: choices({
			displayName: 'Account Types',
			description: 'Only accounts of these types; all types where none is chosen',
			// The documented list of the export leaves this one out.
			options: ACCOUNT_TYPES.filter(({ value }) => value !== 'CUSTODIAL'),
		}),
		binaryPropertyName: outputFile,
	},
	// Said in the words of `downloadSpreadsheet`.
	mayBeEmpty: true,
	query: ({ accountTypes }) => (accountTypes ? { type: accountTypes.join(',') } : {}),
	run: async ({ values: { binaryPropertyName }, request, surroundings }) =>
		await downloadSpreadsheet({
			request,
			surroundings,
			fileName: 'accounts.xlsx',
			field: binaryPropertyName,
		}),
});
