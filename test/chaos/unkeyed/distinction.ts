import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { PERSON_DATA } from '../../support/killb/people';
import { byId } from '../../support/killb/killBSandbox';
import { accountDataOf } from '../../support/killb/accountForms';
import { nameOf, type Subject } from '../subject';
import { each, FILES } from '../subjects/killb';

/**
 * How to distinguish the requests of several items of one write without a key in the sandbox's
 * journal.
 */
export interface Distinction {
	/** instead of the subject's own */
	parameters?: INodeParameters;
	files?: IBinaryKeyData;
	prepare?: Subject['prepare'];
	/**
	 * what only this item's request has in its path or body; by default the `id` of `prepare`, or the
	 * business reference
	 */
	text?: (item: IDataObject) => string;
	/** Nothing distinguishes them: only their number counts. */
	areAlike?: true;
	/** how many items there can be; three by default */
	items?: number;
}

const USER: INodeParameters = { userId: byId('={{ $json.id }}') };
const users: Subject['prepare'] = ({ state }, count) => {
	let last = 0;
	return each(count, () => {
		const data = { ...PERSON_DATA, email: `person-${++last}@example.test` };
		return { id: state.killb.addUser('PERSON', data).id };
	});
};
const accounts: Subject['prepare'] = ({ state }, count) =>
	each(count, () => ({ id: state.killb.accounts.add('PSE', accountDataOf('PSE')).id }));
const savingsBody = '={{ JSON.stringify({ userId: $json.id, acceptedTermsAndConditions: true }) }}';

/** By operation, if what the subject has is not enough. */
const DISTINCTIONS: Record<string, Distinction> = {
	'kernelHost.apiRequest.send': {
		parameters: { body: '={"url":"http://127.0.0.1:9/{{ $json.ref }}"}' },
	},
	'killB.user.update': { parameters: USER, prepare: users },
	'killB.user.delete': { parameters: USER, prepare: users },
	'killB.user.uploadPersonDocument': { parameters: USER, prepare: users },
	'killB.account.update': {
		parameters: { accountId: byId('={{ $json.id }}') },
		prepare: accounts,
	},
	'killB.account.bulkUpload': {
		parameters: { binaryPropertyName: '=sheet{{ $json.number }}' },
		files: Object.fromEntries(
			[0, 1, 2].map((number) => [
				`sheet${number}`,
				{ ...FILES.sheet, fileName: `accounts-${number}.xlsx` },
			]),
		),
		text: ({ number }) => `accounts-${String(number)}.xlsx`,
	},
	'killB.document.generate': { areAlike: true },
	'killB.document.signMany': { areAlike: true },
	// A second one is rejected, because there is one webhook for each customer.
	'killB.webhook.create': { items: 1, areAlike: true },
	'killB.webhook.delete': { items: 1, areAlike: true },
	'killB.customer.create': { parameters: { companyName: '=Acme {{ $json.ref }}' } },
	'killB.customer.createPreFundAccount': { areAlike: true },
	'killB.customer.configurePair': { areAlike: true },
	'killB.savings.onboard': { parameters: USER, prepare: users },
	'killB.apiRequest.send': { parameters: { body: savingsBody }, prepare: users },
	'killB.savings.withdraw': { parameters: { comment: '=Rent {{ $json.ref }}' } },
	'killB.virtualAccount.create': { parameters: USER, prepare: users },
	'killB.virtualAccount.createWithdrawal': {
		parameters: { amount: '={{ 5 + $json.number }}' },
		text: ({ number }) => `"amount":${5 + Number(number)},`,
	},
};

export function distinctionOf(subject: Subject): Distinction {
	return DISTINCTIONS[nameOf(subject)] ?? {};
}
