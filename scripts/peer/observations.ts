import { createHash, createHmac } from 'node:crypto';
import { SEEDED_SAVINGS_ID, SEEDED_USER_ID } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { byId } from './call';
import { loadSdk } from './loadSdk';
import { inSandbox, runOperation, sdkClient } from './sides';

/** Something that the SDK does otherwise, seen in a run rather than read in its code. */
export interface Observation {
	/** what the SDK does, as a sentence */
	claim: string;
	/** what the node does instead; undefined where there is nothing to say */
	node?: string;
	/** whether it was seen */
	seen: (folder: string) => Promise<boolean>;
}

const targets = (sandbox: Sandbox) =>
	sandbox.state.journal
		.entries({ service: 'killb', direction: 'in' })
		.map(({ method, path }) => `${method} ${path}`);

const failed = async (action: Promise<unknown>): Promise<boolean> =>
	await action.then(
		() => false,
		() => true,
	);

export const OBSERVATIONS: readonly Observation[] = [
	{
		claim:
			'All clients of a process share one session, whatever login they were given: a second client with another, even a wrong, password acts as the first.',
		node: 'A session belongs to the login data of its credential.',
		seen: async (folder) =>
			await inSandbox(async (sandbox) => {
				const { details } = sandbox;
				const { Client } = loadSdk(folder, details.killb);
				const client = (password: string) =>
					new Client({ testEnv: true, credentials: { email: details.email, password } });
				await client(details.password).users?.getById?.(SEEDED_USER_ID);
				await client('Wrong-Passw0rd!').users?.getById?.(SEEDED_USER_ID);
				return targets(sandbox).filter((target) => target.includes('/auth/')).length === 1;
			}),
	},
	{
		claim:
			'A session that the server has ended is not renewed: the call fails with 401, and neither a refresh nor a login is tried.',
		node: 'A 401 renews the session once, by its refresh token or the password.',
		seen: async (folder) =>
			await inSandbox(async (sandbox) => {
				const { users } = sdkClient(folder, sandbox);
				await users?.getById?.(SEEDED_USER_ID);
				sandbox.state.killb.sessions.revoke('all');
				const isRefused = await failed(Promise.resolve(users?.getById?.(SEEDED_USER_ID)));
				return isRefused && targets(sandbox).at(-1)?.startsWith('GET ') === true;
			}),
	},
	{
		claim:
			'Ids go into the path as they are: `users.delete("../webhooks")` deletes the webhook configuration.',
		node: 'Each segment is encoded or refused; no id reaches another endpoint.',
		seen: async (folder) =>
			await inSandbox(async (sandbox) => {
				const isDelete = (target: string) => target === 'DELETE /api/v2/webhooks';
				await runOperation(sandbox, 'user.delete', { userId: byId('../webhooks') }).catch(() => {});
				const byNode = targets(sandbox).some(isDelete);
				const { users } = sdkClient(folder, sandbox);
				await Promise.resolve(users?.delete?.('../webhooks')).catch(() => {});
				return !byNode && targets(sandbox).some(isDelete);
			}),
	},
	{
		claim:
			'A filter that is undefined is sent as the word: `users.list({ email: undefined })` asks for `email=undefined`.',
		node: 'What was left empty is not sent.',
		seen: async (folder) =>
			await inSandbox(async (sandbox) => {
				const { users } = sdkClient(folder, sandbox);
				await failed(Promise.resolve(users?.list?.({ type: 'PERSON', email: undefined })));
				return targets(sandbox).some((target) => target.includes('email=undefined'));
			}),
	},
	{
		claim:
			'`savings.get`, `getTransactions` and both deposit instructions give the whole HTTP response, where their types promise its data.',
		seen: async (folder) =>
			await inSandbox(async (sandbox) => {
				const { savings } = sdkClient(folder, sandbox);
				const given = [
					await savings?.get?.(SEEDED_SAVINGS_ID),
					await savings?.getTransactions?.({ page: 1, limit: 1 }),
					await savings?.getBankingDepositInstructions?.(SEEDED_SAVINGS_ID, 'ACH'),
					await savings?.getCryptoDepositInstructions?.(SEEDED_SAVINGS_ID),
				];
				return given.every((answer) => {
					const { headers, data } = (answer ?? {}) as { headers?: unknown; data?: unknown };
					return headers !== undefined && data !== undefined;
				});
			}),
	},
	{
		claim:
			'`webhook.validateEvent` knows one of the two documented signatures, the one with the secret appended, and refuses HMAC-SHA256.',
		node: 'KillB Trigger verifies both, or the one that is chosen.',
		seen: async (folder) =>
			await inSandbox(async (sandbox) => {
				const text = JSON.stringify(EVENT);
				const secret = sandbox.details.webhookSecret;
				const appended = createHash('sha256').update(`${text}_${secret}`).digest('hex');
				const hmac = createHmac('sha256', secret).update(text).digest('hex');
				return validates(folder, sandbox, appended) && !validates(folder, sandbox, hmac);
			}),
	},
];

const EVENT = { id: '1', event: 'RAMP', action: 'UPDATE' };

function validates(folder: string, sandbox: Sandbox, signature: string): boolean {
	const { webhook } = sdkClient(folder, sandbox);
	// It is synchronous, unlike the rest.
	return (webhook?.validateEvent?.(EVENT, { 'x-signature-sha256': signature }) as unknown) === true;
}
