import type { Clock } from '../shared/clock';
import { checkDocumentExtras } from './documentRules';
import { invalidInput, KillBError } from './errors';
import type { User } from './userData';

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
	// "Alphanumeric" is documented for persons; companies' numbers may carry a check digit such as 900123456-1.
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
