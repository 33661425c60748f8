import { errorIn, messageIn } from '../../support/engine';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import {
	COMPANY_DATA,
	COMPANY_FORM,
	COMPANY_KYC,
	INVESTMENT_PROFILE,
	PERSON_DATA,
	PERSON_FORM,
	PERSON_KYC,
} from '../../support/killb/people';

const sandbox = KillBSandbox.forEachTest();

async function created(parameters: INodeParameters) {
	const { items, error } = await sandbox.run('user.create', parameters);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	const [sent] = sandbox.bodies('POST', '/api/v2/users') as IDataObject[];
	const { externalId, ...body } = sent ?? {};
	return { body, externalId, item: items[0]?.json };
}

async function rejection(parameters: INodeParameters): Promise<string | undefined> {
	const { error, items } = await sandbox.run('user.create', parameters);
	expect(items).toEqual([]);
	expect(sandbox.ownRequests()).toEqual([]);
	return error?.message;
}

describe('User: Create', () => {
	it('sends the required inputs of a person, and returns the user unchanged', async () => {
		const { body, item } = await created(PERSON_FORM);
		expect(body).toEqual({ type: 'PERSON', data: PERSON_DATA });
		expect(item).toMatchObject({ type: 'PERSON', status: 'ACTIVE', data: PERSON_DATA });
	});

	it('sends the required inputs of a company', async () => {
		const { body } = await created(COMPANY_FORM);
		expect(body).toEqual({ type: 'COMPANY', data: COMPANY_DATA });
	});

	it('sends every documented field of a person', async () => {
		const { body } = await created({
			...PERSON_FORM,
			documentType: 'INE',
			cic: '1111111111',
			identificadorCiudadano: '1234567890',
			personFields: {
				middleName: 'Carlos',
				nationality: 'CO',
				citizenship: 'MX',
				employmentStatus: 'SELF_EMPLOYED',
				employmentDescription: 'Engineer',
				employerName: 'Google',
				occupation: 'Software Engineer',
				street2: 'Apt 488',
				expeditionDate: '2012-02-29T00:00:00',
				investmentProfile: { values: INVESTMENT_PROFILE },
				kycProfile: { values: PERSON_KYC },
			},
		});
		expect(body).toEqual({
			type: 'PERSON',
			data: {
				...PERSON_DATA,
				address: { ...(PERSON_DATA.address as object), street2: 'Apt 488' },
				document: {
					type: 'INE',
					number: 'GE04292393',
					issuedCountryCode: 'CO',
					expeditionDate: '2012-02-29',
					cic: '1111111111',
					identificadorCiudadano: '1234567890',
				},
				middleName: 'Carlos',
				nationality: 'CO',
				citizenship: 'MX',
				employmentStatus: 'SELF_EMPLOYED',
				employmentDescription: 'Engineer',
				employerName: 'Google',
				occupation: 'Software Engineer',
				investmentProfile: INVESTMENT_PROFILE,
				kycProfile: PERSON_KYC,
			},
		});
	});

	it('sends every documented field of a company', async () => {
		const optional = {
			tradeName: 'Babbleopia',
			registeredNumber: '123456',
			legalStructure: 'LLC',
			description: 'Digital payments',
			establishedOn: '2010-05-15',
			phone: '+576015555555',
			email: 'company@example.test',
			mainOwnerUser: SEEDED_USER_ID,
			ownerUsers: [SEEDED_USER_ID],
			naics: '522390',
			naicsDescription: 'Credit intermediation',
		};
		const { body } = await created({
			...COMPANY_FORM,
			companyFields: {
				...optional,
				street2: 'Apt 488',
				investmentProfile: { values: INVESTMENT_PROFILE },
				kycProfile: { values: COMPANY_KYC },
			},
		});
		expect(body).toEqual({
			type: 'COMPANY',
			data: {
				...COMPANY_DATA,
				...optional,
				address: { ...(COMPANY_DATA.address as object), street2: 'Apt 488' },
				investmentProfile: INVESTMENT_PROFILE,
				kycProfile: COMPANY_KYC,
			},
		});
	});

	it('sends extra document numbers only with the document that has them', async () => {
		const { body } = await created({
			...PERSON_FORM,
			documentType: 'IFE',
			ocr: '1111111111',
			numeroEmision: '01',
			cic: 'left over',
		});
		expect(body).toMatchObject({ data: { document: { ocr: '1111111111', numeroEmision: '01' } } });
		expect(JSON.stringify(body)).not.toContain('left over');
	});

	it('accepts further members as JSON, overridden by form fields', async () => {
		const { body } = await created({
			...PERSON_FORM,
			personFields: {
				occupation: 'Engineer',
				additionalFieldsJson: JSON.stringify({
					firstName: 'Nobody',
					occupation: 'None',
					citizenship: 'MX',
					address: { street2: 'Apt 1', city: 'Nowhere' },
					kycProfile: PERSON_KYC,
				}),
			},
		});
		expect(body).toEqual({
			type: 'PERSON',
			data: {
				...PERSON_DATA,
				address: { ...(PERSON_DATA.address as object), street2: 'Apt 1' },
				occupation: 'Engineer',
				citizenship: 'MX',
				kycProfile: PERSON_KYC,
			},
		});
	});

	it('creates a user per item from the item’s own fields, linked to it', async () => {
		const items = ['ada', 'bo', 'cy'].map((name, index) => ({
			name,
			born: `199${index}-12-31`,
			kind: ['PASSPORT', 'INE', 'IFE'][index],
			places: index === 2 ? ['CO', 'MX'] : null,
			activities: index === 2 ? 'NONE' : '',
		}));
		const { items: results, error } = await sandbox.run(
			'user.create',
			{
				...PERSON_FORM,
				firstName: '={{ $json.name }}',
				email: '={{ $json.name }}@example.test',
				dateOfBirth: '={{ DateTime.fromISO($json.born) }}',
				documentType: '={{ $json.kind }}',
				cic: '1',
				identificadorCiudadano: '2',
				ocr: '3',
				numeroEmision: '4',
				personFields: {
					occupation: '={{ $json.none }}',
					kycProfile: {
						values: {
							fundsSendReceiveJurisdictions: '={{ $json.places }}',
							engageInActivities: '={{ $json.activities }}',
						},
					},
				},
			},
			{ items },
		);
		expect(error).toBeUndefined();
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		const sent = sandbox.bodies('POST', '/api/v2/users') as Array<{ data: typeof PERSON_DATA }>;
		expect(sent.map(({ data }) => [data.firstName, data.dateOfBirth, data.document])).toEqual([
			['ada', '1990-12-31', { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' }],
			[
				'bo',
				'1991-12-31',
				{
					type: 'INE',
					number: 'GE04292393',
					issuedCountryCode: 'CO',
					cic: '1',
					identificadorCiudadano: '2',
				},
			],
			[
				'cy',
				'1992-12-31',
				{
					type: 'IFE',
					number: 'GE04292393',
					issuedCountryCode: 'CO',
					ocr: '3',
					numeroEmision: '4',
				},
			],
		]);
		expect(sent.map(({ data }) => data.kycProfile)).toEqual([undefined, undefined, PERSON_KYC]);
		expect(sent.filter(({ data }) => 'occupation' in data)).toEqual([]);
	});

	it.each([
		['firstName', 'First Name'],
		['dateOfBirth', 'Date of Birth'],
		['city', 'City'],
		['documentType', 'Document Type'],
		['documentNumber', 'Document Number'],
	])('names the empty required input: %s', async (name, label) => {
		expect(await rejection({ ...PERSON_FORM, [name]: '={{ $json.missing }}' })).toBe(
			`${label} is empty: its expression {{ $json.missing }} returned nothing`,
		);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ dateOfBirth: '={{ "yesterday" }}' }, /^Date of Birth must be a date such as/],
		[{ dateOfBirth: '={{ "1992-13-45" }}' }, /^Date of Birth must be a date such as/],
		[{ documentType: '={{ "CC" }}' }, /^Document Type must be one of .* got "CC"$/],
		[{ firstName: '={{ ({ a: 1 }) }}' }, /^First Name must be text/],
		[{ personFields: { employmentStatus: '={{ "BORED" }}' } }, /^Additional Fields › Employment/],
		[
			{ personFields: { kycProfile: { values: { engageInActivities: ['NONE'] } } } },
			/^Additional Fields › KYC Profile is incomplete: Jurisdictions of Funds is missing/,
		],
		[
			{ personFields: { additionalFieldsJson: '={{ "{oops" }}' } },
			/^Additional Fields › Additional Fields \(JSON\) is not valid JSON/,
		],
		[
			{ personFields: { additionalFieldsJson: '={{ [1] }}' } },
			/^Additional Fields › Additional Fields \(JSON\) must be a JSON object/,
		],
	])('rejects %j before anything is sent', async (change, message) => {
		expect(await rejection({ ...PERSON_FORM, ...change })).toMatch(message);
	});

	it.each<[string, INodeParameters, RegExp, RegExp]>([
		[
			'a used e-mail address',
			{ email: 'ana.sandoval@sandbox.example' },
			/already has a user with this email/,
			/Get Many[^]*USER\.0003 \(HTTP 409\)/,
		],
		['a minor', { dateOfBirth: '2020-01-01' }, /under 18/, /at least 18[^]*USER\.0004/],
		[
			'a malformed document',
			{ documentNumber: 'a b!' },
			/rejected the user’s document/,
			/Arguments: number = a b!\.[^]*USER\.0002/,
		],
		[
			'members unknown to KillB',
			{ personFields: { additionalFieldsJson: '{"shoeSize":43}' } },
			/rejected the input/,
			/“data\.shoeSize should not exist”[^]*INVALID\.INPUT/,
		],
	])('explains why KillB rejects %s', async (_, change, message, description) => {
		const { error } = await sandbox.run('user.create', { ...PERSON_FORM, ...change });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
	});

	it('continues after a failed item under Continue On Fail, with the reason on that item', async () => {
		const { outputs, error } = await sandbox.run(
			'user.create',
			{ ...PERSON_FORM, email: '={{ $json.email }}' },
			{
				items: [{ email: 'a@x.test' }, { email: '' }, { email: 'a@x.test' }, { email: 'd@x.test' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(error).toBeUndefined();
		const [items] = outputs;
		expect(items?.map(({ json, pairedItem }) => [messageIn(json), pairedItem])).toEqual([
			[undefined, { item: 0 }],
			['Email is empty: its expression {{ $json.email }} returned nothing', { item: 1 }],
			['KillB already has a user with this email address', { item: 2 }],
			[undefined, { item: 3 }],
		]);
		expect(errorIn(items?.[2]?.json)).toMatchObject({
			errorCode: 'USER.0003',
			httpCode: '409',
			messages: ['Email already exists'],
		});
	});
});
