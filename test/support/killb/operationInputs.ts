import type { INodeParameters } from 'n8n-workflow';
import { ACCOUNT_FORMS, PERSON_HOLDER } from './accountForms';
import { byId } from './killBSandbox';
import { PERSON_FORM } from './people';

const QUOTATION: INodeParameters = {
	fromCurrency: 'COP',
	cashInMethod: 'PSE',
	toCurrency: 'USDC',
	cashOutMethod: 'POLYGON',
	amount: '400000',
};
/** An automatic key: the same form runs often. */
const AUTOMATIC: INodeParameters = { externalIdMode: 'automatic' };
const WALLET: INodeParameters = { currency: 'USDC', network: 'POLYGON' };
const WEBHOOK: INodeParameters = { url: 'https://n8n.example/webhook', events: ['RAMP'] };
const PSE: INodeParameters = { ...PERSON_HOLDER, ...ACCOUNT_FORMS['PSE']?.form };

/** The required inputs of each operation, except for those that name an object. */
export const INPUTS: Record<string, INodeParameters> = {
	'account.bulkUpload': { binaryPropertyName: 'sheet' },
	'account.create': { accountType: 'PSE', ...PSE },
	'account.update': { accountType: 'PSE', changes: { changesJson: '{"accountNumber":"1"}' } },
	'apiRequest.send': { method: 'GET', path: '/api/v2/users' },
	'bank.getAll': { countryCode: 'CO' },
	'customer.configurePair': QUOTATION,
	'customer.create': {
		...PERSON_FORM,
		companyName: 'Acme',
		tradeName: 'Acme',
		documentType: 'NIT',
	},
	'customer.createPreFundAccount': WALLET,
	'document.generate': { customer: 'byId' },
	'payout.create': { amount: '8000', beneficiaryType: 'BANK', ...PSE, ...AUTOMATIC },
	'quotation.create': QUOTATION,
	'quotation.simulate': QUOTATION,
	'quotation.update': { fromAmount: '400000', toAmount: '95' },
	'ramp.create': AUTOMATIC,
	'ramp.quoteAndCreate': { ...QUOTATION, ...AUTOMATIC },
	'ramp.update': { accounts: { rows: [{ id: byId('an-account'), amount: '5' }] } },
	'ramp.uploadDocument': { documentType: 'SOURCE_OF_FUNDS' },
	'savings.onboard': { acceptedTermsAndConditions: true },
	'savings.withdraw': { amount: '5', comment: 'Rent' },
	'user.create': PERSON_FORM,
	'user.update': { userType: 'PERSON', personChanges: { occupation: 'Engineer' } },
	'user.uploadCompanyDocument': { documentType: 'NIT' },
	'user.uploadPersonDocument': { documentType: 'CE' },
	'virtualAccount.create': WALLET,
	'virtualAccount.createWithdrawal': { amount: '5' },
	'webhook.create': WEBHOOK,
	'webhook.update': WEBHOOK,
};

/** The inputs that name an object, all of them with the same id or expression. */
export function ids(id: string): INodeParameters {
	const located = ['userId', 'accountId', 'rampId', 'payoutId', 'preFundAccountId'];
	const locatedToo = ['virtualAccountId', 'documentId', 'externalAccountId'];
	const typed = ['quotationId', 'savingsAccountId', 'jobId', 'customerId'];
	return Object.fromEntries([
		...[...located, ...locatedToo].map((name) => [name, byId(id)]),
		...typed.map((name) => [name, id]),
	]) as INodeParameters;
}

/** Operations whose answer or request is about an object, but whose path has no id. */
export const WITH_ID_IN_BODY = [
	'account.create',
	'payout.create',
	'ramp.create',
	'ramp.quoteAndCreate',
	'sandbox.simulateCashIn',
	'sandbox.simulateCashOut',
	'savings.onboard',
	'savings.withdraw',
	'user.getKycToken',
	'user.setFavorite',
	'user.uploadCompanyDocument',
	'user.uploadPersonDocument',
	'virtualAccount.create',
];
