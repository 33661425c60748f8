import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ACCOUNT } from '../details';
import type { SandboxState } from '../state';

const url = z.string().url().nullable();
const bodySchema = z.object({ kernelhost: url.optional(), killb: url.optional() }).strict();
const ALL_EVENTS = ['RAMP', 'USER', 'TRANSACTION', 'ACCOUNT', 'CUSTODIAL_ACCOUNT', 'PAYOUT'];

/**
 * `PUT /webhooks`: registers receivers without going through the vendors' APIs and their checks; null removes.
 * The KillB config made here signs with the account's webhook secret and wants all events.
 */
export function webhookRoutes(app: FastifyInstance, state: SandboxState): void {
	app.put('/webhooks', async (request) => {
		const { kernelhost, killb } = bodySchema.parse(request.body);
		if (kernelhost !== undefined) state.kernelhost.webhookUrl = kernelhost;
		if (killb === null) state.killb.webhook = null;
		else if (killb !== undefined) state.killb.setWebhook(killb, ACCOUNT.webhookSecret, ALL_EVENTS);
		return current(state);
	});

	app.get('/webhooks', async () => current(state));
}

function current(state: SandboxState) {
	return {
		kernelhost: state.kernelhost.webhookUrl,
		killb: state.killb.webhook?.config.url ?? null,
		killbEvents: state.killb.webhook?.config.events ?? null,
	};
}
