import path from 'node:path';
import { startQueueStack } from '../../test/support/n8n/queue/queueStack';
import { credentialFields } from '../../test/support/n8n/stack';
import { LAZY_EXPRESSIONS } from '../../test/support/n8n/lazyExpressions';
import type { BenchContext, Series } from '../bench';
import { figure } from '../chart';
import { benchEnvironment } from '../environment';
import { table } from '../page';
import { inTurns } from '../rounds';
import { summaryOf } from '../statistics';
import { DEFAULT, LAZY } from './comparison';
import { BARE, IDLE, KILLB, publishReceivers } from './receivers';

const LOAD = { connections: 8 };

/**
 * Measures what a separate webhook process takes in queue mode, which is where verification runs
 * then.
 * @returns a table with its introduction; Markdown
 */
export async function inQueueMode(context: BenchContext): Promise<string> {
	const count = context.quick ? 8 : 60;
	const rounds = Math.min(context.rounds, 3);
	const all: Series[] = [];
	for (const [setting, env] of [
		[DEFAULT, {}],
		[LAZY, LAZY_EXPRESSIONS],
	] as const) {
		if (context.quick && setting === DEFAULT) continue;
		const stops: Array<() => Promise<void>> = [];
		try {
			const stack = await startQueueStack({
				folder: path.join(context.folder, `queue-${setting.replace(' ', '-')}`),
				env: { ...benchEnvironment(context.folder), ...env },
				onStarted: (stop) => stops.unshift(stop),
				step: async (title, work) => {
					context.say(`${title} …`);
					return await work();
				},
			});
			// The stack's own credential names no webhook secret.
			const fields = credentialFields(stack.sandbox).killb;
			const killb = await stack.client.createCredential('Verifies', 'killBApi', fields);
			const receiving = { ...stack, credentials: { ...stack.credentials, killb } };
			const names = [KILLB, BARE, IDLE];
			const receivers = await publishReceivers(receiving, names, stack.webhookUrl);
			const variants = Object.fromEntries(
				Object.entries(receivers).map(([name, receiver]) => [
					`${setting}: ${name}`,
					async () => await receiver.answeredPerSecond(count, LOAD),
				]),
			);
			await inTurns(1, variants);
			all.push(...(await inTurns(rounds, variants)));
		} finally {
			for (const stop of stops) await stop();
		}
	}
	const rows = all.map((one) => {
		const { median, lowest, highest } = summaryOf(one);
		return [one.name, figure(median), `${figure(lowest)} – ${figure(highest)}`];
	});
	return `In queue mode with a separate webhook process, two workers, PostgreSQL and Redis on the same cores: verification runs in the webhook process. Counted are the answers with 200, which n8n gives once the job is queued. ${rounds} rounds.

${table(['In queue mode', 'deliveries a second, taken', 'Span'], rows)}`;
}
