import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendKernelHostEvent } from '../kernelhost/events';
import type { HasKernelHost } from '../kernelhost/kernelHost';
import type { HasKillB, KillB } from '../killb/killB';
import { putRamp } from '../killb/rampLife';
import { ACCOUNT } from '../shared/details';

type Services = HasKernelHost & HasKillB;

const data = z.record(z.unknown()).default({});
const overrides = {
	id: z.string().optional(),
	url: z.string().url().optional(),
	/** Sign with this secret instead: a forged delivery, as the receiver sees it. */
	secret: z.string().optional(),
	rawBody: z.string().optional(),
	maxAttempts: z.number().int().positive().optional(),
};
const eventSchema = z.discriminatedUnion('service', [
	z
		.object({
			service: z.literal('kernelhost'),
			type: z.string().min(1),
			data,
			created: z.number().int().optional(),
			timestamp: z.number().int().optional(),
			...overrides,
		})
		.strict(),
	z
		.object({
			service: z.literal('killb'),
			event: z.string().min(1),
			action: z.string().min(1).default('UPDATE'),
			data,
			createdAt: z.string().optional(),
			scheme: z.enum(['hmac', 'suffix']).optional(),
			...overrides,
		})
		.strict(),
]);
type EventRequest = z.infer<typeof eventSchema>;

const url = z.string().url().nullable();
const webhooksSchema = z.object({ kernelhost: url.optional(), killb: url.optional() }).strict();
const KILLB_EVENTS = ['RAMP', 'USER', 'TRANSACTION', 'ACCOUNT', 'CUSTODIAL_ACCOUNT', 'PAYOUT'];

/**
 * `PUT /webhooks`: registers receivers without the vendors' APIs and their checks; null removes
 * one. The KillB config created here signs with the account's webhook secret and receives all
 * events. `POST /events`: fires one signed webhook and returns the outcome of the first attempt.
 */
export function eventRoutes(app: FastifyInstance, sandbox: Services): void {
	app.put('/webhooks', async (request) => {
		const { kernelhost, killb } = webhooksSchema.parse(request.body);
		if (kernelhost !== undefined) sandbox.kernelhost.webhookUrl = kernelhost;
		if (killb === null) sandbox.killb.webhook = null;
		else if (killb !== undefined) {
			sandbox.killb.setWebhook(killb, ACCOUNT.webhookSecret, KILLB_EVENTS);
		}
		return receivers(sandbox);
	});

	app.get('/webhooks', async () => receivers(sandbox));

	app.post('/events', async (request, reply) => {
		const event = eventSchema.parse(request.body);
		const outcome = await fire(sandbox, event);
		if (outcome !== null) return outcome;
		return await reply.code(409).send({
			error: `No webhook URL is registered at ${event.service} for this event. Use PUT /control/webhooks.`,
		});
	});
}

function receivers({ kernelhost, killb }: Services) {
	return {
		kernelhost: kernelhost.webhookUrl,
		killb: killb.webhook?.config.url ?? null,
		killbEvents: killb.webhook?.config.events ?? null,
	};
}

async function fire({ kernelhost, killb }: Services, event: EventRequest) {
	if (event.service === 'kernelhost') {
		return await sendKernelHostEvent(kernelhost, defined(event), defined(event));
	}
	return await killb.events.send(
		{ ...defined(event), data: resourceFor(killb, event.event, event.data) },
		defined(event),
	);
}

/**
 * The subject of an event must be readable through the API as well. So a ramp, user or payout that
 * `data.id` names is changed with the rest of `data` and then sent whole; a ramp that does not
 * exist is created.
 */
function resourceFor(killb: KillB, event: string, given: Record<string, unknown>): unknown {
	const id = typeof given['id'] === 'string' ? given['id'] : undefined;
	if (event === 'RAMP') return putRamp(killb, id ?? randomUUID(), given);
	let known: object | undefined;
	if (event === 'USER') known = killb.users.get(id ?? '');
	if (event === 'PAYOUT') known = killb.payouts.byId.get(id ?? '');
	return known === undefined
		? given
		: Object.assign(known, given, { updatedAt: killb.clock.iso() });
}

/** The same object without its undefined members, as exactOptionalPropertyTypes requires. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
	return Object.fromEntries(
		Object.entries(value).filter(([, member]) => member !== undefined),
	) as never;
}
