import { operation } from '../../../shared/operation';
import { rampLocator } from '../../locators';

/**
 * GET /api/v2/ramps/{id}/status-history. The pages show a list of `{status, timestamp}`, the
 * specification only an object (killb.md 7). A list becomes one item per entry, an object one item.
 */
export const getStatusHistory = operation({
	name: 'Get Status History',
	action: 'Get status history of ramp',
	description: 'Get every status that a ramp has had',
	endpoint: 'GET /api/v2/ramps/{rampId}/status-history',
	fields: { rampId: rampLocator },
});
