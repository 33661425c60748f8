import { additionalInputs, leftOutIfNothing, operation, when } from '../../../shared/operation';
import { additionalJson, overJson } from '../../data/json';
import { addressMembers } from '../../data/address';
import { companyDetails } from '../../data/company';
import { personDetails } from '../../data/person';
import { expeditionDate } from '../../data/personDocument';
import { fixedUserType } from '../../data/userType';
import { USER_ENDS } from '../../data/statuses';
import { findByExternalId } from '../../findByExternalId';
import { companyData, personData } from './createData';
import { requiredFields } from './requiredFields';

const { street2 } = addressMembers;

const additionalFieldsJson = additionalJson(
	'More members of the user’s data',
	'{ "occupation": "Software Engineer" }',
);

/** POST /api/v2/users (killb.md 3.1). */
export const create = operation({
	name: 'Create',
	action: 'Create user',
	description: 'Create a person or company. KillB verifies users before they can move money.',
	endpoint: 'POST /api/v2/users',
	idempotent: {
		member: 'externalId',
		// The specification requires the type for every list (killb.md 11.7).
		find: async (api, externalId, { userType: type }) =>
			await findByExternalId(
				api,
				{ path: '/api/v2/users', resource: 'users', query: { type: String(type) } },
				externalId,
			),
	},
	creates: true,
	waitUntil: { endpoint: 'GET /api/v2/users/{id}', states: USER_ENDS },
	compare: ({ userType, email, documentNumber }) => [
		{ label: 'Type', asked: userType, path: ['type'] },
		{ label: 'Email', asked: email, path: ['data', 'email'] },
		{ label: 'Document Number', asked: documentNumber, path: ['data', 'document', 'number'] },
	],
	fields: {
		userType: fixedUserType,
		...requiredFields,
		personFields: when(
			{ userType: ['PERSON'] },
			leftOutIfNothing(
				additionalInputs({ ...personDetails, street2, expeditionDate, additionalFieldsJson }),
			),
		),
		companyFields: when(
			{ userType: ['COMPANY'] },
			leftOutIfNothing(additionalInputs({ ...companyDetails, street2, additionalFieldsJson })),
		),
	},
	body: (values) => {
		const isPerson = values.userType === 'PERSON';
		const more = (isPerson ? values.personFields : values.companyFields) ?? {};
		const { additionalFieldsJson: json, ...details } = more;
		const data = isPerson ? personData(values, details) : companyData(values, details);
		return { type: values.userType, data: overJson(json, data) };
	},
});
