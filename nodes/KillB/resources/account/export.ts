import { choices } from '../../../shared/fields/choices';
import { outputFile } from '../../../shared/fields/files';
import { operation } from '../../../shared/operation/operation';
import { ACCOUNT_TYPES } from '../../data/accounts';
import { downloadSpreadsheet } from '../../spreadsheet';

/** GET /api/v2/accounts/export: active accounts alone, at most 10,000 (killb.md section 5). */
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
	run: async ({ values: { accountTypes, binaryPropertyName }, api, surroundings }) =>
		await downloadSpreadsheet({
			api,
			surroundings,
			path: '/api/v2/accounts/export',
			query: accountTypes ? { type: accountTypes.join(',') } : {},
			fileName: 'accounts.xlsx',
			field: binaryPropertyName,
		}),
});
