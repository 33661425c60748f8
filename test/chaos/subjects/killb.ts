import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID } from '../../../sandbox';
import { PERSON_FORM } from '../../support/killb/people';
import { accountDataOf, accountForm } from '../../support/killb/accountForms';
import { byId } from '../../support/killb/killBSandbox';
import { byExternalId, idsOf, type Kind, type Subject } from '../subject';

export const BY_EXTERNAL_ID: INodeParameters = {
	externalIdMode: 'own',
	externalId: '={{ $json.ref }}',
};
/**
 * A PDF in `data`; in `sheet` the first bytes of a spreadsheet, which is all that both sides check.
 */
export const FILES = {
	data: file('%PDF-1.7 a document', 'document.pdf'),
	sheet: file('PK\x03\x04', 'accounts.xlsx'),
};
const URL = 'https://n8n.example/webhook/1/webhook';
const WALLET: INodeParameters = { currency: 'USDC', network: 'POLYGON' };

function file(content: string, fileName: string) {
	const data = Buffer.from(content, 'latin1').toString('base64');
	return { data, fileName, mimeType: 'application/octet-stream' };
}

export function killB(
	operation: string,
	kind: Kind,
	[method, path]: [method: string, path: string],
	rest: Omit<Subject, 'node' | 'operation' | 'kind' | 'route'>,
): Subject {
	return {
		node: 'killB',
		operation,
		kind,
		route: { method, path: `/api/v2${path}` },
		...rest,
	};
}

/** `count` separate records for as many items. */
export function each(count: number, make: () => IDataObject): IDataObject[] {
	return Array.from({ length: count }, make);
}

const webhookThere: Subject['prepare'] = ({ state }, count) => {
	state.killb.setWebhook(URL, 'a-secret-of-more-than-32-characters!', ['USER']);
	return each(count, () => ({}));
};

/** Users, accounts, documents, webhooks, sessions and the customer's own settings. */
export const KILLB: Subject[] = [
	killB('user.getAll', 'read', ['GET', '/users'], {
		parameters: { userType: 'PERSON', returnAll: true },
	}),
	killB('user.create', 'keyed', ['POST', '/users'], {
		parameters: { ...PERSON_FORM, email: '={{ $json.ref }}@example.test', ...BY_EXTERNAL_ID },
		made: ({ killb }) => byExternalId(killb.users.values()),
	}),
	killB('user.update', 'plain', ['PATCH', '/users/'], {
		parameters: {
			userId: byId(SEEDED_USER_ID),
			userType: 'PERSON',
			personChanges: { occupation: 'Engineer' },
		},
		isSet: ({ killb }) => killb.users.get(SEEDED_USER_ID)?.data['occupation'] === 'Engineer',
	}),
	killB('user.delete', 'plain', ['DELETE', '/users/'], {
		parameters: { userId: byId(SEEDED_USER_ID) },
		isSet: ({ killb }) => killb.users.get(SEEDED_USER_ID)?.active !== true,
		mayAnswerNothing: true,
	}),
	killB('user.getKycToken', 'setting', ['POST', '/compliance/access-token'], {
		parameters: { idType: 'userId', userId: byId(SEEDED_USER_ID) },
	}),
	killB('user.setFavorite', 'setting', ['PATCH', '/users/favorite'], {
		parameters: { favorite: 'user', userId: byId(SEEDED_USER_ID) },
		isSet: ({ killb }) => killb.favoriteUserId === SEEDED_USER_ID,
	}),
	killB('user.uploadPersonDocument', 'plain', ['POST', '/users/person/document'], {
		parameters: { userId: byId(SEEDED_USER_ID), documentType: 'CE', frontFile: 'data' },
		files: FILES,
		mayAnswerNothing: true,
	}),
	killB('user.uploadCompanyDocument', 'plain', ['POST', '/users/company/document'], {
		parameters: { userId: byId('={{ $json.id }}'), documentType: 'NIT', frontFile: 'data' },
		files: FILES,
		prepare: ({ state }, count) =>
			each(count, () => ({ id: state.killb.addUser('COMPANY', { companyName: 'Acme' }).id })),
		mayAnswerNothing: true,
	}),

	killB('account.create', 'keyed', ['POST', '/accounts'], {
		parameters: { ...accountForm('PSE'), userId: byId(SEEDED_USER_ID), ...BY_EXTERNAL_ID },
		made: ({ killb }) => byExternalId(killb.accounts.byId.values()),
	}),
	killB('account.update', 'plain', ['PATCH', '/accounts/'], {
		parameters: {
			accountId: byId(SEEDED_ACCOUNT_ID),
			accountType: 'PSE',
			changes: { accountNumber: '99887766' },
		},
		isSet: ({ killb }) =>
			killb.accounts.byId.get(SEEDED_ACCOUNT_ID)?.data['accountNumber'] === '99887766',
	}),
	killB('account.delete', 'plain', ['DELETE', '/accounts/'], {
		parameters: { accountId: byId('={{ $json.id }}') },
		prepare: ({ state }, count) =>
			each(count, () => ({ id: state.killb.accounts.add('PSE', accountDataOf('PSE')).id })),
		isSet: ({ killb }) => killb.accounts.byId.size === 2,
		mayAnswerNothing: true,
	}),
	killB('account.bulkUpload', 'plain', ['POST', '/accounts/bulk/upload'], {
		parameters: { binaryPropertyName: 'sheet' },
		files: FILES,
		made: ({ killb }) => idsOf([...killb.bulkJobs.values()].map(({ job }) => ({ id: job.jobId }))),
	}),

	killB('document.generate', 'plain', ['POST', '/documents/generate/'], {
		parameters: { customer: 'own' },
		made: ({ killb }) => idsOf(killb.documents.byId.values()),
	}),
	killB('document.sign', 'plain', ['POST', '/documents/sign/'], {
		parameters: { documentId: byId('={{ $json.id }}') },
		prepare: ({ state }, count) =>
			each(count, () => ({ id: state.killb.documents.add('A report', 'CHAOS').id })),
		isSet: ({ killb }) =>
			[...killb.documents.byId.values()].every(
				({ type, status }) => type !== 'CHAOS' || status === 'SIGNED',
			),
	}),
	killB('document.signMany', 'plain', ['POST', '/documents/sign/bulk'], {
		parameters: {},
		isSet: ({ killb }) =>
			[...killb.documents.byId.values()].every(({ status }) => status === 'SIGNED'),
	}),

	killB('webhook.create', 'plain', ['POST', '/webhooks'], {
		parameters: { url: URL, events: ['RAMP'] },
		isSet: ({ killb }) => killb.webhook?.config.url === URL,
	}),
	killB('webhook.update', 'setting', ['PATCH', '/webhooks'], {
		parameters: { url: URL, events: ['RAMP', 'PAYOUT'] },
		prepare: webhookThere,
		isSet: ({ killb }) => killb.webhook?.config.events.length === 2,
	}),
	killB('webhook.delete', 'plain', ['DELETE', '/webhooks'], {
		parameters: {},
		prepare: webhookThere,
		isSet: ({ killb }) => killb.webhook === null,
		mayAnswerNothing: true,
	}),

	killB('auth.logIn', 'session', ['POST', '/auth/login'], { parameters: {} }),
	killB('auth.refreshToken', 'session', ['POST', '/auth/refresh'], { parameters: {} }),
	killB('auth.logOut', 'setting', ['POST', '/auth/logout'], { parameters: {} }),

	killB('customer.create', 'plain', ['POST', '/customers'], {
		parameters: {
			...PERSON_FORM,
			companyName: 'Acme',
			tradeName: 'Acme',
			documentType: 'NIT',
		},
	}),
	killB('customer.createPreFundAccount', 'plain', ['POST', '/customers/pre-fund/create'], {
		parameters: WALLET,
		made: ({ killb }) => idsOf(killb.customer.preFundAccounts.values()),
	}),
	killB('customer.configurePair', 'plain', ['POST', '/customers/pairs/configure'], {
		parameters: {
			fromCurrency: 'COP',
			cashInMethod: 'PSE',
			toCurrency: 'USDT',
			cashOutMethod: 'SOLANA',
		},
		isSet: ({ killb }) =>
			killb.customer.strategies.some(({ cashOutMethod }) => cashOutMethod === 'SOLANA'),
	}),
];
