import { pairFields } from '../../../nodes/KillB/data/pair';
import { COMPANY_UPLOADS, PERSON_UPLOADS } from '../../../nodes/KillB/data/userDocuments';
import { NETWORKS, WALLET_CURRENCIES, walletFields } from '../../../nodes/KillB/data/wallets';
import { WORDS_IN_PLACE_OF_DOCUMENT_ID } from '../../../nodes/KillB/resources/document/documentLocator';
import { transactionFilters } from '../../../nodes/KillB/resources/savings/getTransactions';
import { WORDS_IN_PLACE_OF_SAVINGS_ID } from '../../../nodes/KillB/resources/savings/savingsAccountId';
import { virtualAccountFilters } from '../../../nodes/KillB/resources/virtualAccount/getMany';
import { WORDS_IN_PLACE_OF_VIRTUAL_ACCOUNT_ID } from '../../../nodes/KillB/resources/virtualAccount/virtualAccountLocator';
import { withdrawalFilters } from '../../../nodes/KillB/resources/virtualAccount/withdrawalFilters';
import { events } from '../../../nodes/KillB/resources/webhook/events';
import type { Fields } from '../../../nodes/shared/fields/field';
import { allRequired, documented, documentedEndpoints, documentedQuery, formShape } from './facts';

/** The words after a path prefix in some documented endpoint. */
function wordsBehind(prefix: string): Set<string> {
	const words = documentedEndpoints.map(
		(endpoint) => new RegExp(` ${prefix}/([^/{]+)`).exec(endpoint)?.[1],
	);
	return new Set(words.filter((word) => word !== undefined));
}

function enumOf(options: ReadonlyArray<{ value: string }>): string {
	return `one of ${options
		.map(({ value }) => value)
		.sort()
		.join(', ')}`;
}

function withoutPaging(filters: Record<string, unknown>): Record<string, unknown> {
	const { 'limit?': limit, 'page?': page, ...rest } = filters;
	expect([limit, page]).toEqual(['number', 'number']);
	return rest;
}

describe('the tables of the smaller resources', () => {
	it('have exactly the documented members and enums of a pair and a wallet account', () => {
		expect(formShape(allRequired(pairFields))).toEqual(documented('ConfigurePairDto'));
		expect(formShape(allRequired(walletFields))).toEqual(documented('CreatePreFundAccountDto'));
		const { userId, ...virtual } = documented('CreatePreFundVirtualAccountDto');
		expect(userId).toBe('string');
		expect(formShape(allRequired(walletFields))).toEqual(virtual);
	});

	it('have exactly the documented upload types', () => {
		expect(enumOf(PERSON_UPLOADS)).toBe(documented('UploadPersonDocumentDto').documentType);
		expect(enumOf(COMPANY_UPLOADS)).toBe(documented('UploadBusinessDocumentDto').documentType);
	});

	it('have exactly the documented webhook events', () => {
		expect(formShape({ events })).toEqual({ events: documented('CreateWebhookDto').events });
	});

	it.each<[string, Fields]>([
		['/api/v2/virtual-accounts', virtualAccountFilters],
		['/api/v2/virtual-accounts/withdrawals', withdrawalFilters],
		['/api/v2/virtual-accounts/{id}/withdrawals', withdrawalFilters],
	])('have exactly the documented filters of %s', (path, fields) => {
		expect(formShape(fields)).toEqual(withoutPaging(documentedQuery('GET', path)));
	});

	it('have exactly the documented filters of savings transactions, with the transaction types', () => {
		const filters = withoutPaging(documentedQuery('GET', '/api/v2/savings/transactions'));
		expect(filters['type?']).toBe('string');
		const type = documented('TransactionsDataReturn').type;
		expect(formShape(transactionFilters)).toEqual({ ...filters, 'type?': type });
	});

	it('give every choice its own readable name', () => {
		const tables = [PERSON_UPLOADS, COMPANY_UPLOADS, NETWORKS, WALLET_CURRENCIES];
		for (const options of tables) {
			const names = options.map(({ name }) => name);
			expect(new Set(names).size).toBe(options.length);
			expect(names.filter((name) => /_|^\s*$/.test(name))).toEqual([]);
		}
	});

	it('reject as an ID every word that another endpoint has in that place', () => {
		expect(wordsBehind('/api/v2/documents')).toEqual(new Set(['sign', 'generate']));
		expect(wordsBehind('/api/v2/documents/sign')).toEqual(new Set(['bulk']));
		expect(new Set(WORDS_IN_PLACE_OF_DOCUMENT_ID)).toEqual(new Set(['bulk', 'generate', 'sign']));
		expect(wordsBehind('/api/v2/savings')).toEqual(new Set(WORDS_IN_PLACE_OF_SAVINGS_ID));
		expect(wordsBehind('/api/v2/virtual-accounts')).toEqual(
			new Set(WORDS_IN_PLACE_OF_VIRTUAL_ACCOUNT_ID),
		);
	});
});
