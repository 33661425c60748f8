import type { IDataObject } from 'n8n-workflow';
import { mergeObjects } from '../../../../core/json';
import {
	collection,
	jsonObject,
	leftOutIfNothing,
	operation,
	required,
	text,
} from '../../../shared/operation';
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
		additionalFields: leftOutIfNothing(
			collection({
				displayName: 'Additional Fields',
				placeholder: 'Add Field',
				fields: { street2 },
			}),
		),
		additionalFieldsJson: leftOutIfNothing(
			jsonObject({
				displayName: 'Additional Fields (JSON)',
				description:
					'More members under KillB’s own names, as a JSON object. Where a field above says something else, the field counts.',
				placeholder: '{ "address": { "street2": "Apt 488" } }',
			}),
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
		return mergeObjects(values.additionalFieldsJson ?? {}, customer) as IDataObject;
	},
});
