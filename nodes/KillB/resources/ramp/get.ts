import { operation } from '../../../shared/operation';
import { RAMP_SUMMARY } from '../../data/summaries';
import { rampLocator } from '../../locators';

/** GET /api/v2/ramps/{id} (killb.md 7). */
export const get = operation({
	name: 'Get',
	action: 'Get ramp',
	description: 'Get a ramp, with its status and payment instructions',
	endpoint: 'GET /api/v2/ramps/{rampId}',
	simplify: RAMP_SUMMARY,
	fields: { rampId: rampLocator },
});
