import {
	collection,
	FieldError,
	leftOutIfNothing,
	operation,
	when,
} from '../../../shared/operation';
import { changesJson, overJson } from '../../data/json';
import { companyChanges } from '../../data/company';
import { personChanges } from '../../data/person';
import { userType } from '../../data/userType';
import { userLocator } from '../../locators';

const changes = { displayName: 'Changes', placeholder: 'Add Field' };
const json = changesJson('Changes', '{ "occupation": "Software Engineer" }');

/**
 * PATCH /api/v2/users/{id}. The body is the bare data, as in KillB's specification, reference page
 * and SDK; one guide wraps it with the type (killb.md 3.4).
 */
export const update = operation({
	name: 'Update',
	action: 'Update user',
	description: 'Update a person or company. Some changes restart the verification.',
	endpoint: 'PATCH /api/v2/users/{userId}',
	fields: {
		userId: userLocator,
		userType,
		personChanges: when(
			{ userType: ['PERSON'] },
			leftOutIfNothing(collection({ ...changes, fields: { ...personChanges, changesJson: json } })),
		),
		companyChanges: when(
			{ userType: ['COMPANY'] },
			leftOutIfNothing(
				collection({ ...changes, fields: { ...companyChanges, changesJson: json } }),
			),
		),
	},
	body: ({ personChanges, companyChanges }) => {
		const { changesJson, ...members } = personChanges ?? companyChanges ?? {};
		const body = overJson(changesJson, members);
		if (Object.keys(body).length > 0) return body;
		throw new FieldError('Changes', 'are empty, so nothing would change. Add at least one field');
	},
});
