import { optionalChoice } from '../../../shared/fields/choices';
import { text } from '../../../shared/fields/textField';
import { operation } from '../../../shared/operation/operation';
import { rampStatusOptions } from '../../data/rampStatuses';
import { filteredListFields, readList } from '../../pages';

/** Every documented filter of GET /ramps (killb.md section 7). */
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
		options: rampStatusOptions,
	}),
};

/** GET /api/v2/ramps. */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many ramps',
	description: 'List many exchanges, by status or external ID where needed',
	endpoint: 'GET /api/v2/ramps',
	fields: {
		...filteredListFields(rampFilters),
	},
	run: async ({ values, api }) =>
		await readList({
			...{ api, path: '/api/v2/ramps', query: values.filters, resource: 'ramps' },
			values,
		}),
});
