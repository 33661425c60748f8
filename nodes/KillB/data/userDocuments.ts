import { PERSON_DOCUMENT_TYPES } from './personDocument';
import { COMPANY_DOCUMENT_TYPES } from './companyDocument';

/** Proofs for both persons and companies (killb.md 3.6). */
const PROOFS = [
	{ name: 'Proof of Address: Bank Statement', value: 'PROVE_OF_ADDRESS_BANK_STATEMENT' },
	{ name: 'Proof of Address: Lease Agreement', value: 'PROVE_OF_ADDRESS_LEASE_AGREEMENT' },
	{ name: 'Proof of Address: Utility Bill', value: 'PROVE_OF_ADDRESS_UTILITY_BILL' },
	{ name: 'Source of Funds: Bank Statement', value: 'SOURCE_OF_FUNDS_BANK_STATEMENT' },
	{ name: 'Source of Funds: Payslip', value: 'SOURCE_OF_FUNDS_PAYSLIP' },
] as const;

/** Identity documents that can be described but not uploaded (killb.md 3.1 and 3.6). */
const NOT_UPLOADED = ['NIT', 'RUT'];

/** Documents that can be uploaded for a person (UploadPersonDocumentDto). */
export const PERSON_UPLOADS = sorted([
	...PROOFS,
	...PERSON_DOCUMENT_TYPES.filter(({ value }) => !NOT_UPLOADED.includes(value)),
	{ name: 'KYC Report', value: 'KYC_REPORT' },
]);

/** Documents that can be uploaded for a company (UploadBusinessDocumentDto). */
export const COMPANY_UPLOADS = sorted([
	...PROOFS,
	...COMPANY_DOCUMENT_TYPES.filter(({ value }) => ['NIT', 'RUT', 'USCC'].includes(value)),
	{ name: 'Articles of Incorporation', value: 'ARTICLES_OF_INCORPORATION' },
	{ name: 'Incorporation Documents', value: 'INCORPORATION_DOCUMENTS' },
	{ name: 'KYB Report', value: 'KYB_REPORT' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Proof of Company Formation', value: 'PROOF_OF_COMPANY_FORMATION' },
]);

function sorted<O extends { name: string; value: string }>(options: O[]): O[] {
	return options.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
