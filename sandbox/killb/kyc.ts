import type { User } from './data';

/**
 * What a user's status means for the rest of the record: L0 is unverified, L1 has the basic checks
 * (killb.md 3.7 and 4.2). The first note is the vendor's sample, the others the sandbox's own.
 */
const STATES: Record<User['status'], Pick<User, 'accessLevel' | 'note'>> = {
	ACTIVE: { accessLevel: 'L1', note: 'Identity verification completed successfully.' },
	PENDING: { accessLevel: 'L0', note: 'Identity verification is pending.' },
	REJECTED: { accessLevel: 'L0', note: 'Identity verification failed.' },
};

export function kycState(status: User['status']): Pick<User, 'status' | 'accessLevel' | 'note'> {
	return { status, ...STATES[status] };
}
