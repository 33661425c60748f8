import type { IDataObject } from 'n8n-workflow';
import { KILLB_LIMITS } from '../../nodes/KillB/limits';
import { PAGE_SIZE, pageIn } from '../../nodes/KillB/pages';
import { PATH } from '../../nodes/KillB/webhookConfiguration';
import type { Attempt } from '../../nodes/shared/connection/attempt';
import { listIn } from '../../nodes/shared/operation/results';
import { failureOf, type LiveClient, statusOf } from './client';
import {
	type Finding,
	isFalse,
	isTrue,
	NO_SETTING,
	orderOf,
	type Result,
	undecidable,
} from './finding';
import { dateOf, resetOf } from './headers';
import { successOf, Unusable } from './kernelhost';

/**
 * Tries each assumption about KillB by reads.
 * @throws Unusable where the login is not accepted, or nothing is reached
 */
export async function checkKillB(client: LiveClient): Promise<Finding[]> {
	const me = await client.read('/api/v2/auth/me');
	if (!me.answer) throw new Unusable(failureOf(me));
	const receivedAt = Date.now();
	const { headers } = me.answer;
	const users = await client.read('/api/v2/users', { type: 'PERSON', page: 1, limit: PAGE_SIZE });
	const accounts = await client.read('/api/v2/accounts', { page: 1, limit: 2 });
	const results: Record<string, Result> = {
		"KillB's webhook signature": undecidable(
			'only an event tells; the trigger accepts both schemes',
		),
		'KillB without a webhook': webhookOf(await client.read(PATH)),
		'Repeated external ID at KillB': undecidable('only a repeated write tells'),
		"Page size of KillB's lists": pageSizeOf(users),
		"Order of KillB's lists": listOrderOf(users),
		'Expiry of a quotation': undecidable('only a quotation tells, and this check creates none'),
		"Scope of KillB's rate limit": limitOf(headers),
		'`X-RateLimit-Reset`': resetOf(headers, receivedAt),
		'Pre-fund account of a balance': balanceOf(await client.read('/api/v2/customers/balances')),
		'List of IDs in a query': await idsOf(client, accounts),
		'*Document: Sign Many* without IDs': undecidable('only signing tells'),
		'Status of a success': successOf([me, users, accounts]),
		'Time of the server': dateOf('KillB', headers, receivedAt),
	};
	return Object.entries(results).map(([assumption, result]) => ({
		...{ service: 'KillB', assumption },
		...result,
	}));
}

function webhookOf(attempt: Attempt): Result {
	const status = statusOf(attempt);
	if (status === '404') return isTrue('there is none, and the answer is 404');
	if (!attempt.answer) {
		return status === '400' || status === '422'
			? isFalse(`the answer is HTTP ${status}`, NO_SETTING)
			: undecidable(failureOf(attempt));
	}
	const { url } = (attempt.answer.body ?? {}) as IDataObject;
	return url
		? undecidable('there is a webhook')
		: isTrue(`there is none, and the answer is HTTP ${attempt.answer.status} without a URL`);
}

function pageSizeOf(users: Attempt): Result {
	if (statusOf(users) === '400') {
		return isFalse(`a limit of ${PAGE_SIZE} was rejected`, 'Page Size in Options of Get Many');
	}
	if (!users.answer) return undecidable(failureOf(users));
	const { items, totalPages = 1 } = pageIn(users.answer.body, 'users');
	return totalPages > 1 && items.length < PAGE_SIZE
		? isFalse(
				`a page has ${items.length} entries at most`,
				`none is needed: the nodes read all pages; Page Size in Options of Get Many can be ${items.length}`,
			)
		: isTrue(`a limit of ${PAGE_SIZE} was accepted`);
}

function listOrderOf(users: Attempt): Result {
	if (!users.answer) return undecidable(failureOf(users));
	const times = pageIn(users.answer.body, 'users').items.map(({ createdAt }) => createdAt);
	const isDated = times.every((time): time is string => typeof time === 'string');
	return isDated ? orderOf(times, '1,000') : undecidable('the entries have no createdAt');
}

function limitOf(headers: Readonly<Record<string, string>>): Result {
	const limit = Number(headers['x-ratelimit-limit']);
	if (!Number.isFinite(limit)) return undecidable('the answers do not say the limit');
	return limit < KILLB_LIMITS.requests
		? isFalse(
				`the limit is ${limit} requests, not ${KILLB_LIMITS.requests}`,
				`credential, Adjust Limits: Requests per Second ${limit}, Burst ${limit}`,
			)
		: isTrue(`the limit is ${limit} requests; what it counts by does not show`);
}

function balanceOf(attempt: Attempt): Result {
	if (!attempt.answer) return undecidable(failureOf(attempt));
	const [balance] = listIn(attempt.answer.body, 'balances');
	if (balance === undefined) return undecidable('there is no balance');
	return typeof balance.accountId === 'string'
		? undecidable(
				'a balance has an accountId; only a payout tells whether it is the pre-fund account',
			)
		: isFalse('a balance has no accountId', 'enter the ID');
}

async function idsOf(client: LiveClient, accounts: Attempt): Promise<Result> {
	const entries = accounts.answer ? listIn(accounts.answer.body, 'accounts') : [];
	const ids = entries.map(({ id }) => id).filter((id): id is string => typeof id === 'string');
	if (ids.length < 2) return undecidable('there are not two accounts');
	const find = async (query: string | string[]) => {
		const attempt = await client.read('/api/v2/accounts', { ids: query, page: 1, limit: 10 });
		const found = attempt.answer ? listIn(attempt.answer.body, 'accounts') : [];
		return ids.every((id) => found.some((entry) => entry.id === id));
	};
	if (await find(ids.join(','))) return isTrue('two IDs with a comma were both found');
	const isRepeated = await find(ids);
	return isFalse(
		isRepeated ? 'only a repeated parameter finds both IDs' : 'two IDs with a comma were not found',
		'none is needed: Account: Get Many then reads them one by one',
	);
}
