import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox';
import { type CredentialData, type HookedTrigger, type Hooks, triggerHooks } from '../engine';

/** The URL of n8n in these tests: loopback, which a sandbox on the same machine accepts. */
export const INSTANCE = 'http://127.0.0.1:5678';
const NODE_ID = '5f0c1c52-0000-4000-8000-00000000000a';
export const LIVE = `${INSTANCE}/webhook/${NODE_ID}/webhook`;
export const TEST = `${INSTANCE}/webhook-test/${NODE_ID}/webhook`;
export const STRANGER = 'http://127.0.0.1:9999/somebody-else';

/** One service's subscription as a test sees it. */
interface SlotUnderTest {
	type: 'killBTrigger' | 'kernelHostTrigger';
	service: 'killb' | 'kernelhost';
	/** part of the path of every request about the subscription */
	path: string;
	/** the method that writes a URL into an empty subscription, and removes it */
	writes: string;
	removes: string;
	holds(sandbox: Sandbox): string | null;
	put(sandbox: Sandbox, url: string | null): void;
	credentials(sandbox: Sandbox): CredentialData;
}

export const KILLB: SlotUnderTest = {
	type: 'killBTrigger',
	service: 'killb',
	path: '/api/v2/webhooks',
	writes: 'POST',
	removes: 'DELETE',
	holds: ({ state }) => state.killb.webhook?.config.url ?? null,
	put: ({ state }, url) => {
		if (url === null) state.killb.webhook = null;
		else state.killb.setWebhook(url, 'somebody else’s secret', ['USER']);
	},
	credentials: ({ details: { killb: baseUrl, email, password, webhookSecret } }) => ({
		killBApi: { environment: 'custom', baseUrl, email, password, webhookSecret },
	}),
};

export const KERNELHOST: SlotUnderTest = {
	type: 'kernelHostTrigger',
	service: 'kernelhost',
	path: '/v1/webhooks',
	writes: 'PUT',
	removes: 'PUT',
	holds: ({ state }) => state.kernelhost.webhookUrl,
	put: ({ state }, url) => void (state.kernelhost.webhookUrl = url),
	credentials: ({ details: { kernelhost: apiRoot, keyId, secret, webhookSecret } }) => ({
		kernelHostApi: { keyId, secret, apiRoot, webhookSecret },
	}),
};

/** The registration hooks of a trigger against a sandbox. */
export async function hooksOf(
	slot: SlotUnderTest,
	sandbox: Sandbox,
	parameters: INodeParameters = {},
	rest: Partial<HookedTrigger> = {},
): Promise<Hooks> {
	return await triggerHooks({
		type: slot.type,
		parameters,
		credentials: slot.credentials(sandbox),
		instanceUrl: INSTANCE,
		...rest,
	});
}
