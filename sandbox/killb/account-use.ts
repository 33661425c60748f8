import type { SandboxState } from '../state';
import type { Account } from './account-data';
import { findAccount } from './accounts';
import { KillBError } from './errors';

/** "Invalid account - check account status" is documented for ramps; the code serves for all that pays out. */
export function invalidAccount(id: string, reason: string): KillBError {
	return new KillBError(
		400,
		'RAMP.0004',
		['Invalid account', `The account ${reason}`],
		[{ key: 'accountId', value: id }],
	);
}

/** @throws KillBError 404 ACCOUNT.0001, or 400 RAMP.0004 for an account that is not ACTIVE */
export function checkUsable(state: SandboxState, id: string): Account {
	const account = findAccount(state, id);
	if (account.status !== 'ACTIVE') throw invalidAccount(id, `is ${account.status}`);
	return account;
}
