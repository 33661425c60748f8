import { phoneOf } from '../../../core/identifier';
import { day, type Label, optionalChoice, text } from '../../shared/operation';
import { address } from './address';
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
	description: 'The phone number with + and country code',
	placeholder: 'e.g. +576015555555',
	clean: phoneOf,
});

const country = (label: Label) => text({ placeholder: 'e.g. CO', ...label });

/** Required members of CreatePersonUserDto, except address and document (killb.md 3.1). */
export const personBasics = {
	firstName: text({ displayName: 'First Name', placeholder: 'e.g. Ana' }),
	lastName: text({ displayName: 'Last Name', placeholder: 'e.g. Sandoval' }),
	dateOfBirth: day({
		displayName: 'Date of Birth',
		description: 'The day of birth; KillB takes persons of 18 years and older',
	}),
	email,
	phone,
};

/** Optional members of CreatePersonUserDto. */
export const personDetails = {
	middleName: text({ displayName: 'Middle Name' }),
	nationality: country({ displayName: 'Nationality', description: 'Country code of two letters' }),
	citizenship: country({ displayName: 'Citizenship', description: 'Country code of two letters' }),
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
