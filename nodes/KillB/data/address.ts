import { group, named, required, text } from '../../shared/operation';
import { country } from './countries';

/** AddressDto (killb.md 3.1). */
export const addressMembers = {
	street1: required(text({ displayName: 'Street', placeholder: 'e.g. Calle 10 # 5-51' })),
	street2: text({ displayName: 'Street, Second Line', placeholder: 'e.g. Apt 488' }),
	city: required(text({ displayName: 'City', placeholder: 'e.g. Bogotá' })),
	state: required(text({ displayName: 'State', placeholder: 'e.g. Cundinamarca' })),
	zipCode: required(text({ displayName: 'ZIP Code', placeholder: 'e.g. 110311' })),
	countryCode: country({
		displayName: 'Address Country',
		description: 'The country of the address, from the list or by its two-letter code',
	}),
};

export const address = group({
	displayName: 'Address',
	description: 'The complete address. KillB does not accept parts of it.',
	placeholder: 'Add Address',
	fields: { ...addressMembers, countryCode: named('Country', addressMembers.countryCode) },
});
