import { optionalChoice } from '../../../shared/operation';
import { filteredListFields } from '../../pages';
import { period } from './period';

/** Every documented filter of both withdrawal lists (killb.md 9). */
export const withdrawalFilters = {
	status: optionalChoice({
		displayName: 'Status',
		options: [
			{ name: 'Completed', value: 'COMPLETED' },
			{ name: 'Failed', value: 'FAILED' },
			{ name: 'Pending', value: 'PENDING' },
			{ name: 'Processing', value: 'PROCESSING' },
			{ name: 'Rejected', value: 'REJECTED' },
		],
	}),
	...period,
};

/** The inputs of both withdrawal lists. */
export const withdrawalListFields = filteredListFields(withdrawalFilters);
