/** The control API, which this page uses for everything: sandbox/README.md documents it. */
const ROOT = '/control';

/**
 * One call.
 * @returns {Promise<any>} the answer
 * @throws Error with the sandbox's message, or that it can't be reached
 */
export async function control(method, path, body) {
	const answer = await call(method, path, {
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return answer.status === 204 ? undefined : await answer.json();
}

/**
 * The entries of the journal that match.
 * @param {string} known the version that the page already shows, or ''
 * @returns {Promise<undefined | {version: string, kept: number, entries: object[]}>} undefined if
 * nothing has changed
 */
export async function journalSince(known, query) {
	const answer = await call('GET', `/journal?${new URLSearchParams(query)}`, {
		headers: known === '' ? {} : { 'if-none-match': known },
	});
	if (answer.status === 304) return undefined;
	return {
		version: answer.headers.get('etag') ?? '',
		kept: Number(answer.headers.get('x-journal-kept')),
		entries: await answer.json(),
	};
}

async function call(method, path, options) {
	let answer;
	try {
		answer = await fetch(ROOT + path, { method, cache: 'no-store', ...options });
	} catch {
		throw new Error('The sandbox can’t be reached. Is it still running?');
	}
	if (answer.ok || answer.status === 304) return answer;
	const { error } = await answer.json().catch(() => ({}));
	throw new Error(error ?? `The sandbox answered ${answer.status}.`);
}
