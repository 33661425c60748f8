import { KillBError } from './errors';

export interface User {
	id: string;
	status: 'ACTIVE' | 'PENDING' | 'REJECTED';
	customerId: string;
	type: 'PERSON' | 'COMPANY';
	data: Record<string, unknown>;
	externalId?: string;
	complianceUrl: string;
	accessLevel: 'L0' | 'L1' | 'L2' | 'L3' | 'L4';
	note: string;
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

type Users = ReadonlyMap<string, User>;

/**
 * What a user's status means for the rest of the record: L0 is unverified, L1 has the basic checks (killb.md 3.7 and 4.2). The
 * first note is the vendor's sample, the others the sandbox's own.
 */
const KYC: Record<User['status'], Pick<User, 'accessLevel' | 'note'>> = {
	ACTIVE: { accessLevel: 'L1', note: 'Identity verification completed successfully.' },
	PENDING: { accessLevel: 'L0', note: 'Identity verification is pending.' },
	REJECTED: { accessLevel: 'L0', note: 'Identity verification failed.' },
};

export function kycState(status: User['status']): Pick<User, 'status' | 'accessLevel' | 'note'> {
	return { status, ...KYC[status] };
}

/**
 * A deleted user can still be read (its data is kept): the sandbox's own choice.
 * @throws KillBError 404 USER.0001
 */
export function findUser(users: Users, id: string): User {
	const user = users.get(id);
	if (user === undefined) throw notFound(id);
	return user;
}

/**
 * A user that is not deleted, as everything but reading needs it.
 * @throws KillBError 404 USER.0001
 */
export function findActiveUser(users: Users, id: string): User {
	const user = findUser(users, id);
	if (!user.active) throw notFound(id);
	return user;
}

function notFound(id: string): KillBError {
	return new KillBError(404, 'USER.0001', ['User not found'], [{ key: 'userId', value: id }]);
}

/** @throws KillBError 403 for a user that may not transact; neither status nor code is documented */
export function checkVerified({ id, status }: User): void {
	if (status === 'ACTIVE') return;
	const message = `The user is ${status}, and only ACTIVE users may transact`;
	throw new KillBError(403, 'USER.NOT_ACTIVE', [message], [{ key: 'userId', value: id }]);
}
