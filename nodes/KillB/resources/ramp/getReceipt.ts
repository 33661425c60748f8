import { operation } from '../../../shared/operation';
import { rampLocator } from '../../locators';

/**
 * GET /api/v2/ramps/{id}/receipt-json. The answer is not documented (killb.md 7), so it is returned
 * unchanged.
 */
export const getReceipt = operation({
	name: 'Get Receipt',
	action: 'Get receipt of ramp',
	description: 'Get a ramp’s receipt as data',
	endpoint: 'GET /api/v2/ramps/{rampId}/receipt-json',
	mayBeEmpty: true,
	fields: { rampId: rampLocator },
});
