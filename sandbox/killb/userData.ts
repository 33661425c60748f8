import type { Clock } from '../shared/time';
import { invalidInput, KillBError, notFound } from './errors';
import { checkDocumentExtras } from './validation';

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
 * The effect of a user's status on the rest of the record: L0 is unverified, L1 has the basic
 * checks (killb.md 3.7 and 4.2). The first note is the vendor's sample, the others are the
 * sandbox's own.
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
	if (user === undefined) throw notFound('USER.0001', 'User', 'userId', id);
	return user;
}

/**
 * A user that is not deleted, which everything except reading requires.
 * @throws KillBError 404 USER.0001
 */
export function findActiveUser(users: Users, id: string): User {
	const user = findUser(users, id);
	if (!user.active) throw notFound('USER.0001', 'User', 'userId', id);
	return user;
}

/**
 * @throws KillBError 403 for a user that may not transact; neither status nor code is documented
 */
export function checkVerified({ id, status }: User): void {
	if (status === 'ACTIVE') return;
	const message = `The user is ${status}, and only ACTIVE users may transact`;
	throw new KillBError(403, 'USER.NOT_ACTIVE', [message], [{ key: 'userId', value: id }]);
}

/**
 * The documented rules that a schema cannot hold: dates, age, document extras and formats.
 * @throws KillBError 400 INVALID.INPUT, USER.0002 (document) or USER.0004 (under age)
 */
export function checkUserData(
	type: User['type'],
	data: Record<string, unknown>,
	clock: Clock,
): void {
	const document = data['document'] as Record<string, unknown>;
	checkDocumentExtras(document);
	// "Alphanumeric" is documented for persons; companies' numbers may carry a check digit such as
	// 900123456-1.
	if (type === 'PERSON' && !/^[A-Za-z0-9]+$/.test(String(document['number']))) {
		throw new KillBError(
			400,
			'USER.0002',
			['Invalid document'],
			[{ key: 'number', value: String(document['number']) }],
		);
	}
	if (type !== 'PERSON') return;
	const birth = String(data['dateOfBirth']);
	if (!isDate(birth)) throw invalidInput(['data.dateOfBirth must be a date such as 1992-01-01']);
	if (ageAt(birth, clock) < 18)
		throw new KillBError(400, 'USER.0004', ['The user must be 18 or older']);
}

export function emailTaken(users: Iterable<User>, email: unknown, exceptId?: string): boolean {
	if (typeof email !== 'string') return false;
	return [...users].some(
		(user) => user.active && user.id !== exceptId && user.data['email'] === email,
	);
}

function isDate(text: string): boolean {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : NaN;
	// Date.parse moves 2023-02-30 into March.
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function ageAt(birth: string, clock: Clock): number {
	const today = clock.iso().slice(0, 10);
	const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
	return today.slice(5) < birth.slice(5) ? years - 1 : years;
}
