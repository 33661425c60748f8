import { invalidInput, KillBError } from '../killb/errors';
import { disordered, isObject, type Personality, renamed, type SentAnswer } from './personality';

const PAGE_SIZE = "Page size of KillB's lists";
const EXPIRY = 'Expiry of a quotation';
const NO_WEBHOOK = 'KillB without a webhook';
const EXTERNAL_ID = 'Repeated external ID at KillB';
const LARGEST_PAGE = 25;

/** Answers a read of the webhook differently while there is none. */
function withoutWebhook(change: (answer: SentAnswer) => void): Pick<Personality, 'answer'> {
	return {
		answer: (answer) => {
			const { method, path, status } = answer;
			if (method === 'GET' && path === '/webhooks' && status === 404) change(answer);
		},
	};
}

/** Changes the expiry of quotations, in milliseconds. */
function expiry(change: (milliseconds: number) => unknown): Pick<Personality, 'answer'> {
	return {
		answer: (answer) => {
			const { body } = answer;
			if (isObject(body) && typeof body['expiresAt'] === 'number') {
				answer.body = { ...body, expiresAt: change(body['expiresAt']) };
			}
		},
	};
}

/** KillB, as it may be too (killb.md 11). */
export const KILLB_PERSONALITIES = {
	suffixSignature: {
		assumption: "KillB's webhook signature",
		differs: 'signs events with the secret after the text',
		settings: { deliveries: { killbScheme: 'suffix' } },
	},
	noWebhookIsAnObject: {
		assumption: NO_WEBHOOK,
		differs: 'answers `{}`',
		...withoutWebhook((answer) => Object.assign(answer, { status: 200, body: {} })),
	},
	noWebhookIsNull: {
		assumption: NO_WEBHOOK,
		differs: 'answers null',
		...withoutWebhook((answer) => Object.assign(answer, { status: 200, body: null })),
	},
	noWebhookIsEmpty: {
		assumption: NO_WEBHOOK,
		differs: 'answers 200 without a body',
		...withoutWebhook((answer) => Object.assign(answer, { status: 200, body: undefined })),
	},
	smallKillBPages: {
		assumption: PAGE_SIZE,
		differs: `has ${LARGEST_PAGE} entries a page at most, without saying so`,
		request: ({ query }) => {
			if (Number(query['limit']) > LARGEST_PAGE) query['limit'] = String(LARGEST_PAGE);
		},
	},
	largeKillBPagesRejected: {
		assumption: PAGE_SIZE,
		differs: `rejects a page’s size above ${LARGEST_PAGE}`,
		request: ({ query }) => {
			if (Number(query['limit']) > LARGEST_PAGE) {
				throw invalidInput([`limit must not be greater than ${LARGEST_PAGE}`]);
			}
		},
	},
	disorderedKillBLists: {
		assumption: "Order of KillB's lists",
		differs: 'has the entries of a page in no order',
		answer: (answer) => {
			const { body } = answer;
			if (!isObject(body) || !Object.hasOwn(body, 'totalPage')) return;
			answer.body = Object.fromEntries(
				Object.entries(body).map(([name, value]) => [
					name,
					Array.isArray(value) ? disordered(value) : value,
				]),
			);
		},
	},
	expiryInSeconds: {
		assumption: EXPIRY,
		differs: 'has seconds',
		settings: { killb: { expiresAtUnit: 's' } },
	},
	expiryAsDate: {
		assumption: EXPIRY,
		differs: 'has an ISO date',
		...expiry((milliseconds) => new Date(milliseconds).toISOString()),
	},
	lowerLimit: {
		assumption: "Scope of KillB's rate limit",
		differs: 'allows 5 requests a second',
		settings: { limits: { killb: { perSecond: 5, burst: 5 } } },
	},
	resetInMilliseconds: {
		assumption: '`X-RateLimit-Reset`',
		differs: 'has a Unix time in milliseconds',
		answer: ({ headers }) => {
			const reset = headers['x-ratelimit-reset'];
			if (reset !== undefined) headers['x-ratelimit-reset'] = `${reset}000`;
		},
	},
	resetInKillBSeconds: {
		assumption: '`X-RateLimit-Reset`',
		differs: 'has the number of seconds until the limit resets',
		answer: ({ headers }) => {
			const reset = headers['x-ratelimit-reset'];
			const now = Date.parse(headers['date'] ?? '') || Date.now();
			if (reset === undefined) return;
			headers['x-ratelimit-reset'] = String(Math.max(0, Number(reset) - Math.floor(now / 1000)));
		},
	},
	otherPreFundMember: {
		assumption: 'Pre-fund account of a balance',
		differs: 'has no `accountId` in a balance',
		answer: (answer) => {
			if (answer.path === '/customers/balances') {
				answer.body = renamed(answer.body, { accountId: 'walletId' });
			}
		},
	},
	repeatedIds: {
		assumption: 'List of IDs in a query',
		differs: 'reads repeated parameters, and takes a text with commas for one ID',
		request: ({ query }) => {
			const { ids } = query;
			if (Array.isArray(ids)) query['ids'] = ids.join(',');
			else if (typeof ids === 'string') query['ids'] = ids.replaceAll(',', ' ');
		},
	},
	signManyNeedsIds: {
		assumption: '*Document: Sign Many* without IDs',
		differs: 'needs `documentIds` in the body',
		request: (request) => {
			const { path, body } = request;
			if (path !== '/documents/sign/bulk') return;
			if (!Array.isArray(body?.['documentIds'])) throw invalidInput(['documentIds is required']);
			request.body = {};
		},
	},
	okForKillBCreated: {
		assumption: 'Status of a success',
		differs: 'answers with 200 where its document says 201',
		answer: (answer) => {
			if (answer.status === 201) answer.status = 200;
		},
	},
	noKillBDate: {
		assumption: 'Time of the server',
		differs: 'has no header `Date`',
		settings: { clock: { dateHeader: false } },
	},
	conflictingExternalId: {
		assumption: EXTERNAL_ID,
		differs: 'rejects a repeated external ID with 409',
		settings: { killb: { repeatedExternalId: 'conflict' } },
	},
	invalidExternalId: {
		assumption: EXTERNAL_ID,
		differs: 'rejects a repeated external ID with 400',
		settings: { killb: { repeatedExternalId: 'conflict' } },
		answer: (answer) => {
			const { body, status } = answer;
			if (status !== 409 || !isObject(body) || !/EXTERNAL_ID/.test(String(body['errorCode'])))
				return;
			answer.status = 400;
			answer.body = new KillBError(400, 'INVALID.INPUT', ['externalId must be unique']).body();
		},
	},
} as const satisfies Record<string, Omit<Personality, 'service'>>;
