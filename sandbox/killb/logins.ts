import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../shared/details';
import type { Settings } from '../shared/settings';
import type { Clock } from '../shared/time';
import { KillBError } from './errors';

/** A person who may log in. All belong to the sandbox's one customer. */
export interface Login {
	id: string;
	email: string;
	/** null for a person who was invited and has not signed up yet. */
	password: string | null;
	active: boolean;
	roles: string[];
	twoFactor: { secret: string; enabled: boolean } | null;
	invited: boolean;
	createdAt: string;
	updatedAt: string;
}

/** The e-mails that the vendor would have sent. `GET {control}/mails` shows them all. */
interface Mail {
	to: string;
	about: 'confirmEmail' | 'disableTwoFactor' | 'resetPassword' | 'invitation';
	token: string;
	sentAt: string;
}

export class Logins {
	readonly mails: Mail[] = [];
	private readonly byEmail = new Map<string, Login>();

	constructor(private readonly clock: Clock) {
		const since = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };
		const id = 'c7a6f1a2-9b0e-4d3c-8f21-6e5d4c3b2a10';
		this.add(ACCOUNT.email, ACCOUNT.password, { id, ...since });
	}

	add(email: string, password: string | null, extra: Partial<Login> = {}): Login {
		const now = this.clock.iso();
		const login: Login = {
			id: randomUUID(),
			email,
			password,
			active: true,
			roles: ['CUSTOMER'],
			twoFactor: null,
			invited: false,
			createdAt: now,
			updatedAt: now,
			...extra,
		};
		this.byEmail.set(email, login);
		return login;
	}

	find(email: string): Login | undefined {
		return this.byEmail.get(email);
	}

	/** @throws Error for an id that no token has */
	byId(id: string): Login {
		const login = [...this.byEmail.values()].find((one) => one.id === id);
		if (login === undefined) throw new Error(`There is no login ${id}`);
		return login;
	}

	invited(): Login[] {
		return [...this.byEmail.values()].filter((login) => login.invited);
	}

	change(login: Login, changes: Partial<Login>): void {
		Object.assign(login, changes, { updatedAt: this.clock.iso() });
	}

	send(to: string, about: Mail['about']): void {
		this.mails.push({ to, about, token: randomUUID(), sentAt: this.clock.iso() });
	}

	/** A mailed token works once. @returns its recipient, or undefined if it is not valid */
	redeem(token: string, about: Mail['about']): Login | undefined {
		const index = this.mails.findIndex((mail) => mail.token === token && mail.about === about);
		const [mail] = index === -1 ? [] : this.mails.splice(index, 1);
		return mail === undefined ? undefined : this.find(mail.to);
	}
}

/**
 * Locked logins: all by the setting, or one by wrong passwords in a row. Whether and when the
 * vendor locks is not documented: the rule, the 403 and its code are the sandbox's own choice.
 * Existing tokens keep working.
 */
export class LoginLocks {
	/** Login id -> wrong passwords since the last correct one. */
	private readonly failures = new Map<string, number>();

	/** @throws KillBError 403, for a correct password too */
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
