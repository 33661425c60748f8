import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	type Sandbox,
	SEEDED_ACCOUNT_ID,
	SEEDED_PREFUND_ID,
	SEEDED_SAVINGS_ID,
	SEEDED_USER_ID,
	SEEDED_VIRTUAL_ACCOUNT_ID,
	SEEDED_WALLET_ID,
} from '../../../sandbox';
import { putRamp } from '../../../sandbox/killb/rampLife';
import { ACCOUNT_FORMS, PERSON_HOLDER } from '../../support/killb/accountForms';
import { QUOTATION_BODY, QUOTATION_FORM, RECEIVER_FORM } from '../../support/killb/exchange';
import { byId } from '../../support/killb/killBSandbox';
import { byExternalId, idsOf, type Subject } from '../subject';
import { BY_EXTERNAL_ID, each, FILES, killB } from './killb';

/** Twenty of them stay below the daily limit of the seeded user's level. */
const AMOUNT = 40_000;
const SMALL: INodeParameters = { ...QUOTATION_FORM, amount: String(AMOUNT) };

/** A quotation for each item. */
async function quoted(sandbox: Sandbox, count: number): Promise<IDataObject[]> {
	return await quotedFor(sandbox, Array<number>(count).fill(AMOUNT));
}

/** A quotation for each amount, requested under another login. */
export async function quotedFor(
	{ details, state }: Sandbox,
	amounts: number[],
): Promise<IDataObject[]> {
	const { killb, email, password } = details;
	const post = async (path: string, body: unknown, token = '') => {
		const answer = await fetch(`${killb}/api/v2${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as Record<string, string>;
	};
	const { accessToken } = await post('/auth/login', { email, password });
	const quotations = [];
	for (const amount of amounts) {
		const { id } = await post('/quotations', { ...QUOTATION_BODY, amount }, accessToken);
		quotations.push({ id: String(id) });
	}
	state.journal.clear();
	return quotations;
}

const ramps: Subject['prepare'] = ({ state }, count) => {
	let last = 0;
	return each(count, () => ({ id: putRamp(state.killb, `ramp-${++last}`, {}).id }));
};

/** Quotations, ramps, payouts, savings and virtual accounts. */
export const KILLB_MONEY: Subject[] = [
	killB('quotation.create', 'setting', ['POST', '/quotations'], {
		parameters: SMALL,
		made: ({ killb }) => idsOf(killb.quotations.values()),
	}),
	killB('quotation.simulate', 'setting', ['POST', '/quotations/simulation'], { parameters: SMALL }),
	killB('quotation.update', 'setting', ['PATCH', '/quotations/'], {
		parameters: { quotationId: '={{ $json.id }}', fromAmount: '39000', toAmount: '5' },
		prepare: quoted,
		isSet: ({ killb }) =>
			[...killb.quotations.values()].every(({ fromAmount }) => fromAmount === 39_000),
	}),

	killB('ramp.create', 'keyed', ['POST', '/ramps'], {
		parameters: { quotationId: '={{ $json.id }}', ...RECEIVER_FORM, ...BY_EXTERNAL_ID },
		prepare: quoted,
		made: ({ killb }) => byExternalId(killb.ramps.values()),
	}),
	killB('ramp.quoteAndCreate', 'keyed', ['POST', '/ramps'], {
		parameters: { ...SMALL, ...RECEIVER_FORM, maximumSent: String(AMOUNT), ...BY_EXTERNAL_ID },
		made: ({ killb }) => byExternalId(killb.ramps.values()),
	}),
	killB('ramp.update', 'setting', ['PATCH', '/ramps/'], {
		parameters: {
			rampId: byId('={{ $json.id }}'),
			accounts: {
				rows: [
					{ id: byId(SEEDED_WALLET_ID), amount: '50' },
					{ id: byId(SEEDED_WALLET_ID), amount: '48.5' },
				],
			},
		},
		prepare: ramps,
		isSet: ({ killb }) =>
			[...killb.ramps.values()].every(({ accounts }) => (accounts as unknown[]).length === 2),
	}),
	killB('ramp.uploadDocument', 'plain', ['POST', '/ramps/'], {
		parameters: {
			rampId: byId('={{ $json.id }}'),
			documentType: 'SOURCE_OF_FUNDS',
			binaryPropertyName: 'data',
		},
		files: FILES,
		prepare: ramps,
		made: ({ killb }) =>
			idsOf(
				[...killb.ramps.values()].flatMap(({ id, documents = [] }) =>
					(documents as unknown[]).map((_, index) => ({ id: `${id}-${index}` })),
				),
			),
	}),
	killB('sandbox.simulateCashIn', 'plain', ['POST', '/faker/cash-in'], {
		parameters: { rampId: byId('={{ $json.id }}') },
		prepare: ramps,
		isSet: ({ killb }) => [...killb.ramps.values()].every(({ status }) => status !== 'CREATED'),
		mayAnswerNothing: true,
	}),
	killB('sandbox.simulateCashOut', 'plain', ['POST', '/faker/cash-out'], {
		parameters: { rampId: byId('={{ $json.id }}') },
		prepare: ramps,
		isSet: ({ killb }) => [...killb.ramps.values()].every(({ status }) => status === 'COMPLETED'),
		mayAnswerNothing: true,
	}),

	killB('payout.create', 'keyed', ['POST', '/payouts'], {
		parameters: {
			preFundAccountId: byId(SEEDED_PREFUND_ID),
			amount: '8000',
			beneficiaryType: 'BANK',
			...PERSON_HOLDER,
			...ACCOUNT_FORMS['PSE']?.form,
			...BY_EXTERNAL_ID,
		},
		made: ({ killb }) => byExternalId(killb.payouts.byId.values()),
	}),

	killB('savings.onboard', 'plain', ['POST', '/savings'], {
		parameters: { userId: byId(SEEDED_USER_ID), acceptedTermsAndConditions: true },
		made: ({ killb }) => idsOf(killb.savings.accounts.values()),
	}),
	killB('apiRequest.send', 'plain', ['POST', '/savings'], {
		mayAnswerNothing: true,
		parameters: {
			method: 'POST',
			path: '/api/v2/savings',
			body: JSON.stringify({ userId: SEEDED_USER_ID, acceptedTermsAndConditions: true }),
		},
		made: ({ killb }) => idsOf(killb.savings.accounts.values()),
	}),
	killB('savings.withdraw', 'plain', ['POST', '/savings/withdrawal'], {
		parameters: {
			savingsAccountId: SEEDED_SAVINGS_ID,
			externalAccountId: byId(SEEDED_ACCOUNT_ID),
			amount: '5',
			comment: 'Rent',
		},
		made: ({ killb }) => idsOf(killb.savings.transactions),
	}),
	killB('virtualAccount.create', 'plain', ['POST', '/virtual-accounts'], {
		parameters: { userId: byId(SEEDED_USER_ID), currency: 'USDT', network: 'TRON' },
		made: ({ killb }) => idsOf(killb.virtualAccounts.byId.values()),
	}),
	killB('virtualAccount.createWithdrawal', 'plain', ['POST', '/virtual-accounts/'], {
		parameters: {
			virtualAccountId: byId(SEEDED_VIRTUAL_ACCOUNT_ID),
			accountId: byId(SEEDED_WALLET_ID),
			amount: '5',
		},
		made: ({ killb }) => idsOf(killb.virtualAccounts.withdrawals),
	}),
];
