import { choices, group, optionalChoice, required, text, textList } from '../../shared/operation';

const ACTIVITIES = [
	{ name: 'None', value: 'NONE' },
	{ name: 'Adult Entertainment', value: 'ADULT_ENTERTAINMENT' },
	{ name: 'Drugs', value: 'DRUGS' },
	{ name: 'Firearms', value: 'FIREARMS' },
	{ name: 'Gambling', value: 'GAMBLING' },
	{ name: 'Marijuana', value: 'MARIJUANA' },
	{ name: 'Tumbling', value: 'TUMBLING' },
] as const;

const REGULATED_STATUSES = [
	{ name: 'Licensed', value: 'LICENSED' },
	{ name: 'None', value: 'NONE' },
	{ name: 'Not Required', value: 'NOT_REQUIRED' },
	{ name: 'Registered', value: 'REGISTERED' },
	{ name: 'Regulated', value: 'REGULATED' },
] as const;

const jurisdictionsAndActivities = {
	fundsSendReceiveJurisdictions: required(
		textList({
			displayName: 'Jurisdictions of Funds',
			description: 'Countries that funds are sent to or received from, by their two-letter codes',
			placeholder: 'e.g. CO',
			addButton: 'Add Jurisdiction',
		}),
	),
	engageInActivities: required(
		choices({
			displayName: 'Activities',
			description: 'Activities that the user engages in. Choose None if none apply.',
			options: ACTIVITIES,
		}),
	),
};

/** KycProfile: all members are required if one is sent (killb.md 3.1). */
export const personKycProfile = group({
	displayName: 'KYC Profile',
	description: 'KillB’s know-your-customer questions. Fill in all of it or leave it empty.',
	placeholder: 'Add KYC Profile',
	fields: jurisdictionsAndActivities,
});

/** CompanyKycProfile: all members are required if one is sent (killb.md 3.1). */
export const companyKycProfile = group({
	displayName: 'KYC Profile',
	description: 'KillB’s know-your-customer questions. Fill in all of it or leave it empty.',
	placeholder: 'Add KYC Profile',
	fields: {
		...jurisdictionsAndActivities,
		regulatedStatus: required(
			optionalChoice({ displayName: 'Regulated Status', options: REGULATED_STATUSES }),
		),
		descriptionOfBusinessNature: required(
			text({ displayName: 'Description of Business Nature', rows: 2 }),
		),
	},
});
