import type { SandboxDetails } from '../sandbox';
import type { JournalEntry } from '../sandbox/journal';

/** Everything that must be found nowhere but in the credential and on the wire: what it holds, and what was sent with it. */
export function secretsOf(
	{ secret, password, webhookSecret }: SandboxDetails,
	journal: JournalEntry[],
): Map<string, string> {
	const secrets = new Map([
		['the KernelHost secret', secret],
		['the KillB password', password],
		['the webhook secret', webhookSecret],
	]);
	journal.forEach(({ seq, headers, path, answer }) => {
		const { authorization, 'kh-signature': signature } = headers;
		if (signature !== undefined) secrets.set(`signature ${seq}`, signature);
		const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
		if (token !== undefined) addToken(secrets, `access token ${seq}`, token);
		if (!/\/auth\/(login|refresh)$/.test(path)) return;
		for (const [, name = '', value = ''] of (answer ?? '').matchAll(TOKEN)) {
			addToken(secrets, `${name} ${seq}`, value);
		}
	});
	return secrets;
}

const TOKEN = /"(accessToken|refreshToken)":"([^"]+)"/g;

/** The same token comes with many requests. */
function addToken(secrets: Map<string, string>, name: string, token: string): void {
	if (![...secrets.values()].includes(token)) secrets.set(name, token);
}
