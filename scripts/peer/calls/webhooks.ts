import type { Ask, PeerCall } from '../call';

const WEBHOOK = {
	url: 'https://n8n.example/webhook/killb',
	secret: 'peer-secret-0123456789abcdef0123456789',
	events: ['RAMP', 'USER'],
};

const FORM = { ...WEBHOOK, secretSource: 'typed' };

const configured = async (ask: Ask) => {
	await ask('POST', '/webhooks', WEBHOOK);
	return {};
};

export const webhookCalls: PeerCall[] = [
	{
		sdk: 'webhook.create',
		node: 'webhook.create',
		given: () => [WEBHOOK],
		form: () => FORM,
	},
	{
		sdk: 'webhook.update',
		node: 'webhook.update',
		prepare: configured,
		given: () => [{ ...WEBHOOK, active: false }],
		form: () => ({ ...FORM, active: false }),
	},
	{
		sdk: 'webhook.get',
		node: 'webhook.get',
		prepare: configured,
		given: () => [],
		form: () => ({}),
	},
	{
		sdk: 'webhook.delete',
		node: 'webhook.delete',
		prepare: configured,
		given: () => [],
		form: () => ({}),
	},
];
