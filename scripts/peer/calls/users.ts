import { SEEDED_USER_ID } from '../../../sandbox';
import {
	COMPANY_DATA,
	COMPANY_FORM,
	INVESTMENT_PROFILE,
	PERSON_DATA,
	PERSON_FORM,
} from '../../../test/support/killb/people';
import type { PeerCall } from '../call';
import { byId, OWN_ID } from '../call';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\n');

const file = (bytes: Buffer, fileName: string, mimeType: string) => ({
	data: bytes.toString('base64'),
	fileName,
	mimeType,
});

const ofSdk = (bytes: Buffer, name: string, type: string) =>
	new File([new Uint8Array(bytes)], name, { type });

const onePage = { returnAll: false, limit: 10 };

export const userCalls: PeerCall[] = [
	{
		sdk: 'users.list',
		of: 'the login before it',
		node: 'user.getAll',
		login: true,
		given: () => [{ type: 'PERSON' }],
		form: () => ({ userType: 'PERSON' }),
	},
	{
		sdk: 'users.create',
		of: 'a person',
		node: 'user.create',
		given: () => [
			{
				type: 'PERSON',
				externalId: OWN_ID.externalId,
				data: { ...PERSON_DATA, occupation: 'Engineer', investmentProfile: INVESTMENT_PROFILE },
			},
		],
		form: () => ({
			...PERSON_FORM,
			...OWN_ID,
			personFields: {
				occupation: 'Engineer',
				investmentProfile: { values: INVESTMENT_PROFILE },
			},
		}),
	},
	{
		sdk: 'users.create',
		of: 'a company',
		node: 'user.create',
		given: () => [{ type: 'COMPANY', externalId: OWN_ID.externalId, data: COMPANY_DATA }],
		form: () => ({ ...COMPANY_FORM, ...OWN_ID }),
	},
	{
		sdk: 'users.getById',
		node: 'user.get',
		given: () => [SEEDED_USER_ID],
		form: () => ({ userId: byId(SEEDED_USER_ID) }),
	},
	{
		sdk: 'users.update',
		node: 'user.update',
		given: () => [SEEDED_USER_ID, { occupation: 'Engineer', phone: '+576015555556' }],
		form: () => ({
			userId: byId(SEEDED_USER_ID),
			userType: 'PERSON',
			personChanges: { occupation: 'Engineer', phone: '+576015555556' },
		}),
	},
	{
		sdk: 'users.list',
		of: 'by filters with signs that a URL must not hold',
		node: 'user.getAll',
		given: () => [{ type: 'PERSON', email: 'a+b@x.test', firstName: 'Ñ & co', page: 1, limit: 10 }],
		form: () => ({
			userType: 'PERSON',
			...onePage,
			filters: { email: 'a+b@x.test', firstName: 'Ñ & co' },
		}),
	},
	{
		sdk: 'users.list',
		of: 'by two owners',
		node: 'user.getAll',
		given: () => [{ type: 'COMPANY', ownerUsers: [SEEDED_USER_ID, 'other'], page: 1, limit: 10 }],
		form: () => ({
			userType: 'COMPANY',
			...onePage,
			filters: { ownerUsers: [SEEDED_USER_ID, 'other'] },
		}),
		differs:
			'The SDK hands the list to `URLSearchParams`, which joins it with commas. The node repeats the name, which is OpenAPI’s default. KillB documents neither.',
	},
	{
		sdk: 'users.delete',
		node: 'user.delete',
		given: () => [SEEDED_USER_ID],
		form: () => ({ userId: byId(SEEDED_USER_ID) }),
	},
	{
		sdk: 'users.uploadPersonDocument',
		node: 'user.uploadPersonDocument',
		given: () => [
			{
				userId: SEEDED_USER_ID,
				documentType: 'PASSPORT',
				frontDocument: ofSdk(PNG, 'front ñ.png', 'image/png'),
				backDocument: ofSdk(PDF, 'back.pdf', 'application/pdf'),
			},
		],
		form: () => ({
			userId: byId(SEEDED_USER_ID),
			documentType: 'PASSPORT',
			frontFile: 'front',
			additionalFields: { backFile: 'back' },
		}),
		files: {
			front: file(PNG, 'front ñ.png', 'image/png'),
			back: file(PDF, 'back.pdf', 'application/pdf'),
		},
	},
	{
		sdk: 'users.uploadCompanyDocument',
		node: 'user.uploadCompanyDocument',
		prepare: async (ask) => {
			const { id } = await ask('POST', '/users', { type: 'COMPANY', data: COMPANY_DATA });
			return { companyId: String(id) };
		},
		given: ({ companyId }) => [
			{
				userId: companyId,
				documentType: 'ARTICLES_OF_INCORPORATION',
				frontDocument: ofSdk(PDF, 'articles.pdf', 'application/pdf'),
			},
		],
		form: ({ companyId }) => ({
			userId: byId(companyId),
			documentType: 'ARTICLES_OF_INCORPORATION',
			frontFile: 'data',
		}),
		files: { data: file(PDF, 'articles.pdf', 'application/pdf') },
	},
];
