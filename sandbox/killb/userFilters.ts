import type { FastifyRequest } from 'fastify';
import { membersOf } from './facts';
import type { User } from './userData';

const OWN_MEMBERS = ['id', 'externalId', 'customerId', 'type'] as const;
const DATA_MEMBERS = [...membersOf('CreatePersonUserDto'), ...membersOf('CreateCompanyUserDto')];

/** Every filter must equal its member; deleted users are not listed. Exactness is the sandbox's own choice. */
export function matching(request: FastifyRequest): (user: User) => boolean {
	const query = request.query as Record<string, string | string[]>;
	const own = OWN_MEMBERS.filter((name) => query[name] !== undefined);
	const inData = DATA_MEMBERS.filter((name) => query[name] !== undefined);
	return (user) =>
		user.active &&
		own.every((name) => user[name] === query[name]) &&
		inData.every((name) => equals(user.data[name], query[name]));
}

function equals(value: unknown, wanted: string | string[] | undefined): boolean {
	if (Array.isArray(value)) return [wanted ?? []].flat().every((one) => value.includes(one));
	return value === wanted;
}
