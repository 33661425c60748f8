import { type Field, required, when } from '../../../shared/operation';
import { addressMembers } from '../../data/address';
import { companyBasics } from '../../data/company';
import { companyDocumentType } from '../../data/companyDocument';
import { personBasics } from '../../data/person';
import {
	documentCountryCode,
	documentExtras,
	documentNumber,
	personDocumentType,
} from '../../data/personDocument';

const ofPerson = <T>(field: Field<T | undefined>) =>
	when({ userType: ['PERSON'] }, required(field));
const ofCompany = <T>(field: Field<T | undefined>) =>
	when({ userType: ['COMPANY'] }, required(field));
const ofDocument = (type: string, field: Field<string>) =>
	when({ userType: ['PERSON'], documentType: [type] }, field);

const { street1, city, state, zipCode, countryCode } = addressMembers;
const { INE, IFE } = documentExtras;

/** The required members of a new user, by type, as top-level inputs (killb.md 3.1). */
export const requiredFields = {
	firstName: ofPerson(personBasics.firstName),
	lastName: ofPerson(personBasics.lastName),
	dateOfBirth: ofPerson(personBasics.dateOfBirth),
	companyName: ofCompany(companyBasics.companyName),
	email: ofPerson(personBasics.email),
	phone: ofPerson(personBasics.phone),
	street1,
	city,
	state,
	zipCode,
	countryCode,
	documentType: ofPerson(personDocumentType),
	companyDocumentType: ofCompany(companyDocumentType),
	documentNumber,
	cic: ofDocument('INE', INE.cic),
	identificadorCiudadano: ofDocument('INE', INE.identificadorCiudadano),
	ocr: ofDocument('IFE', IFE.ocr),
	numeroEmision: ofDocument('IFE', IFE.numeroEmision),
	documentCountryCode,
};
