import { LoginError } from './loginFailure';

/** The pause after a refusal; each further refusal of the same login data doubles it. */
const FIRST_PAUSE_MS = 30_000;

/**
 * The longest pause: a schedule that runs each minute tries a wrong password four times an hour, and an account that KillB has
 * unlocked is found within it.
 */
const LONGEST_PAUSE_MS = 900_000;

/** What a server asks for is honoured no longer than this: nobody could try earlier, whatever happened since. */
const LONGEST_ASKED_MS = 60_000;

/**
 * The failed logins of one set of login data, so that nothing that runs again and again locks the account.
 *
 * A run of many items, Retry On Fail, a schedule and the credential's Test button all share it. The button too, though its user
 * may just have had the account unlocked: n8n tells a credential neither which node asks nor why, before there is a session; and
 * a password that is still wrong would lock the account anew, for everybody, while waiting costs 15 minutes at most. Another
 * password is other login data, and a restart of n8n forgets.
 */
export class FailedLogins {
	private refusals = 0;
	private latest: { error: LoginError; until: number } | undefined;

	/** @param now milliseconds of a monotonic clock, as in `current` */
	note(error: LoginError, now: number): void {
		const { verdict } = error;
		if (verdict === 'transient') {
			this.latest = { error, until: now + Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS) };
			return;
		}
		// An address where no login is answers nothing about the account: no reason to stay away for longer each time.
		const doublings = verdict === 'refused' ? this.refusals++ : 0;
		const pause = Math.min(FIRST_PAUSE_MS * 2 ** doublings, LONGEST_PAUSE_MS);
		this.latest = { error, until: now + pause };
	}

	forget(): void {
		this.refusals = 0;
		this.latest = undefined;
	}

	/**
	 * Why there is to be no login now, if so.
	 * @param wallTime Unix time in milliseconds, for people: by it the message says from when on
	 */
	current(now: number, wallTime: number): LoginError | undefined {
		if (!this.latest || this.latest.until <= now) return undefined;
		const { error, until } = this.latest;
		if (error.verdict === 'transient') {
			return new LoginError(error.message, error.verdict, until - now);
		}
		const next = new Date(wallTime + until - now).toISOString();
		return new LoginError(
			`${error.message} It was not tried again now: this login data is tried again from ${next} on. Corrected login data is tried at once; if KillB has unlocked the account meanwhile, wait until then.`,
			error.verdict,
		);
	}
}
