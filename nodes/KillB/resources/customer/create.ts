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
		'Create a company as a KillB customer. For your end users, use User › Create instead.',
	endpoint: 'POST /api/v2/customers',
	creates: true,
	fields: {
		companyName: required(companyBasics.companyName),
		tradeName: required(
			text({
				displayName: 'Trade Name',
				description: 'Name that the company does business under',
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
		additionalFields: leftOutIfNothing(
			additionalInputs({
				street2,
				additionalFieldsJson: additionalJson(
					'More members of the customer',
					'{ "address": { "street2": "Apt 488" } }',
				),
			}),
		),
	},
	body: (values) => {
		const { companyName, tradeName, email, phone } = values;
		const { street1, city, state, zipCode, countryCode } = values;
		const { street2: secondLine, additionalFieldsJson } = values.additionalFields;
		const { documentType: type, documentNumber: number } = values;
		const customer = {
			companyName,
			tradeName,
			email,
			phone,
			address: { street1, street2: secondLine, city, state, zipCode, countryCode },
			document: { type, number, issuedCountryCode: values.documentCountryCode },
		};
		return overJson(additionalFieldsJson, customer);
	},
});
