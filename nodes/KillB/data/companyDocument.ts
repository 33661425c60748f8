import { group, named, requiredChoice } from '../../shared/operation';
import { documentCountryCode, documentNumber } from './personDocument';

/**
 * Registration documents of a company, by KillB's names (killb.md 3.1); the long names are common
 * ones, not KillB's.
 */
export const COMPANY_DOCUMENT_TYPES = [
	{ name: 'CNPJ (Cadastro Nacional Da Pessoa Jurídica)', value: 'CNPJ' },
	{ name: 'CUIT (Clave Única De Identificación Tributaria)', value: 'CUIT' },
	{ name: 'EIN (Employer Identification Number)', value: 'EIN' },
	{ name: 'NIT (Número De Identificación Tributaria)', value: 'NIT' },
	{ name: 'RFC (Registro Federal De Contribuyentes)', value: 'RFC' },
	{ name: 'RUT (Rol Único Tributario)', value: 'RUT' },
	{ name: 'USCC (Unified Social Credit Code)', value: 'USCC' },
] as const;

export const companyDocumentType = requiredChoice({
	displayName: 'Document Type',
	description: 'Type of registration document',
	options: COMPANY_DOCUMENT_TYPES,
});

/** CompanyUserDocumentDto. */
export const companyDocument = group({
	displayName: 'Document',
	description: 'The complete document. A new one may set the company back to PENDING.',
	placeholder: 'Add Document',
	fields: {
		type: named('Type', companyDocumentType),
		number: named('Number', documentNumber),
		issuedCountryCode: documentCountryCode,
	},
});
