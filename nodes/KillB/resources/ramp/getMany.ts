import { operation, optionalChoice, text } from '../../../shared/operation';
import { RAMP_STATUSES } from '../../data/statuses';
import { RAMP_SUMMARY } from '../../data/summaries';
import { filteredListFields, listOf } from '../../pages';

/** Every documented filter of GET /ramps (killb.md 7). */
export const rampFilters = {
	id: text({
		displayName: 'Ramp ID',
		placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
	}),
	externalId: text({
		displayName: 'External ID',
		description: 'Your own ID for the ramp',
		placeholder: 'e.g. order-2026-00042',
	}),
	status: optionalChoice({
		displayName: 'Status',
		description: 'Current status of the ramp',
		options: RAMP_STATUSES.all,
	}),
};

/** GET /api/v2/ramps. */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many ramps',
	description: 'Get many ramps, optionally filtered',
	endpoint: 'GET /api/v2/ramps',
	simplify: RAMP_SUMMARY,
	fields: filteredListFields(rampFilters),
	query: ({ filters }) => filters,
	run: listOf('ramps'),
});
