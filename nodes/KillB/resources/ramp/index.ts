import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { getReceipt } from './getReceipt';
import { getStatusHistory } from './getStatusHistory';
import { quoteAndCreate } from './quoteAndCreate';
import { update } from './update';
import { uploadDocument } from './uploadDocument';

export const ramp: Resource = {
	displayName: 'Ramp',
	name: 'ramp',
	operations: {
		create,
		get,
		getAll: getMany,
		getReceipt,
		getStatusHistory,
		quoteAndCreate,
		update,
		uploadDocument,
	},
	defaultOperation: 'quoteAndCreate',
};
