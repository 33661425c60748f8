/** A signature is valid this many seconds before and after (kernelhost.md section 3). */
const WINDOW_SECONDS = 300;

/** From here on a little more drift would break every request. */
const WARNING_SECONDS = 120;

/**
 * How far this machine's clock is from the server's, by the `Date` header of an answer.
 * @param date the header, with a resolution of one second
 * @param now Unix time in milliseconds
 */
export function clockVerdict(
	date: string | undefined,
	now: number,
): { verdict: 'ok' | 'problem' | 'unknown'; message: string; advice: string } {
	const server = Date.parse(date ?? '');
	if (Number.isNaN(server)) {
		return { verdict: 'unknown', message: 'The server did not say what time it has.', advice: '' };
	}
	const seconds = Math.round((now - server) / 1000);
	const size = Math.abs(seconds);
	const message =
		size <= 1
			? 'The clocks agree.'
			: `The clock of this n8n is ${size} seconds ${seconds > 0 ? 'ahead of' : 'behind'} KernelHost’s.`;
	return {
		verdict: size < WARNING_SECONDS ? 'ok' : 'problem',
		message,
		advice: `At ${WINDOW_SECONDS} seconds KernelHost refuses every request. Set the clock of the machine that n8n runs on (turn on NTP).`,
	};
}
