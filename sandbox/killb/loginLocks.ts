import type { Settings } from '../shared/settings';
import { KillBError } from './errors';

/**
 * Logins that are locked, all by the setting or one by wrong passwords in a row. Whether and when the vendor locks is not documented:
 * the rule, the 403 and its code are the sandbox's own choice. Tokens that are out go on working.
 */
export class LoginLocks {
	/** Login id -> wrong passwords since the last right one. */
	private readonly failures = new Map<string, number>();

	/** @throws KillBError 403, for a right password too */
	checkOpen(id: string, { locked, lockAfterFailures }: Settings['logins']): void {
		const failures = this.failures.get(id) ?? 0;
		if (locked || (lockAfterFailures !== null && failures >= lockAfterFailures)) {
			throw new KillBError(403, 'SANDBOX.LOGIN_LOCKED', ['This login is locked']);
		}
	}

	failed(id: string): void {
		this.failures.set(id, (this.failures.get(id) ?? 0) + 1);
	}

	succeeded(id: string): void {
		this.failures.delete(id);
	}

	/** Unlocks those that wrong passwords have locked. */
	clear(): void {
		this.failures.clear();
	}
}
