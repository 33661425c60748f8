/** A person as killb.md 3.1 requires it, with nothing optional. */
export const PERSON = {
	firstName: 'John',
	lastName: 'Francisco',
	dateOfBirth: '1992-01-01',
	email: 'john@example.test',
	phone: '+576015555555',
	address: {
		street1: '68528 Dwight Court',
		city: 'Bogotá',
		state: 'DC',
		zipCode: '11001',
		countryCode: 'CO',
	},
	document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
};

export const COMPANY = {
	companyName: 'Gerlach and Bernhard',
	address: PERSON.address,
	document: { type: 'NIT', number: '900123456-1', issuedCountryCode: 'CO' },
};
