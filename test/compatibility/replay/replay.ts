import type { INode, INodeExecutionData } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox';
import {
	CredentialStore,
	type CredentialData,
	deliverWebhook,
	installedPackages,
	runWorkflow,
	nodeOf,
	triggerHooks,
} from '../../support/engine';
import { PolledTrigger } from '../../support/engine/polledTrigger';
import { hmac, kernelHostHeader, now, paid, ramp } from '../../support/triggers/deliveries';
import { INSTANCE } from '../../support/triggers/slots';
import { credentialsOf } from './credentials';
import { filesOnItem } from './filesOnItem';
import { Given } from './given';
import { itemOf, mediaTypes, type Outcome, requestsOf } from './outcome';

/**
 * Executes the nodes of saved workflows on n8n's engine, against one sandbox that is reset for each
 * node.
 */
export class Replay {
	private constructor(private readonly sandbox: Sandbox) {}

	static async start(): Promise<Replay> {
		return new Replay(await startSandbox());
	}

	/**
	 * A trigger is published and gets one delivery, a polling trigger is tested; any other node runs
	 * behind a trigger that gives it one item.
	 * @param given names of the records that must exist besides those that its expressions read (see
	 * {@link Given})
	 */
	async run(node: INode, given: readonly string[] = []): Promise<Outcome> {
		this.sandbox.state.reset();
		const types = Object.keys(node.credentials ?? {});
		const credentials = Object.fromEntries(
			Object.entries(credentialsOf(this.sandbox)).filter(([type]) => types.includes(type)),
		);
		if (node.type.endsWith('PollingTrigger')) return await this.poll(node, credentials, given);
		return node.type.endsWith('Trigger')
			? await this.deliver(node, credentials)
			: await this.execute(node, credentials, given);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	private async execute(
		node: INode,
		credentials: CredentialData,
		given: readonly string[],
	): Promise<Outcome> {
		const json = await new Given(this.sandbox).itemFor(node.parameters, given);
		this.sandbox.state.journal.clear();
		this.sandbox.state.killb.uploads.length = 0;
		const packages = await installedPackages();
		const store = await CredentialStore.of(credentials);
		const start = nodeOf(packages, { name: 'Start of the replay', type: 'start' });
		const { runData, error } = await runWorkflow({
			workflow: {
				id: 'workflow-of-the-corpus',
				nodes: [start, { ...node, credentials: store.references() }],
				connections: { [start.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
			},
			startNode: start.name,
			items: [{ json, binary: await filesOnItem() }],
			credentials: store,
			packages,
		});
		return this.outcome(runData[node.name]?.at(-1)?.data?.main?.[0] ?? [], error);
	}

	private async poll(
		{ type, parameters }: INode,
		credentials: CredentialData,
		given: readonly string[],
	): Promise<Outcome> {
		await new Given(this.sandbox).itemFor({}, given);
		this.sandbox.state.journal.clear();
		const name = type.slice(type.lastIndexOf('.') + 1);
		const items = await new PolledTrigger({ type: name, parameters, credentials }).test();
		return this.outcome(
			items.map((json) => ({ json })),
			undefined,
		);
	}

	private async deliver(node: INode, credentials: CredentialData): Promise<Outcome> {
		const { type, parameters } = node;
		const trigger = { type, parameters, credentials, node };
		await (await triggerHooks({ ...trigger, instanceUrl: INSTANCE })).publish();
		const secret = this.sandbox.details.webhookSecret;
		const delivery = type.endsWith('.killBTrigger')
			? { rawBody: ramp, headers: { 'X-Signature-SHA256': hmac(ramp, secret) } }
			: {
					rawBody: paid,
					headers: { 'KH-Webhook-Signature': kernelHostHeader(paid, now(), secret) },
				};
		const { items, error } = await deliverWebhook({ ...trigger, ...delivery });
		return this.outcome(items, error);
	}

	private outcome(items: INodeExecutionData[], error: Error | undefined): Outcome {
		return {
			requests: requestsOf(this.sandbox.state),
			items: items.map(({ json }) => itemOf(json)),
			files: mediaTypes(items[0]?.binary),
			error: error?.message ?? null,
		};
	}
}
