import assert from 'node:assert/strict';
import type { INodeParameters } from 'n8n-workflow';
import type { Stack } from '../support/n8n/stack';
import { WebhookWorkflow } from '../support/n8n/webhookWorkflow';
import { node } from './stackForTests';

const NODES = [
	'kernelHost',
	'kernelHostPollingTrigger',
	'kernelHostTrigger',
	'killB',
	'killBPollingTrigger',
	'killBTrigger',
];
const CREDENTIALS = ['kernelHostApi', 'killBApi'];

/**
 * The package in a real n8n, used by two published workflows: one calls both services, one has a
 * wrong password.
 */
export class InstalledPackage {
	private constructor(
		private readonly stack: Stack,
		private readonly name: string,
		private readonly working: WebhookWorkflow,
		private readonly failing: WebhookWorkflow,
	) {}

	static async inUse(stack: Stack, name: string): Promise<InstalledPackage> {
		const { client, sandbox, credentials } = stack;
		const wrong = await client.createCredential('Wrong password', 'killBApi', {
			environment: 'custom',
			baseUrl: sandbox.details.killb,
			email: sandbox.details.email,
			password: 'Another-Password-2026!',
		});
		const action = (type: 'kernelHost' | 'killB', id: string, parameters: INodeParameters) =>
			node({
				name: type,
				type: `${name}.${type}`,
				parameters,
				position: type === 'killB' ? [200, 0] : [400, 0],
				credentials: { [`${type}Api`]: { id, name: 'any' } },
			});
		const balances = { resource: 'customer', operation: 'getBalances' };
		const products = { resource: 'product', operation: 'getAll' };
		const working = [
			action('killB', credentials.killb, balances),
			action('kernelHost', credentials.kernelhost, products),
		];
		return new InstalledPackage(
			stack,
			name,
			await WebhookWorkflow.publish(stack, working, 'both-services'),
			await WebhookWorkflow.publish(stack, [action('killB', wrong, balances)], 'wrong-password'),
		);
	}

	/** A node of the package, and its workflow. */
	get oneNode(): { workflowId: string; node: string } {
		return { workflowId: this.working.id, node: 'killB' };
	}

	/** Expects n8n to offer all nodes and credentials of this version; none if undefined. */
	async expectLoaded(version: string | undefined): Promise<void> {
		const { client } = this.stack;
		const nodes = (await client.loadedTypes('nodes'))
			.filter(({ name }) => name.startsWith(`${this.name}.`) && !name.endsWith('Tool'))
			.map(({ name, communityNodePackageVersion }) => [name, communityNodePackageVersion]);
		const expected = NODES.map((type) => [`${this.name}.${type}`, version]);
		assert.deepEqual(nodes.sort(), version === undefined ? [] : expected);
		const credentials = (await client.loadedTypes('credentials'))
			.map(({ name }) => name)
			.filter((name) => CREDENTIALS.includes(name));
		assert.deepEqual(credentials.sort(), version === undefined ? [] : CREDENTIALS);
	}

	/**
	 * Expects both services to answer, and an error, whose class n8n and the package share, to have
	 * the package's own message.
	 */
	async expectToWork(): Promise<void> {
		const { summary, data } = await this.working.run();
		assert.equal(summary.status, 'success', String(data.resultData.error?.message));
		for (const type of ['killB', 'kernelHost']) {
			const items = data.resultData.runData[type]?.[0]?.data?.main?.[0] ?? [];
			assert.ok(items.length > 0 && items[0]?.json['error'] === undefined, type);
		}
		const failed = await this.failing.run();
		assert.equal(failed.summary.status, 'error');
		assert.match(String(failed.data.resultData.error?.message), /^KillB rejected the login/);
	}

	/** Expects n8n to start nothing and to say why. */
	async expectRejection(why: string): Promise<void> {
		const { status, body } = await this.working.post();
		assert.equal(status, 400);
		assert.ok(body.includes(why), body);
	}
}
