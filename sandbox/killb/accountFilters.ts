import type { FastifyRequest } from 'fastify';
import type { Account } from './accountData';

const DATA_MEMBERS = [
	'accountNumber',
	'routingNumber',
	'address',
	'clabe',
	'cci',
	'cvu',
	'firstName',
	'middleName',
	'lastName',
	'companyName',
	'email',
];

/** Every filter must equal its member. Exactness, and commas between `ids`, are the sandbox's own choice. */
export function matching(request: FastifyRequest): (account: Account) => boolean {
	const query = request.query as Record<string, string>;
	const ids = query['ids']?.split(',').map((id) => id.trim());
	const own = (['userId', 'type'] as const).filter((name) => query[name] !== undefined);
	const inData = DATA_MEMBERS.filter((name) => query[name] !== undefined);
	return (account) =>
		(ids === undefined || ids.includes(account.id)) &&
		own.every((name) => account[name] === query[name]) &&
		inData.every((name) => account.data[name] === query[name]);
}
