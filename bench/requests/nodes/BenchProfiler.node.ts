import { Session } from 'node:inspector/promises';
import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

const session = new Session();
let before: NodeJS.CpuUsage | undefined;

/**
 * A throw-away trigger that starts V8's sampling profiler in n8n's own process, and at the next request stops it and answers with the
 * profile and the processor time, in microseconds, of all of the process's threads meanwhile.
 */
export class BenchProfiler implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Profiler',
		name: 'benchProfiler',
		group: ['trigger'],
		version: 1,
		description: 'Starts and stops a profile',
		defaults: { name: 'Bench Profiler' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const response = this.getResponseObject();
		if (before === undefined) {
			session.connect();
			await session.post('Profiler.enable');
			await session.post('Profiler.setSamplingInterval', { interval: 500 });
			await session.post('Profiler.start');
			before = process.cpuUsage();
			response.json({});
		} else {
			const { user, system } = process.cpuUsage(before);
			before = undefined;
			const { profile } = await session.post('Profiler.stop');
			session.disconnect();
			response.json({ profile, microseconds: user + system });
		}
		return { noWebhookResponse: true };
	}
}
