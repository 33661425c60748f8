import { operation } from '../../../shared/operation';
import { rampLocator } from '../../locators';

/** GET /api/v2/ramps/{id} (killb.md 7). */
export const get = operation({
	name: 'Get',
	action: 'Get ramp',
	description: 'Read one exchange, with its status and how to pay it',
	endpoint: 'GET /api/v2/ramps/{rampId}',
	fields: { rampId: rampLocator },
});
