import { operation, optionalChoice, text } from '../../../shared/operation';
import { RAMP_STATUSES } from '../../data/statuses';
import { filteredListFields, listOf } from '../../pages';

/** Every documented filter of GET /ramps (killb.md 7). */
export const rampFilters = {
	id: text({
		displayName: 'Ramp ID',
		placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
	}),
	externalId: text({
		displayName: 'External ID',
		description: 'Your own ID of the ramp',
		placeholder: 'e.g. order-2026-00042',
	}),
	status: optionalChoice({
		displayName: 'Status',
		description: 'How far the ramp is',
		options: RAMP_STATUSES.all,
	}),
};

/** GET /api/v2/ramps. */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many ramps',
	description: 'List many exchanges, by status or external ID where needed',
	endpoint: 'GET /api/v2/ramps',
	fields: filteredListFields(rampFilters),
	query: ({ filters }) => filters,
	run: listOf('ramps'),
});
