import { phoneOf } from '../../../core/identifier';
import { day, optional, optionalChoice, text } from '../../shared/operation';
import { address } from './address';
import { country } from './countries';
import { investmentProfile } from './investmentProfile';
import { personKycProfile } from './kycProfile';
import { personDocument } from './personDocument';

const EMPLOYMENT_STATUSES = [
	{ name: 'Employee', value: 'EMPLOYEE' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Retired', value: 'RETIRED' },
	{ name: 'Self-Employed', value: 'SELF_EMPLOYED' },
	{ name: 'Unemployed', value: 'UNEMPLOYED' },
] as const;

export const email = text({ displayName: 'Email', placeholder: 'name@email.com' });

export const phone = text({
	displayName: 'Phone',
	placeholder: 'e.g. +576015555555',
	hint: 'Start with + and the country code',
	clean: phoneOf,
});

/** Required members of CreatePersonUserDto, except address and document (killb.md 3.1). */
export const personBasics = {
	firstName: text({ displayName: 'First Name', placeholder: 'e.g. Ana' }),
	lastName: text({ displayName: 'Last Name', placeholder: 'e.g. Sandoval' }),
	dateOfBirth: day({
		displayName: 'Date of Birth',
		description: 'KillB requires users to be at least 18 years old',
	}),
	email,
	phone,
};

/** Optional members of CreatePersonUserDto. */
export const personDetails = {
	middleName: text({ displayName: 'Middle Name' }),
	nationality: optional(
		country({
			displayName: 'Nationality',
			description: 'The country of nationality, from the list or by its two-letter code',
		}),
	),
	citizenship: optional(
		country({
			displayName: 'Citizenship',
			description: 'The country of citizenship, from the list or by its two-letter code',
		}),
	),
	employmentStatus: optionalChoice({
		displayName: 'Employment Status',
		options: EMPLOYMENT_STATUSES,
	}),
	employmentDescription: text({ displayName: 'Employment Description' }),
	employerName: text({ displayName: 'Employer Name' }),
	occupation: text({ displayName: 'Occupation', placeholder: 'e.g. Software Engineer' }),
	investmentProfile,
	kycProfile: personKycProfile,
};

/** UpdatePersonUserDto: the same members, all optional (killb.md 3.4). */
export const personChanges = {
	...personBasics,
	...personDetails,
	address,
	document: personDocument,
};
