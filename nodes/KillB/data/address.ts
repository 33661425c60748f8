import { group, required, text } from '../../shared/operation';

/** AddressDto (killb.md 3.1). */
export const addressMembers = {
	street1: required(text({ displayName: 'Street', placeholder: 'e.g. Calle 10 # 5-51' })),
	street2: text({ displayName: 'Street, Second Line', placeholder: 'e.g. Apt 488' }),
	city: required(text({ displayName: 'City', placeholder: 'e.g. Bogotá' })),
	state: required(text({ displayName: 'State', placeholder: 'e.g. Cundinamarca' })),
	zipCode: required(text({ displayName: 'ZIP Code', placeholder: 'e.g. 110311' })),
	countryCode: required(
		text({
			displayName: 'Country Code',
			description: 'The country of the address, by its code of two letters',
			placeholder: 'e.g. CO',
		}),
	),
};

export const address = group({
	displayName: 'Address',
	description: 'The whole address: KillB takes no part of it alone',
	placeholder: 'Add Address',
	fields: addressMembers,
});
