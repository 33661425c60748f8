import type { FastifyInstance } from 'fastify';
import { invalidInput, KillBError } from './errors';
import { schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';

interface WebhookBody {
	url?: string;
	secret: string;
	events: string[];
	active?: boolean;
}

/** `/webhooks`: one config per customer and no id in the path (killb.md 4.1). */
export function webhookRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/webhooks',
		{ schema: { body: schemaOf('CreateWebhookDto') } },
		async (request, reply) => {
			const { url, secret, events } = request.body as Required<WebhookBody>;
			if (sandbox.killb.webhook !== null) {
				// The effect of a second POST is not documented; 409 is the general "already exists".
				throw new KillBError(409, 'WEBHOOK.EXISTS', ['There is a webhook config already']);
			}
			return await reply.code(201).send(sandbox.killb.setWebhook(checkedUrl(url), secret, events));
		},
	);

	app.get('/webhooks', async () => current(sandbox.killb).config);

	app.patch('/webhooks', { schema: { body: schemaOf('UpdateWebhookDto') } }, async (request) => {
		const { url, secret, events, active } = request.body as WebhookBody;
		const { config } = current(sandbox.killb);
		return sandbox.killb.setWebhook(checkedUrl(url ?? config.url), secret, events, active);
	});

	app.delete('/webhooks', async (_request, reply) => {
		current(sandbox.killb);
		sandbox.killb.webhook = null;
		return await reply.code(200).send();
	});
}

/** An empty subscription: the answer is not documented, 404 is the sandbox's own choice. */
function current(killb: KillB) {
	if (killb.webhook === null) {
		throw new KillBError(404, 'WEBHOOK.NOT_FOUND', ['There is no webhook config']);
	}
	return killb.webhook;
}

/** HTTPS is advice, not a documented rule (killb.md 4.1), so http is accepted too. */
function checkedUrl(url: string): string {
	const protocol = URL.canParse(url) ? new URL(url).protocol : '';
	if (protocol !== 'https:' && protocol !== 'http:') throw invalidInput(['url must be a URL']);
	return url;
}
