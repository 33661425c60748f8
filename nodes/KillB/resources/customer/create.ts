import {
	additionalInputs,
	leftOutIfNothing,
	operation,
	required,
	text,
} from '../../../shared/operation';
import { additionalJson, overJson } from '../../data/json';
import { addressMembers } from '../../data/address';
import { companyBasics } from '../../data/company';
import { companyDocumentType } from '../../data/companyDocument';
import { email, phone } from '../../data/person';
import { documentCountryCode, documentNumber } from '../../data/personDocument';

const { street1, street2, city, state, zipCode, countryCode } = addressMembers;

/** POST /api/v2/customers (killb.md 9). It accepts no external ID. */
export const create = operation({
	name: 'Create',
	action: 'Create customer',
	description:
		'Register a company as a customer of KillB. Your own end users are not customers: create them with User › Create.',
	endpoint: 'POST /api/v2/customers',
	creates: true,
	fields: {
		companyName: required(companyBasics.companyName),
		tradeName: required(
			text({
				displayName: 'Trade Name',
				description: 'The name that the company does business under',
				placeholder: 'e.g. Acme',
			}),
		),
		email: required(email),
		phone: required(phone),
		street1,
		city,
		state,
		zipCode,
		countryCode,
		documentType: companyDocumentType,
		documentNumber,
		documentCountryCode,
		additionalFields: leftOutIfNothing(additionalInputs({ street2 })),
		additionalFieldsJson: leftOutIfNothing(
			additionalJson('More members', '{ "address": { "street2": "Apt 488" } }'),
		),
	},
	body: (values) => {
		const { companyName, tradeName, email, phone } = values;
		const { street1, city, state, zipCode, countryCode, additionalFields } = values;
		const { documentType: type, documentNumber: number } = values;
		const customer = {
			companyName,
			tradeName,
			email,
			phone,
			address: { street1, ...additionalFields, city, state, zipCode, countryCode },
			document: { type, number, issuedCountryCode: values.documentCountryCode },
		};
		return overJson(values.additionalFieldsJson, customer);
	},
});
