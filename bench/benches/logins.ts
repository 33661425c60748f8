import type { INode } from 'n8n-workflow';
import { credentialFields, type Stack } from '../../test/support/n8n/stack';
import type { Bench } from '../bench';
import { compareToGoal } from '../goal';
import { floor, KILLB_USERS, ourNode } from '../requests/asked';
import { noLimits, UNLIMITED, withLimits } from '../requests/conditions';
import { MeteredWorkflow } from '../requests/meteredWorkflow';
import { checkReading } from '../requests/reading';
import { onlyUsers } from '../requests/users';
import { inTurns, type Measurement } from '../rounds';
import { seriesNamed } from '../statistics';

const AT_ONCE = 20;
const OURS = 'Our node and credential';
const EXPIRED = 'The same where the refresh token still works';
const USUAL = 'A credential as n8n’s own are written';

/** How often many concurrent items request a new session. */
export const bench: Bench = {
	name: 'logins',
	run: async (context) => {
		const stack = await context.stack();
		const count = context.quick ? 100 : 1000;
		const ids = await onlyUsers(stack, count);
		await noLimits(stack);
		const ours = await withLimits(stack, KILLB_USERS, { ...UNLIMITED, parallelReads: AT_ONCE });
		const usual = await usualCredential(stack);
		const asked = { ...KILLB_USERS, credentialType: 'benchLogin' };

		/** Ends all sessions, runs the node, and counts the logins. */
		const by = async (
			name: string,
			path: string,
			measured: INode,
			ending: 'revoke' | 'expire',
		): Promise<Measurement> => {
			const workflow = await MeteredWorkflow.publish(stack, path, [measured]);
			await workflow.run(ids.slice(0, 1));
			return async () => {
				await stack.sandbox.control('POST', `/tokens/${ending}`);
				const before = (await logins(stack)).length;
				checkReading(name, await workflow.run(ids), ids);
				return (await logins(stack)).length - before;
			};
		};
		const series = await inTurns(context.rounds, {
			[OURS]: await by(OURS, 'logins', ourNode(KILLB_USERS, ours), 'revoke'),
			[EXPIRED]: await by(EXPIRED, 'logins-expired', ourNode(KILLB_USERS, ours), 'expire'),
			[USUAL]: await by(USUAL, 'logins-usual', floor(asked, stack, usual, AT_ONCE), 'revoke'),
		});

		const worst = Math.max(...seriesNamed(series, OURS).samples);
		return {
			title: 'Logins',
			method: `${count} KillB users are read by id in the real n8n, ${AT_ONCE} at once, with a stored token that the server has made worthless without anybody knowing. The server counts the logins; all
items must come out well. With the first the server takes no refresh token either, so that a login is needed; with the second a refresh is enough. For comparison a throw-away credential that is
written as n8n’s own credentials with a login are (Metabase, for example), with a throw-away node that sends ${AT_ONCE} requests at once.`,
			unit: 'logins',
			series,
			findings: [
				compareToGoal(
					`Logins for ${count} items, ${AT_ONCE} at once, stale token`,
					worst,
					'=',
					1,
					'',
				),
			],
		};
	},
};

async function logins({ sandbox }: Stack): Promise<unknown[]> {
	return await sandbox.control('GET', '/journal?method=POST&path=/api/v2/auth/login');
}

async function usualCredential({ client, sandbox }: Stack): Promise<string> {
	const { baseUrl, email, password } = credentialFields(sandbox).killb;
	return await client.createCredential('Usual', 'benchLogin', { baseUrl, email, password });
}
