import type { Resource } from '../../../shared/operation';
import { bulkUpload } from './bulkUpload';
import { create } from './create';
import { deleteAccount } from './delete';
import { downloadBulkTemplate } from './downloadBulkTemplate';
import { exportAccounts } from './export';
import { get } from './get';
import { getBulkStatus } from './getBulkStatus';
import { getByUser } from './getByUser';
import { getMany } from './getMany';
import { update } from './update';

export const account: Resource = {
	displayName: 'Account',
	name: 'account',
	operations: {
		create,
		get,
		getAll: getMany,
		getByUser,
		update,
		delete: deleteAccount,
		export: exportAccounts,
		downloadBulkTemplate,
		bulkUpload,
		getBulkStatus,
	},
	defaultOperation: 'get',
};
