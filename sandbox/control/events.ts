import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendKernelHostEvent } from '../kernelhost/events';
import { sendKillBEvent } from '../killb/events';
import { putRamp } from '../killb/ramp-life';
import type { SandboxState } from '../state';

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

/** `POST /events`: fires one signed webhook and answers with the first attempt's outcome. */
export function eventRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/events', async (request, reply) => {
		const event = eventSchema.parse(request.body);
		const outcome = await fire(state, event);
		if (outcome !== null) return outcome;
		return await reply.code(409).send({
			error: `No webhook URL is registered at ${event.service} for this event. Use PUT /control/webhooks.`,
		});
	});
}

async function fire(state: SandboxState, event: EventRequest) {
	if (event.service === 'kernelhost') {
		return await sendKernelHostEvent(state, defined(event), defined(event));
	}
	return await sendKillBEvent(
		state,
		{ ...defined(event), data: resourceFor(state, event.event, event.data) },
		defined(event),
	);
}

/**
 * What an event is about must be readable through the API as well, so a ramp, user or payout that `data.id` names is changed
 * with the rest of `data` and then sent whole; a ramp that does not exist is made.
 */
function resourceFor(state: SandboxState, event: string, given: Record<string, unknown>): unknown {
	const id = typeof given['id'] === 'string' ? given['id'] : undefined;
	if (event === 'RAMP') return putRamp(state, id ?? randomUUID(), given);
	const { users, payouts } = state.killb;
	let known: object | undefined;
	if (event === 'USER') known = users.get(id ?? '');
	if (event === 'PAYOUT') known = payouts.byId.get(id ?? '');
	return known === undefined
		? given
		: Object.assign(known, given, { updatedAt: state.clock.iso() });
}

/** The same object with the absent members really absent, as exactOptionalPropertyTypes asks. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
	return Object.fromEntries(
		Object.entries(value).filter(([, member]) => member !== undefined),
	) as never;
}
