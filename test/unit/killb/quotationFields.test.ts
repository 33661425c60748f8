import type { INodeProperties } from 'n8n-workflow';
import {
	CURRENCIES,
	QUOTATION_FROM_CURRENCIES,
	QUOTATION_TO_CURRENCIES,
} from '../../../nodes/KillB/data/currencies';
import { codeName, codeOptions } from '../../../nodes/KillB/data/codes';
import {
	METHODS,
	QUOTATION_CASH_IN_METHODS,
	QUOTATION_CASH_OUT_METHODS,
} from '../../../nodes/KillB/data/methods';
import { quotationBody } from '../../../nodes/KillB/data/quotation';
import { rampBody, rampFields } from '../../../nodes/KillB/data/ramp';
import { RAMP_STATUSES } from '../../../nodes/KillB/data/statuses';
import { refundInstructions } from '../../../nodes/KillB/data/refundInstructions';
import { rampFilters } from '../../../nodes/KillB/resources/ramp/getMany';
import { update } from '../../../nodes/KillB/resources/quotation/update';
import type { ExecutionContext } from '../../../nodes/shared/operation';
import { documented, documentedMembers, documentedQuery, formShape } from './facts';

const oneOf = (codes: readonly string[]) => `one of ${[...codes].sort().join(', ')}`;
const requested = documented('CreateQuotationDto');
const LOCATOR = { mode: 'list', value: 'X' };

/** The members that a form fills when each field has a value. */
function membersOf(body: object): string[] {
	return Object.entries(body)
		.filter(([, value]) => value !== undefined)
		.map(([name]) => name)
		.sort();
}

describe('the tables of currencies and methods', () => {
	it('are the documented enums of a quotation', () => {
		expect(oneOf(QUOTATION_FROM_CURRENCIES)).toBe(requested.fromCurrency);
		expect(oneOf(QUOTATION_TO_CURRENCIES)).toBe(requested.toCurrency);
		expect(oneOf(QUOTATION_CASH_IN_METHODS)).toBe(requested.cashInMethod);
		expect(oneOf(QUOTATION_CASH_OUT_METHODS)).toBe(requested.cashOutMethod);
	});

	it('give each code its own readable name', () => {
		for (const names of [Object.values(CURRENCIES), Object.values(METHODS)]) {
			expect(new Set(names).size).toBe(names.length);
			expect(names.filter((name) => name.includes('_') || name.trim() === '')).toEqual([]);
		}
	});

	it('sort the options of a drop-down by name, and keep a new code as it is', () => {
		expect(codeOptions(METHODS, ['TRON', 'ACH'])).toEqual([
			{ name: 'ACH (United States)', value: 'ACH' },
			{ name: 'Tron', value: 'TRON' },
		]);
		expect(codeName(METHODS, 'TRON')).toBe('Tron');
		expect(codeName(METHODS, 'NEW_RAIL')).toBe('NEW_RAIL');
		expect(codeName(METHODS, 'constructor')).toBe('constructor');
	});
});

describe('the forms of quotations and ramps', () => {
	it('fill exactly the documented members of a quotation', () => {
		const body = quotationBody(
			{
				fromCurrency: 'COP',
				toCurrency: 'USDC',
				amount: 1,
				amountIs: 'sent',
				cashInMethod: 'PSE',
				cashOutMethod: 'POLYGON',
				isFastPay: false,
			},
			undefined,
		);
		expect(membersOf(body)).toEqual(documentedMembers('CreateQuotationDto'));
	});

	it('fill exactly the documented members of an update of a quotation', async () => {
		const values = { quotationId: 'q', fromAmount: 1, toAmount: 2 };
		const body = await update.body?.(values, {} as ExecutionContext);
		expect(membersOf(body ?? {})).toEqual(documentedMembers('UpdateQuotationDto'));
	});

	it('fill exactly the documented members of a ramp', () => {
		const body = {
			...rampBody({
				userId: 'u',
				receiver: 'one',
				accountId: 'a',
				accounts: [{ id: 'a', amount: 1 }],
				additionalFields: {
					refundInstructions: refundInstructions.read(
						{ refundTo: 'SPEI', clabe: '032180000118359719', beneficiary: 'B' },
						'Refund',
					),
					transfiyaAccount: '+57',
				},
			}),
			quotationId: 'q',
			externalId: 'e',
		};
		expect(membersOf(body)).toEqual(documentedMembers('CreateRampInputDto'));
	});

	it('fill exactly the documented members of the two refund instructions', () => {
		const { options = [] } = refundInstructions.property;
		const [form] = options as Array<{ values: INodeProperties[] }>;
		const of = (kind: string) =>
			(form?.values ?? [])
				.filter(({ displayOptions }) => displayOptions?.show?.refundTo?.[0] === kind)
				.map(({ name }) => name)
				.sort();
		expect(of('SPEI')).toEqual(documentedMembers('SPEIRefundInstruction'));
		expect(of('WALLET')).toEqual(documentedMembers('CryptoRefundInstruction'));
	});

	it('fill exactly the documented members of one of several accounts', () => {
		const [row] = rampFields.accounts.read([{ id: LOCATOR, amount: '1' }], 'Accounts') ?? [];
		expect(membersOf(row ?? {})).toEqual(documentedMembers('CreateRampAccount'));
	});

	it('know the documented statuses of a ramp', () => {
		expect(oneOf(RAMP_STATUSES.all.map(({ value }) => value))).toBe(
			documented('CreateRampResponseDto').status,
		);
	});

	it('have exactly the documented filters of ramps, except for paging', () => {
		const { 'limit?': limit, 'page?': page, ...filters } = documentedQuery('GET', '/api/v2/ramps');
		expect([limit, page]).toEqual(['number', 'number']);
		// A status is documented as a text; its values come from the documented responses.
		expect(filters['status?']).toBe('string');
		const status = documented('CreateRampResponseDto').status ?? '';
		expect(formShape(rampFilters)).toEqual({ ...filters, 'status?': status });
	});
});
