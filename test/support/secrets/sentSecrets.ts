import type { SandboxDetails } from '../../../sandbox';
import type { JournalEntry } from '../../../sandbox/shared/journal';

/**
 * Everything that may only be in the credential and on the wire: its fields, and the values sent
 * with it.
 */
export function secretsOf(
	{ secret, password, webhookSecret }: SandboxDetails,
	journal: JournalEntry[],
): Map<string, string> {
	const secrets = new Map([
		['the KernelHost secret', secret],
		['the KillB password', password],
		['the webhook secret', webhookSecret],
	]);
	for (const { seq, direction, headers, path, answer } of journal) {
		if (direction === 'out') {
			// Bare, or in parts such as `t=1700000000,v1=…`.
			for (const [signature] of signatureHeaders(headers).matchAll(/[0-9a-f]{64}/g)) {
				secrets.set(`signature of a delivery ${seq}`, signature);
			}
			continue;
		}
		const { authorization, 'kh-signature': signature } = headers;
		if (signature !== undefined) secrets.set(`signature ${seq}`, signature);
		const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
		if (token !== undefined) addToken(secrets, `accessToken ${seq}`, token);
		if (!/\/auth\/(login|refresh)$/.test(path)) continue;
		for (const [, name = '', value = ''] of (answer ?? '').matchAll(TOKEN)) {
			addToken(secrets, `${name} ${seq}`, value);
		}
	}
	return secrets;
}

const TOKEN = /"(accessToken|refreshToken)":"([^"]+)"/g;

function signatureHeaders(headers: Record<string, string>): string {
	return Object.entries(headers)
		.filter(([name]) => /signature/.test(name))
		.map(([, value]) => value)
		.join();
}

/** The same token is sent with many requests. */
function addToken(secrets: Map<string, string>, name: string, token: string): void {
	if (![...secrets.values()].includes(token)) secrets.set(name, token);
}
