import { phoneOf } from '../../../../core/identifier';
import {
	choice,
	type Field,
	fixed,
	required,
	requiredChoice,
	requiredText,
	when,
} from '../../../shared/operation';
import { companyBasics } from '../company';
import { companyDocumentType } from '../companyDocument';
import { email, personBasics, personDetails, phone } from '../person';
import {
	documentCountryCode,
	documentExtras,
	documentNumber,
	expeditionDate,
	personDocumentType,
} from '../personDocument';
import { USER_TYPES } from '../userType';
import { fills } from './rail';

const ofPerson = <T>(field: Field<T | undefined>) =>
	when({ holderType: ['PERSON'] }, required(field));
const ofCompany = <T>(field: Field<T | undefined>) =>
	when({ holderType: ['COMPANY'] }, required(field));
const ofDocument = (type: string, name: string, field: Field<string>) =>
	fills(`document.${name}`, when({ documentType: [type] }, field));

const { INE, IFE } = documentExtras;

/**
 * "+" and country code (killb.md 1), with the maximum length of international numbers (ITU-T
 * E.164).
 */
export const PHONE_NUMBER = {
	matches: /^\+[1-9]\d{6,14}$/,
	says: 'a phone number with + and country code, digits only, such as +576015555555',
};

const holderPhone = requiredText({
	displayName: 'Phone',
	description: 'Phone number of the account holder',
	placeholder: 'e.g. +576015555555',
	hint: 'Start with + and the country code',
	clean: phoneOf,
	pattern: PHONE_NUMBER,
});

const document = {
	documentType: fills('document.type', ofPerson(personDocumentType)),
	companyDocumentType: fills('document.type', ofCompany(companyDocumentType)),
	documentNumber: fills('document.number', documentNumber),
	cic: ofDocument('INE', 'cic', INE.cic),
	identificadorCiudadano: ofDocument('INE', 'identificadorCiudadano', INE.identificadorCiudadano),
	ocr: ofDocument('IFE', 'ocr', IFE.ocr),
	numeroEmision: ofDocument('IFE', 'numeroEmision', IFE.numeroEmision),
	documentCountryCode: fills('document.issuedCountryCode', documentCountryCode),
};

/**
 * KillB requires either both names of a person or a company's name, and a document of one of the
 * two (killb.md 5).
 */
const identity = {
	holderType: fills(
		'',
		fixed(
			choice({
				displayName: 'Account Holder',
				description:
					'Whether the account belongs to a person or a company. It determines the required fields, so it cannot be an expression.',
				options: USER_TYPES,
				default: 'PERSON',
			}),
		),
	),
	firstName: ofPerson(personBasics.firstName),
	lastName: ofPerson(personBasics.lastName),
	companyName: ofCompany(companyBasics.companyName),
	email: required(email),
};

/** The holder of most rails. */
export const holder = { ...identity, phone: holderPhone, ...document };

/** The holder for SPI_DO, where a phone number may identify the account. */
export const holderWithoutPhone = { ...identity, ...document };

/**
 * The holder of a payout's account: one guide shows a phone number without country code
 * (killb.md 1).
 */
export const holderWithAnyPhone = { ...holder, phone: required(phone) };

/** Optional inputs about a person. */
export const personExtras = {
	middleName: when({ holderType: ['PERSON'] }, personDetails.middleName),
	expeditionDate: fills(
		'document.expeditionDate',
		when({ holderType: ['PERSON'] }, expeditionDate),
	),
};

/**
 * Document types of AccountDocumentDto, for COELSA; KillB does not spell out the abbreviations
 * (killb.md 5).
 */
const ACCOUNT_DOCUMENT_TYPES = [
	{ name: 'Cédula', value: 'CEDULA' },
	{ name: 'CURP (Clave Única De Registro De Población)', value: 'CURP' },
	{ name: 'Driver License', value: 'DRIVER_LICENSE' },
	{ name: 'INE (Credencial Del Instituto Nacional Electoral)', value: 'INE' },
	{ name: 'National Identity Card', value: 'NATIONAL_IDENTITY_CARD' },
	{ name: 'NIT (Número De Identificación Tributaria)', value: 'NIT' },
	{ name: 'Passport', value: 'PASSPORT' },
	{ name: 'RFC (Registro Federal De Contribuyentes)', value: 'RFC' },
	{ name: 'RUT (Rol Único Tributario)', value: 'RUT' },
	{ name: 'USCC (Unified Social Credit Code)', value: 'USCC' },
] as const;

/** The holder for COELSA: a person, with other document types. */
export const coelsaHolder = {
	holderFirstName: fills('firstName', required(personBasics.firstName)),
	holderLastName: fills('lastName', required(personBasics.lastName)),
	email: holder.email,
	phone: holder.phone,
	accountDocumentType: fills(
		'document.type',
		requiredChoice({
			displayName: 'Document Type',
			description: 'Type of identity document',
			options: ACCOUNT_DOCUMENT_TYPES,
		}),
	),
	documentNumber: holder.documentNumber,
	documentCountryCode: holder.documentCountryCode,
};
