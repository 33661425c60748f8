/** The control API, which is all that this page works with: sandbox/README.md documents it. */
const ROOT = '/control';

/**
 * One call.
 * @returns {Promise<any>} what it answered
 * @throws Error with the words of the sandbox, or that it can't be reached
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
 * @param {string} known the version that the page shows already, or ''
 * @returns {Promise<undefined | {version: string, kept: number, entries: object[]}>} undefined when
 *   nothing has changed
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
