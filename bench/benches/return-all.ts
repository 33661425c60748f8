import type { INode } from 'n8n-workflow';
import { node } from '../../test/support/n8n/chain';
import type { Bench } from '../bench';
import { compareToGoal } from '../goal';
import { httpRequest, KILLB_USERS, ourNode } from '../requests/asked';
import { documentedLimits, latency, rejectedRequests } from '../requests/conditions';
import { MeteredWorkflow } from '../requests/meteredWorkflow';
import { checkReading } from '../requests/reading';
import { onlyUsers } from '../requests/users';
import { inTurns, type Measurement } from '../rounds';
import { ratioOf } from '../statistics';

const LATENCY_MS = 100;
const PAGE = 100;
const OURS = 'Our node, default settings';
const ONE = 'Page after page (our node, Parallel Requests 1)';
const PAGINATION = 'HTTP Request node with its Pagination, and Split Out';

const EVERYBODY = { resource: 'user', operation: 'getAll', userType: 'PERSON', returnAll: true };

/** A long KillB list, read completely. */
export const bench: Bench = {
	name: 'return-all',
	run: async (context) => {
		const stack = await context.stack();
		const { killb } = stack.credentials;
		const count = context.quick ? 2500 : 10_000;
		const ids = await onlyUsers(stack, count);
		await latency(stack, LATENCY_MS);
		await documentedLimits(stack);

		const by = async (name: string, path: string, measured: INode[]): Promise<Measurement> => {
			const workflow = await MeteredWorkflow.publish(stack, path, measured);
			const measure = async () => {
				const before = await rejectedRequests(stack, KILLB_USERS);
				const reading = await workflow.run(['all']);
				checkReading(name, reading, ids);
				const rejected = (await rejectedRequests(stack, KILLB_USERS)) - before;
				if (rejected > 0) throw new Error(`${name}: ${rejected} requests were rejected`);
				return reading.milliseconds / 1000;
			};
			// Warm-up: the login and the loading of code don't count.
			await measure();
			return measure;
		};
		const our = (parameters: object) =>
			ourNode(KILLB_USERS, killb, { ...EVERYBODY, ...parameters });
		const series = await inTurns(context.rounds, {
			[OURS]: await by(OURS, 'return-all', [our({})]),
			[ONE]: await by(ONE, 'page-after-page', [our({ options: { parallelRequests: 1 } })]),
			[PAGINATION]: await by(PAGINATION, 'pagination', [
				httpRequest(KILLB_USERS, stack, killb, paginated(stack.sandbox.details.killb)),
				node({
					name: 'Split Users',
					type: 'n8n-nodes-base.splitOut',
					parameters: { fieldToSplitOut: 'users' },
				}),
			]),
		});
		await latency(stack, 0);

		const what = `All of ${count} users in pages of ${PAGE}`;
		return {
			title: 'Return All',
			method: `All of ${count} users are read in the real n8n, ${PAGE} a page, from a server that answers each page after ${LATENCY_MS} ms, under the documented limit of requests. The HTTP
Request node reads with its own Pagination, one page after the other as it always does, and n8n’s Split Out node makes items of the pages. A round counts only if each has put out all
users, each once, in the order of the list. The time is that of the nodes alone, from their input to their output.`,
			unit: 'seconds',
			series,
			findings: [
				compareToGoal(`${what}: page after page takes`, ratioOf(series, ONE, OURS), '≥', 5, '×'),
				compareToGoal(
					`${what}: the HTTP Request node’s Pagination takes`,
					ratioOf(series, PAGINATION, OURS),
					'≥',
					5,
					'×',
				),
			],
		};
	},
};

/** Returns the HTTP Request node's settings for a list with a page count. */
function paginated(killb: string) {
	return {
		url: `${killb}/api/v2/users`,
		sendQuery: true,
		queryParameters: {
			parameters: [
				{ name: 'type', value: 'PERSON' },
				{ name: 'limit', value: String(PAGE) },
			],
		},
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }],
					},
					paginationCompleteWhen: 'other',
					completeExpression: '={{ $pageCount >= $response.body.totalPage }}',
				},
			},
		},
	};
}
