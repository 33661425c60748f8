import type { IHookFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { eventsToRegister } from '../../core/killb/webhookEvents';
import type { LoginFields } from '../../core/killb/login';
import { killbRoot } from '../../core/killb/login';
import { currentWebhookSecret } from '../../core/killb/webhookSecret';
import { isPrivateAddress } from '../../core/webhook/address';
import type { SecretFields } from '../../core/webhook/secrets';
import type { Registration } from '../../core/webhook/slot';
import type { ApiClient, ApiRequest } from '../shared/request/client';
import { chosenNames } from '../shared/trigger/chosenNames';
import type { Slot } from '../shared/trigger/registration';
import { registrationClient } from '../shared/trigger/registrationClient';
import { killBClient } from './client';

const PATH = '/api/v2/webhooks';

/**
 * KillB's one webhook configuration of the customer (killb.md 4.1). Its secret is never told, so whatever is written gets the
 * credential's: another's configuration that is given back keeps its address and events, but is signed with this secret.
 */
export async function killBSlot(context: IHookFunctions): Promise<Slot> {
	const api = registrationClient(killBClient(context, 0));
	const fields = await context.getCredentials<LoginFields & SecretFields>('killBApi');
	// Only made when it is written: leaving must work with a login that can't be used any more.
	const secret = () => currentWebhookSecret(fields);
	return {
		service: 'KillB',
		owner: 'KillB customer',
		read: async () => await read(api),
		write: async ({ url, events = [], active = true }, isOccupied) => {
			const created = { url, secret: secret(), events: [...events] };
			await write(api, created, active, isOccupied);
		},
		clear: async () => {
			await unless(404, api.send({ method: 'DELETE', path: PATH, repeatable: true }));
		},
		// KillB documents no check of the address; a sandbox on this machine can reach it.
		refusesPrivate: !isPrivateAddress(killbRoot(fields).origin),
		events: eventsToRegister(chosenNames(context).events),
	};
}

/** An empty slot may be a 404 or an empty answer: KillB documents neither. */
async function read(api: ApiClient): Promise<Registration | undefined> {
	const answer = await unless(404, api.send({ method: 'GET', path: PATH, repeatable: true }));
	const { url, events, active } = (answer?.body ?? {}) as Record<string, unknown>;
	if (typeof url !== 'string' || url === '') return undefined;
	return {
		url,
		events: Array.isArray(events) ? events.map(String) : [],
		active: active !== false,
	};
}

interface CreateBody {
	url: string;
	secret: string;
	events: string[];
}

/** POST makes the configuration, PATCH changes it; whichever does not fit any more is followed by the other. */
async function write(
	api: ApiClient,
	created: CreateBody,
	active: boolean,
	isOccupied: boolean,
): Promise<void> {
	const post: ApiRequest = { method: 'POST', path: PATH, body: { ...created }, repeatable: false };
	const patch: ApiRequest = {
		method: 'PATCH',
		path: PATH,
		body: { ...created, active },
		repeatable: true,
	};
	if (isOccupied) {
		if (!(await unless(404, api.send(patch)))) await api.send(post);
	} else if (!(await unless(409, api.send(post)))) {
		await api.send(patch);
	}
	if (!isOccupied && !active) await api.send(patch);
}

/** The answer, or undefined where it has the given status. */
async function unless<T>(status: number, sending: Promise<T>): Promise<T | undefined> {
	return await sending.catch((error: unknown) => {
		if (error instanceof NodeApiError && error.httpCode === String(status)) return undefined;
		throw error;
	});
}
