import type { Values } from '../../../shared/operation';
import type { requiredFields } from './requiredFields';

type Required = Values<typeof requiredFields>;
type Optional = Readonly<Record<string, unknown>>;

/**
 * Builds a CreatePersonUserDto from the form; undefined members are not sent.
 * @param more the optional inputs that were added
 */
export function personData(values: Required, more: Optional): Record<string, unknown> {
	const { street2, expeditionDate, ...details } = more;
	const { firstName, lastName, dateOfBirth, email, phone } = values;
	const { cic, identificadorCiudadano, ocr, numeroEmision } = values;
	return {
		firstName,
		lastName,
		dateOfBirth,
		email,
		phone,
		address: address(values, street2),
		document: {
			...document(values, values.documentType),
			expeditionDate,
			cic,
			identificadorCiudadano,
			ocr,
			numeroEmision,
		},
		...details,
	};
}

/**
 * Builds a CreateCompanyUserDto from the form; undefined members are not sent.
 * @param more the optional inputs that were added
 */
export function companyData(values: Required, more: Optional): Record<string, unknown> {
	const { street2, ...details } = more;
	return {
		companyName: values.companyName,
		address: address(values, street2),
		document: document(values, values.companyDocumentType),
		...details,
	};
}

function address(values: Required, street2: unknown) {
	const { street1, city, state, zipCode, countryCode } = values;
	return { street1, street2, city, state, zipCode, countryCode };
}

function document(values: Required, type: string | undefined) {
	const { documentNumber: number, documentCountryCode: issuedCountryCode } = values;
	return { type, number, issuedCountryCode };
}
