import { day, optionalChoice, text, textList } from '../../shared/operation';
import { address } from './address';
import { companyDocument } from './companyDocument';
import { investmentProfile } from './investmentProfile';
import { companyKycProfile } from './kycProfile';
import { email, phone } from './person';

const LEGAL_STRUCTURES = [
	{ name: 'C Corporation, Private', value: 'C_CORP_PRIVATE' },
	{ name: 'C Corporation, Public', value: 'C_CORP_PUBLIC' },
	{ name: 'High-Net-Worth Individual', value: 'HNWI' },
	{ name: 'Limited Liability Company', value: 'LLC' },
	{ name: 'Limited Liability Partnership', value: 'LLP' },
	{ name: 'Limited Partnership', value: 'LP' },
	{ name: 'Non-Profit', value: 'NON_PROFIT' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'S Corporation', value: 'S_CORP' },
	{ name: 'Sole Proprietorship', value: 'SOLE_PROP' },
	{ name: 'Trust', value: 'TRUST' },
] as const;

/** Required members of CreateCompanyUserDto, except address and document (killb.md 3.1). */
export const companyBasics = {
	companyName: text({ displayName: 'Company Name', placeholder: 'e.g. Babbleopia S.A.S.' }),
};

/** Optional members of CreateCompanyUserDto. */
export const companyDetails = {
	tradeName: text({ displayName: 'Trade Name' }),
	registeredNumber: text({ displayName: 'Registered Number', placeholder: 'e.g. 123456' }),
	legalStructure: optionalChoice({ displayName: 'Legal Structure', options: LEGAL_STRUCTURES }),
	description: text({ displayName: 'Company Description', rows: 2 }),
	establishedOn: day({
		displayName: 'Established On',
		description: 'Date the company was founded',
	}),
	email,
	phone,
	mainOwnerUser: text({
		displayName: 'Main Owner',
		description: 'KillB user ID of the main owner',
	}),
	ownerUsers: textList({
		displayName: 'Owners',
		description: 'KillB user IDs of the owners',
		addButton: 'Add Owner',
	}),
	naics: text({
		displayName: 'NAICS',
		description: 'Industry code of the North American Industry Classification System',
		placeholder: 'e.g. 522390',
	}),
	naicsDescription: text({ displayName: 'NAICS Description' }),
	investmentProfile,
	kycProfile: companyKycProfile,
};

/** UpdateCompanyUserDto: the same members, all optional, and `ein` (killb.md 3.4). */
export const companyChanges = {
	...companyBasics,
	...companyDetails,
	ein: text({
		displayName: 'EIN',
		description: 'Employer Identification Number',
		placeholder: 'e.g. 12-3456789',
	}),
	address,
	document: companyDocument,
};
