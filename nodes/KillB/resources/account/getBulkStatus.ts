import { operation, requiredText } from '../../../shared/operation';

/** GET /api/v2/accounts/bulk/status/{jobId} (killb.md 5). */
export const getBulkStatus = operation({
	name: 'Get Bulk Status',
	action: 'Get bulk upload status',
	description: 'Get the status of a bulk upload, with the result of each row',
	endpoint: 'GET /api/v2/accounts/bulk/status/{jobId}',
	fields: {
		jobId: requiredText({
			everyPart: true,
			displayName: 'Job ID',
			description: 'Job ID that Bulk Upload returned',
			placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
		}),
	},
});
