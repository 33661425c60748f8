import { choices, operation, outputFile } from '../../../shared/operation';
import { ACCOUNT_TYPES } from '../../data/accounts';
import { downloadSpreadsheet } from '../../spreadsheet';

/** GET /api/v2/accounts/export: only active accounts, at most 10,000 (killb.md 5). */
export const exportAccounts = operation({
	name: 'Export',
	action: 'Export accounts',
	description: 'Get up to 10,000 active accounts as an Excel file',
	endpoint: 'GET /api/v2/accounts/export',
	fields: {
		accountTypes: choices({
			displayName: 'Account Types',
			description: 'Only accounts of these types. Leave empty for all types.',
			// The export's documented types lack this one.
			options: ACCOUNT_TYPES.filter(({ value }) => value !== 'CUSTODIAL'),
		}),
		binaryPropertyName: outputFile,
	},
	// `downloadSpreadsheet` reports an empty answer.
	mayBeEmpty: true,
	query: ({ accountTypes }) => (accountTypes ? { type: accountTypes.join(',') } : {}),
	run: async ({ values: { binaryPropertyName }, request, executionContext }) =>
		await downloadSpreadsheet({
			request,
			executionContext,
			fileName: 'accounts.xlsx',
			field: binaryPropertyName,
		}),
});
