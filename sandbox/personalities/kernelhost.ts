import { invalid } from '../kernelhost/problem';
import {
	disordered,
	isObject,
	type Personality,
	type ReceivedRequest,
	renamed,
} from './personality';

const isList = (path: string) => path === '/v1/services' || path === '/v1/billing/invoices';
const isAction = (path: string) => /^\/v1\/services\/[^/]+\/actions$/.test(path);

/** Lets a service read its own name of a member, and no longer the sandbox's. */
function bodyMember(
	fits: (request: ReceivedRequest) => boolean,
	own: string,
	sandboxes: string,
): Pick<Personality, 'request'> {
	return {
		request: (request) => {
			const { body } = request;
			if (body === undefined || !fits(request)) return;
			if (Object.hasOwn(body, sandboxes)) throw invalid(own, `${sandboxes} is not a known field`);
			if (!Object.hasOwn(body, own)) return;
			const { [own]: value, ...rest } = body;
			request.body = { ...rest, [sandboxes]: value };
		},
	};
}

/** Lets lists read their own names of query parameters; the sandbox's are ignored. */
function listParameters(names: Readonly<Record<string, string>>): Pick<Personality, 'request'> {
	return {
		request: (request) => {
			if (!isList(request.path)) return;
			const translated = Object.entries(names).flatMap(([sandboxes, own]) =>
				request.query[own] === undefined ? [] : [[sandboxes, request.query[own]]],
			);
			const kept = Object.entries(request.query).filter(([name]) => !Object.hasOwn(names, name));
			request.query = { ...Object.fromEntries(kept), ...Object.fromEntries(translated) };
		},
	};
}

/** Changes the size of a list's page that the client asks for. */
function pageSize(change: (limit: number) => number): Pick<Personality, 'request'> {
	return {
		request: ({ path, query }) => {
			if (isList(path) && query['limit'] !== undefined) {
				query['limit'] = String(change(Number(query['limit'])));
			}
		},
	};
}

/** Changes what an answer with a list looks like. */
function listBody(change: (body: Record<string, unknown>) => unknown): Pick<Personality, 'answer'> {
	return {
		answer: (answer) => {
			const lists = isList(answer.path) || answer.path === '/v1/products';
			if (lists && isObject(answer.body) && answer.status < 300) answer.body = change(answer.body);
		},
	};
}

const PAGES = 'Paging of services and invoices';
const ENVELOPES = "Envelope of KernelHost's lists";
const LIST_FIELDS = "Names of KernelHost's fields in the lists of a form";
const STATUSES = 'Status of orders and services';
const LARGEST_PAGE = 20;

/** KernelHost, as it may be too: nothing of this is documented (kernelhost.md 3 to 9). */
export const KERNELHOST_PERSONALITIES = {
	fullPathSigned: {
		assumption: 'Part of the path that KernelHost signs',
		differs: 'signs the whole path',
		settings: { signing: { signedPath: 'fullPath' } },
	},
	upperCaseSignature: {
		assumption: 'Hex digits of the signature',
		differs: 'takes a signature in upper case only',
		settings: { signing: { digits: 'upper' } },
	},
	sortedQuerySigned: {
		assumption: 'Signed query',
		differs: 'sorts the parameters of the query by name before it computes the signature',
		settings: { signing: { query: 'sorted' } },
	},
	otherActionField: {
		assumption: "Field with a service's action",
		differs: 'reads the action from `command`',
		...bodyMember(({ path }) => isAction(path), 'command', 'action'),
	},
	otherConfigOptionsField: {
		assumption: "Field with an order's configuration options",
		differs: 'reads the options from `configuration`, and rejects `config_options`',
		...bodyMember(({ path }) => path === '/v1/orders', 'configuration', 'config_options'),
	},
	otherWebhookField: {
		assumption: 'Field with the webhook URL, and the value that removes it',
		differs: 'has the URL in `callback_url`',
		...bodyMember(({ path }) => path === '/v1/webhooks', 'callback_url', 'url'),
		answer: (answer) => {
			if (answer.path === '/v1/webhooks' && answer.status < 300) {
				answer.body = renamed(answer.body, { url: 'callback_url' });
			}
		},
	},
	emptyTextRemovesWebhook: {
		assumption: 'Field with the webhook URL, and the value that removes it',
		differs: 'removes the URL for an empty text, and rejects null',
		request: ({ path, body }) => {
			if (path === '/v1/webhooks' && body?.['url'] === null) throw invalid('url', 'must be a text');
		},
		answer: (answer) => {
			const { path, body } = answer;
			if (path === '/v1/webhooks' && isObject(body) && body['url'] === null) {
				answer.body = { ...body, url: '' };
			}
		},
	},
	otherPageParameter: {
		assumption: PAGES,
		differs: 'reads the page from `page_number`, and ignores `page`',
		...listParameters({ page: 'page_number' }),
	},
	otherLimitParameter: {
		assumption: PAGES,
		differs: 'reads the page’s size from `per_page`, and ignores `limit`',
		...listParameters({ limit: 'per_page' }),
	},
	otherCursorParameter: {
		assumption: PAGES,
		differs: 'has cursors, and reads them from `after`',
		settings: { lists: { paging: 'cursor' } },
		...listParameters({ cursor: 'after' }),
	},
	unknownParametersRejected: {
		assumption: PAGES,
		differs: 'reads the page from `p`, and rejects `page`',
		request: (request) => {
			const { page, p, ...rest } = request.query;
			if (!isList(request.path)) return;
			if (page !== undefined) throw invalid('page', 'is not a known parameter');
			request.query = { ...rest, ...(p === undefined ? {} : { page: p }) };
		},
	},
	cursorPages: {
		assumption: PAGES,
		differs: 'has cursors instead of page numbers',
		settings: { lists: { paging: 'cursor' } },
	},
	linkedPages: {
		assumption: PAGES,
		differs: 'names the next page by a link in the body',
		settings: { lists: { paging: 'link' } },
	},
	pagesLinkedInHeader: {
		assumption: PAGES,
		differs: 'names the next page in the header `Link`, next to a bare array',
		settings: { lists: { paging: 'link' } },
		answer: (answer) => {
			const { body, path } = answer;
			if (!isList(path) || !isObject(body) || !isObject(body['links'])) return;
			const { next } = body['links'];
			answer.headers['link'] =
				typeof next === 'string' ? `<${next}>; rel="next"` : `<https://none.invalid>; rel="last"`;
			answer.body = body['data'];
		},
	},
	unpagedLists: {
		assumption: PAGES,
		differs: 'answers with all entries, whatever page is requested',
		settings: { lists: { envelope: 'array', paging: 'ignored' } },
		...pageSize(() => 100),
	},
	smallPages: {
		assumption: PAGES,
		differs: `has ${LARGEST_PAGE} entries a page at most, without saying so`,
		...pageSize((limit) => Math.min(limit, LARGEST_PAGE)),
	},
	largePagesRejected: {
		assumption: PAGES,
		differs: `rejects a page’s size above ${LARGEST_PAGE}`,
		...pageSize((limit) => {
			if (limit > LARGEST_PAGE) throw invalid('limit', `must be ${LARGEST_PAGE} at most`);
			return limit;
		}),
	},
	disorderedLists: {
		assumption: "Order of KernelHost's lists",
		differs: 'has the entries of a page in no order',
		...listBody(({ data, ...rest }) => ({ data: disordered(data as unknown[]), ...rest })),
	},
	bareLists: {
		assumption: ENVELOPES,
		differs: 'answers with a bare array',
		settings: { lists: { envelope: 'array' } },
	},
	listsInItems: {
		assumption: ENVELOPES,
		differs: 'has the entries in `items`',
		settings: { lists: { envelope: 'items' } },
	},
	listsUnderTheirName: {
		assumption: ENVELOPES,
		differs: 'has the entries under the resource’s name',
		settings: { lists: { envelope: 'resource' } },
	},
	listsInResults: {
		assumption: ENVELOPES,
		differs: 'has the entries in `results`',
		...listBody(({ data, ...rest }) => ({ results: data, ...rest })),
	},
	nestedLists: {
		assumption: ENVELOPES,
		differs: 'has the entries one level down, in `data.entries`',
		...listBody(({ data, ...rest }) => ({ data: { entries: data, ...rest } })),
	},
	otherListFields: {
		assumption: LIST_FIELDS,
		differs: 'has other names for everything but the ID',
		...listBody(
			(body) =>
				renamed(body, {
					...{ name: 'denomination', hostname: 'fqdn', prices: 'tariffs', number: 'reference' },
					...{ ip_addresses: 'addresses', amount: 'sum', issued_at: 'written_at' },
				}) as Record<string, unknown>,
		),
	},
	otherIdField: {
		assumption: LIST_FIELDS,
		differs: 'has the ID in `uid`',
		...listBody((body) => renamed(body, { id: 'uid' }) as Record<string, unknown>),
	},
	otherWebhookHeader: {
		assumption: "KernelHost's webhook header and payload",
		differs: 'signs events in `Stripe-Signature`',
		settings: { deliveries: { kernelhostHeader: 'Stripe-Signature' } },
	},
	otherWebhookPayload: {
		assumption: "KernelHost's webhook header and payload",
		differs: 'has other names in its events, and the object one level down',
		event: ({ id, type, created, data }) => ({
			...{ event_id: id, event_type: type, occurred_at: created },
			data: { object: data },
		}),
	},
	unknownWebhookPayload: {
		assumption: "KernelHost's webhook header and payload",
		differs: 'has names in its events that no client can know',
		event: ({ type, data }) => ({ what: type, about: data }),
	},
	otherStatusField: {
		assumption: STATUSES,
		differs: 'has the status in `condition`',
		answer: (answer) => {
			answer.body = renamed(answer.body, { status: 'condition' });
		},
	},
	otherFinalStatus: {
		assumption: STATUSES,
		differs: 'calls a provisioned order `live`',
		answer: (answer) => {
			const { path, body } = answer;
			if (path.startsWith('/v1/orders/') && isObject(body) && body['status'] === 'provisioned') {
				answer.body = { ...body, status: 'live' };
			}
		},
	},
	pdfInJson: {
		assumption: 'PDF of an invoice',
		differs: 'has the PDF in JSON, as base64',
		settings: { invoices: { pdfFormat: 'json' } },
	},
	resetInSeconds: {
		assumption: '`X-RateLimit-Reset`',
		differs: 'has the number of seconds until the limit resets',
		settings: { limits: { kernelhost: { resetFormat: 'delta' } } },
	},
	declinesForgotten: {
		assumption: 'A declined payment (402) under an idempotency key',
		differs: 'executes a declined order again under the same key',
		settings: { idempotency: { replayErrors: false } },
	},
	okForCreated: {
		assumption: 'Status of a success',
		differs: 'answers an order and an action with 200',
		answer: (answer) => {
			if (answer.status === 201 || answer.status === 202) answer.status = 200;
		},
	},
	noDate: {
		assumption: 'Time of the server',
		differs: 'has no header `Date`',
		settings: { clock: { dateHeader: false } },
	},
} as const satisfies Record<string, Omit<Personality, 'service'>>;
