import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { median } from 'simple-statistics';
import { SEEDED_PREFUND_ID } from '../../sandbox';
import { INPUTS } from '../../test/support/killb/operationInputs';
import { KERNELHOST_LIMITS } from '../../nodes/KernelHost/limits';
import { KILLB_LIMITS } from '../../nodes/KillB/limits';
import type { LimitFacts } from '../../nodes/shared/client/limits';
import type { Stack } from '../../test/support/n8n/stack';
import type { Bench, Finding, Series } from '../bench';
import { figure } from '../chart';
import { compareToGoal } from '../goal';
import { table } from '../page';
import {
	type Asked,
	KERNELHOST_SERVICES,
	KILLB_USERS,
	orderForm,
	ourNode,
} from '../requests/asked';
import { DOCUMENTED, documentedLimits, minimumSeconds } from '../requests/conditions';
import { MeteredWorkflow } from '../requests/meteredWorkflow';
import { inTurns } from '../rounds';
import { seriesNamed } from '../statistics';

const REFERENCE = '={{ $json.wanted }}';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A kind of write, with one answer in twenty lost. */
interface Writes {
	name: string;
	asked: Asked;
	/** The node's share of the documented limit. */
	limits: LimitFacts;
	count: number;
	parameters: IDataObject;
	/** A part of the path of its requests. */
	path: string;
	/** The IDs of what the service really made, in order. */
	made: (records: Records) => unknown[];
}

interface Records {
	kernelhost: { orders: Array<{ id: unknown }> };
	killb: { payouts: Array<{ id: unknown }> };
}

function kinds(quick: boolean): Writes[] {
	const orders = quick ? 22 : 50;
	const payouts = quick ? 120 : 200;
	return [
		{
			name: `${orders} KernelHost orders`,
			asked: KERNELHOST_SERVICES,
			limits: KERNELHOST_LIMITS,
			count: orders,
			parameters: orderForm(REFERENCE),
			path: '/orders',
			made: ({ kernelhost }) => kernelhost.orders.map(({ id }) => id),
		},
		{
			name: `${payouts} KillB payouts`,
			asked: KILLB_USERS,
			limits: KILLB_LIMITS,
			count: payouts,
			parameters: {
				...INPUTS['payout.create'],
				resource: 'payout',
				operation: 'create',
				preFundAccountId: byId(SEEDED_PREFUND_ID),
				externalIdMode: 'own',
				externalId: REFERENCE,
			},
			path: '/payouts',
			made: ({ killb }) => killb.payouts.map(({ id }) => id),
		},
	];
}

/** Writes with keys within the rate limit, with lost answers. */
export const bench: Bench = {
	name: 'writes',
	run: async ({ stack: started, quick, rounds: all, say }) => {
		const stack = await started();
		const rounds = Math.min(all, 2);
		const series: Series[] = [];
		const findings: Finding[] = [];
		const rows: string[][] = [];
		for (const writes of kinds(quick)) {
			say(writes.name);
			const requests: number[] = [];
			const measured = await inTurns(rounds, {
				[writes.name]: await measure(stack, writes, requests),
			});
			series.push(...measured);
			const limit = DOCUMENTED[writes.asked.service];
			const minimum = minimumSeconds(median(requests), limit);
			const seconds = median(seriesNamed(measured, writes.name).samples);
			const bench = `${writes.name}: against the limit’s own minimum`;
			const finding = compareToGoal(bench, seconds / minimum, '≤', 1.05, '×');
			const shared = { ...limit, burst: writes.limits.burst };
			const atBest = minimumSeconds(median(requests), shared) / minimum;
			findings.push(atBest > 1 ? { ...finding, atBest } : finding);
			rows.push([writes.name, figure(median(requests)), figure(minimum), figure(seconds)]);
		}
		return {
			title: 'Orders and payouts',
			method: `Orders with a business reference and payouts with an external ID of one's own, in the real n8n, under the documented limits. Of every 20 requests the service executes one and
breaks the connection instead of its answer. A round counts only if each item came out with its record, in the order of the items, and the service made exactly that many, none twice. The limit's
own minimum is the time in which it admits the requests that were sent, those for the lost answers included; a full burst is there at the start. The time is that of the node alone. ${rounds} rounds.`,
			unit: 'seconds',
			series,
			findings,
			details: table(['', 'Requests', 'Minimum (s)', 'Measured (s)'], rows),
			remarks: [
				`Writes of one node run one after the other, so that they keep their order. A request whose answer was lost is sent again under the same key after 0.05 to 0.1 s.
KillB's limit lets 100 requests go at once. The node uses 80 of them and leaves the rest to logins and to whatever else uses the account:
the minimum with 80 is 0.4 s longer, and the goal is beyond it. *Adjust Limits → Burst* of the credential changes the share.`,
			],
		};
	},
};

async function measure(
	stack: Stack,
	{ name, asked, count, parameters, path, made }: Writes,
	requests: number[],
) {
	const { sandbox, credentials } = stack;
	const ours = ourNode(asked, credentials[asked.service], parameters);
	const route = `writes-${asked.service}`;
	const workflow = await MeteredWorkflow.publish(stack, route, [ours]);
	let run = 0;
	const writes = async (references: string[]) => {
		const before = made(await sandbox.control<Records>('GET', '/records')).length;
		const reading = await workflow.run(references);
		const all = made(await sandbox.control<Records>('GET', '/records')).slice(before);
		if (reading.failed > 0) throw new Error(`${name}: ${reading.firstFailure}`);
		if (JSON.stringify(all) !== JSON.stringify(reading.ids) || all.length !== references.length) {
			throw new Error(`${name}: ${all.length} were made for ${references.length} items`);
		}
		return reading.milliseconds / 1000;
	};
	await sandbox.control('POST', '/reset');
	await sandbox.control('PUT', '/account', { balance: '1000000.00' });
	await documentedLimits(stack);
	await writes([`${route}-${Date.now()}`]);
	return async () => {
		const { burst, perSecond } = DOCUMENTED[asked.service];
		await sleep((burst / perSecond) * 1000 + 500);
		await documentedLimits(stack);
		const lost = Math.max(1, Math.round(count / 20));
		await sandbox.control('DELETE', '/faults');
		await sandbox.control('POST', '/faults', {
			faults: Array.from({ length: lost }, (_, index) => ({
				service: asked.service,
				method: 'POST',
				path,
				kind: 'lostAnswer',
				after: index * 20 + 10,
			})),
		});
		run += 1;
		const references = Array.from(
			{ length: count },
			(_, item) => `${route}-${Date.now()}-${run}-${item}`,
		);
		const seconds = await writes(references);
		requests.push(count + lost);
		return seconds;
	};
}
