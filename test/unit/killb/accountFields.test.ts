import type { INodeProperties } from 'n8n-workflow';
import facts from '../../../sandbox/killb/operations.json';
import { ACCOUNT_TYPES, type AccountType, RAILS } from '../../../nodes/KillB/data/accounts';
import type { Inputs, Rail } from '../../../nodes/KillB/data/accounts/rail';
import { accountFilters } from '../../../nodes/KillB/data/accountFilters';
import { BENEFICIARY_RAILS } from '../../../nodes/KillB/data/beneficiary';
import { GUIDE_STATES, PAYOUT_STATUSES } from '../../../nodes/KillB/data/statuses';
import { WORDS_IN_PLACE_OF_ACCOUNT_ID } from '../../../nodes/KillB/locators';
import { account } from '../../../nodes/KillB/resources/account';
import { create as createAccount } from '../../../nodes/KillB/resources/account/create';
import { exportAccounts } from '../../../nodes/KillB/resources/account/export';
import { update as updateAccount } from '../../../nodes/KillB/resources/account/update';
import { bank } from '../../../nodes/KillB/resources/bank';
import { payout } from '../../../nodes/KillB/resources/payout';
import { type Fields, isShown } from '../../../nodes/shared/fields/field';
import { documented, documentedEndpoints, documentedQuery, formShape } from './facts';
import { memberShapes, railShape } from './railShape';

/**
 * The documented types of a new account's data and of a change, by account type; empty if there are
 * none.
 */
const TYPES: Record<AccountType, [create: string | undefined, update: string | undefined]> = {
	PSE: ['PSEAccountDto', 'PSEUpdateAccountDto'],
	BREB: ['BrebAccountDto', 'BrebUpdateAccountDto'],
	TRANSFIYA: ['TransfiyaAccountDto', undefined],
	SPEI: ['SpeiAccountDto', 'SPEIUpdateAccountDto'],
	WALLET: ['WalletAccountDto', 'WALLETUpdateAccountDto'],
	ACH: ['ACHAccountDto', undefined],
	WIRE: ['WIREAccountDto', undefined],
	SWIFT: ['SwiftAccountDto', 'SwiftUpdateAccountDto'],
	PIX: ['PixAccountDto', 'PixUpdateAccountDto'],
	COELSA: ['CoelsaAccountDto', 'COELSAUpdateAccountDto'],
	CCI: ['CciAccountDto', 'CciUpdateAccountDto'],
	SPI: ['SpiAccountDto', 'SpiUpdateAccountDto'],
	SPI_PY: ['SpiPyAccountDto', 'SpiPyUpdateAccountDto'],
	SPI_DO: ['SpiDoAccountDto', 'SpiDoUpdateAccountDto'],
	SINPE: ['SinpeAccountDto', 'SinpeUpdateAccountDto'],
	ACH_BO: ['ACHBoAccountDto', 'ACHBoUpdateAccountDto'],
	ACH_GT: ['ACHGtAccountDto', 'ACHGtUpdateAccountDto'],
	ACH_HN: ['ACHHnAccountDto', 'ACHHnUpdateAccountDto'],
	ACH_NI: ['ACHNiAccountDto', 'ACHNiUpdateAccountDto'],
	ACH_PA: ['ACHPaAccountDto', 'ACHPaUpdateAccountDto'],
	ACH_SV: ['ACHSvAccountDto', 'ACHSvUpdateAccountDto'],
	CUSTODIAL: [undefined, undefined],
};

const rails = Object.entries<Rail>(RAILS) as Array<[AccountType, Rail]>;
const creatable = rails.filter(([type]) => TYPES[type][0] !== undefined);
const changeable = rails.filter(([type]) => TYPES[type][1] !== undefined);

const inputsOf = ({ holder, country, details, optional }: Rail): Inputs => ({
	...holder,
	...country,
	...details,
	...optional,
});

/**
 * Enums of a new account that its change documents as text: the form has the same drop-down for
 * both.
 */
const textOf = (shape: object) =>
	Object.fromEntries(
		Object.entries(shape).map(([name, type]) => [
			name,
			typeof type === 'string' && !/^(aliasType|pixKeyType)/.test(name) ? 'string' : type,
		]),
	);

describe('the table of rails', () => {
	it('has every documented account type', () => {
		const { type } = documented('CreateAccountDto');
		expect(`one of ${Object.keys(RAILS).sort().join(', ')}`).toBe(type);
	});

	it.each(creatable)('has exactly the documented members of a new %s account', (type, rail) => {
		const expected = documented(TYPES[type][0] ?? '');
		delete expected.document;
		if (type === 'SPEI') {
			// It is optional for a CLABE; the form always sends the number's type.
			expected.clabeType = expected['clabeType?'] ?? '';
			delete expected['clabeType?'];
		}
		if (type === 'SPI_DO') {
			// "Required when identifierType is …" (killb.md 5), though marked as always required.
			for (const member of ['bankCode', 'accountNumber', 'phone', 'alias']) {
				expected[`${member}?`] = expected[member] ?? '';
				delete expected[member];
			}
		}
		expect(memberShapes(railShape(inputsOf(rail)), ['document'])).toEqual(expected);
	});

	it.each(creatable)('has the documented documents of a new %s account', (type, rail) => {
		const inputs = Object.entries(inputsOf(rail)).filter(
			([name, { path = [name] }]) => path[0] === 'document' || path.length === 0,
		);
		// Which document it is depends only on the holder.
		const shapeFor = (holderType: string, left: string) =>
			memberShapes(
				railShape({
					...Object.fromEntries(inputs.filter(([name]) => name !== left)),
					holderType: only(holderType),
				}),
			).document;
		if (type === 'COELSA') {
			expect(shapeFor('', '')).toEqual(documented('AccountDocumentDto'));
			return;
		}
		expect(shapeFor('PERSON', 'companyDocumentType')).toEqual(documented('PersonUserDocumentDto'));
		expect(shapeFor('COMPANY', 'documentType')).toEqual(documented('CompanyUserDocumentDto'));
	});

	it.each(changeable)('has exactly the documented members of a change to %s', (type, rail) => {
		const { required, optional } = rail.changes ?? { required: {}, optional: {} };
		const expected = documented(TYPES[type][1] ?? '');
		expect(expected).toHaveProperty(['document?']);
		delete expected['document?'];
		const shape = memberShapes(railShape({ ...optional, ...required }), ['document']);
		if (type === 'SWIFT') {
			expect(formShape({ x: optional.bankAddress as never })['x?']).toEqual(
				documented('AddressDto'),
			);
			shape['bankAddress?'] = expected['bankAddress?'] ?? '';
		}
		expect(textOf(shape)).toEqual(textOf(expected));
		const documents = Object.values(optional).filter(({ path }) => path?.[0] === 'document');
		expect(documents.map((input) => formShape({ x: input })['x?'])).toEqual([
			documented('PersonUserDocumentDto'),
			documented('CompanyUserDocumentDto'),
		]);
	});

	it('has no changes if none are documented, except for ACH, whose change is specified separately', () => {
		const without = rails.filter(([, { changes }]) => changes === undefined);
		expect(without.map(([type]) => type).sort()).toEqual(['CUSTODIAL', 'TRANSFIYA', 'WIRE']);
		const [, ach] = rails.find(([type]) => type === 'ACH') ?? [];
		expect(memberShapes(railShape(ach?.changes?.required ?? {}))).toEqual({
			routingNumber: 'string',
			accountNumber: 'string',
			type: 'one of checking, savings',
		});
	});

	it('has the documented alternatives of a payout’s receiver', () => {
		const { type } = documented('BeneficiaryDto');
		expect(`one of ${Object.keys(BENEFICIARY_RAILS).sort().join(', ')}`).toBe(type);
		expect(facts.schemas.BeneficiaryDto.account).toEqual({
			oneOf: ['#PSEAccountDto', '#BrebAccountDto'],
		});
		for (const [rail, dto] of [
			[BENEFICIARY_RAILS.BANK, 'PSEAccountDto'],
			[BENEFICIARY_RAILS.BREB, 'BrebAccountDto'],
		] as const) {
			const expected = documented(dto);
			delete expected.document;
			expect(memberShapes(railShape(inputsOf(rail)), ['document'])).toEqual(expected);
		}
	});

	it('gives each parameter one meaning, so that rails can share it', () => {
		const known = new Map<string, unknown>();
		for (const [, rail] of rails) {
			for (const [name, input] of Object.entries(inputsOf(rail))) {
				expect([name, known.get(name) ?? input]).toEqual([name, input]);
				expect(known.has(name) && known.get(name) !== input).toBe(false);
				known.set(name, input);
			}
		}
		expect(known.size).toBeGreaterThan(60);
	});

	it('names the country of a rail as its sample does', () => {
		// KillB's sample of ACH has CO, though the rail belongs to the United States (killb.md 5).
		const samples = Object.fromEntries(
			creatable.map(([type]) => {
				const dto = facts.schemas[TYPES[type][0] as 'PSEAccountDto'];
				return [type, /e\.g\. (..)/.exec(dto.countryCode ?? '')?.[1]];
			}),
		);
		const named = creatable.map(([type, { country }]) => [
			type,
			(Object.values(country)[0]?.property.default as { value: string } | undefined)?.value,
		]);
		expect(Object.fromEntries(named)).toEqual({
			...samples,
			ACH: 'US',
			SWIFT: '',
			WALLET: undefined,
		});
	});
});

describe('the forms of accounts, banks and payouts', () => {
	it.each(Object.keys(RAILS))(
		'have no empty section for %s, held by a person or a company',
		(accountType) => {
			for (const fields of [createAccount.fields, updateAccount.fields] as Fields[]) {
				const sections = Object.values(fields).filter(
					(field) => field.property.type === 'collection' && isShown(field, { accountType }),
				);
				expect(sections).toHaveLength(1);
				for (const holderType of ['PERSON', 'COMPANY']) {
					const inForm = { '/accountType': accountType, '/holderType': holderType };
					const options = (sections[0]?.property.options ?? []) as INodeProperties[];
					const offered = options.filter((property) =>
						isShown({ property, read: () => undefined }, inForm),
					);
					expect(offered.length).toBeGreaterThan(0);
				}
			}
		},
	);

	it('have exactly the documented filters of accounts, except for paging', () => {
		const filters = documentedQuery('GET', '/api/v2/accounts');
		delete filters['limit?'];
		delete filters['page?'];
		// One text to KillB, a list in the form.
		filters['ids?'] = 'list of string';
		expect(formShape(accountFilters)).toEqual(filters);
	});

	it('have every documented payout status, and those that only guides name', () => {
		const { status } = documented('CreatePayoutResponseDto');
		const own = PAYOUT_STATUSES.all
			.map(({ value }) => value)
			.filter((value) => !GUIDE_STATES.includes(value));
		expect(`one of ${own.sort().join(', ')}`).toBe(status);
		expect(PAYOUT_STATUSES.all).toHaveLength(own.length + 4);
		expect(PAYOUT_STATUSES.all).toContainEqual({
			name: 'Cash Out: Pending File',
			value: 'CASH_OUT_PENDING_FILE',
		});
	});

	it('give every choice its own readable name', () => {
		const names = [...ACCOUNT_TYPES, ...PAYOUT_STATUSES.all].map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names.filter((name) => name.trim() === '' || name.includes('_'))).toEqual([]);
	});

	it('export every account type except the one missing from the export’s list', () => {
		const { property } = exportAccounts.fields.accountTypes ?? { property: { options: [] } };
		const values = (property.options ?? []).map((option) => 'value' in option && option.value);
		expect(values.sort()).toEqual(
			Object.keys(RAILS)
				.filter((type) => type !== 'CUSTODIAL')
				.sort(),
		);
	});

	it('belong to documented endpoints', () => {
		const endpoints = [account, bank, payout].flatMap(({ operations }) =>
			Object.values(operations).map(({ endpoint }) =>
				endpoint.replace(/\{(accountId|payoutId)\}/, '{id}'),
			),
		);
		const wanted = documentedEndpoints.filter((endpoint) =>
			/ \/api\/v2\/(accounts|banks|payouts)(\/|$)/.test(endpoint),
		);
		expect(endpoints.sort()).toEqual(wanted.sort());
		expect(wanted).toHaveLength(14);
	});

	it('reject as an account ID every word that another endpoint has in that place', () => {
		const words = documentedEndpoints
			.map((endpoint) => / \/api\/v2\/accounts\/([^/{]+)/.exec(endpoint)?.[1]?.toLowerCase())
			.filter((word) => word !== undefined);
		expect(new Set(words)).toEqual(new Set(WORDS_IN_PLACE_OF_ACCOUNT_ID));
	});
});

/** A discriminating input with a single possible value. */
function only(value: string): Inputs[string] {
	return {
		property: {
			displayName: '',
			type: 'options',
			options: [{ name: value, value }],
			default: value,
		},
		read: () => undefined,
		path: [],
	};
}
