import { compareClocks } from '../../core/clockSkew';
import { isFalse, isTrue, NO_SETTING, type Result, undecidable } from './finding';

type Headers = Readonly<Record<string, string>>;

const DAY_SECONDS = 86_400;

/** Which of the forms that the nodes read a rate limit's reset has. */
export function resetOf(headers: Headers, now: number): Result {
	const text = headers['x-ratelimit-reset'];
	if (text === undefined) return undecidable('the answers have no such header');
	const value = Number(text);
	if (!Number.isFinite(value)) {
		return isFalse(`it is neither a number of seconds nor a Unix time`, NO_SETTING);
	}
	const seconds = now / 1000;
	if (value < 1e9) return isTrue('it is a number of seconds');
	if (Math.abs(value - seconds) < 2 * DAY_SECONDS) return isTrue('it is a Unix time in seconds');
	if (Math.abs(value / 1000 - seconds) < 2 * DAY_SECONDS) {
		return isTrue('it is a Unix time in milliseconds, which the nodes read as well');
	}
	return isFalse('it is a number that is no time near now', NO_SETTING);
}

/** Whether answers say the server's time. */
export function dateOf(service: string, headers: Headers, now: number): Result {
	const { seconds, message } = compareClocks(service, headers.date, now);
	if (seconds !== undefined) return isTrue(message.replace(/\.$/, ''));
	return isFalse(
		'the answers have no readable header Date',
		'none is needed while the clock of n8n’s machine is right: turn on NTP there',
	);
}
