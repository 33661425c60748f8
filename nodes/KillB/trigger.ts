import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { currentWebhookSecret, holdsSecret } from '../../core/killb/webhookSecret';
import {
	killBDelivery,
	KILLB_SIGNATURE_HEADER,
	type KillBSignatureScheme,
	signAsKillB,
} from '../../core/webhook/killbSignature';
import { killBSample } from '../../core/webhook/sampleEvent';
import { namedSecret } from '../../core/webhook/secrets';
import { chosenNames, receiveDelivery } from '../shared/trigger/receive';
import { unsubscribe, registrationClient, type Subscription } from '../shared/trigger/register';
import { expectDeliveries, sendSample } from '../shared/trigger/sample';
import { killBClient } from './service';
import {
	fieldsWithSecret,
	generatedSecrets,
	type SecretStore,
	type WebhookFields,
} from './generatedSecret';
import { eventsToRegister } from '../../core/killb/webhookEvents';
import { killbRoot } from '../../core/killb/login';
import { isPrivateAddress } from '../../core/webhook/privateAddress';
import { previousKeyFrom, type Registration } from '../../core/webhook/subscription';
import type { ApiClient, ApiRequest } from '../shared/client/service';
import { PATH, unless, unlessNone } from './webhookConfiguration';

/**
 * Sends a sample of the first chosen event to the trigger's test URL, signed by the scheme that it
 * accepts.
 */
async function sendKillBSample(context: IHookFunctions): Promise<boolean> {
	const chosen = context.getNodeParameter('settings.signatureScheme', 'either');
	const scheme = chosen === 'suffix' ? 'suffix' : 'hmac';
	const now = Date.now();
	return await sendSample(context, {
		event: killBSample(chosenNames(context), now),
		sign: (body, key) => ({ [KILLB_SIGNATURE_HEADER]: signAsKillB(body, key, scheme) }),
	});
}

/**
 * Returns the customer's only webhook configuration (killb.md 4.1). KillB never returns its secret,
 * so every write uses the credential's secret: another system's configuration that is restored
 * keeps its URL and events, but is signed with this secret.
 */
async function killBSubscription(context: IHookFunctions): Promise<Subscription> {
	const api = registrationClient(killBClient(context, 0));
	const store = { api, read: async () => await context.getCredentials<WebhookFields>('killBApi') };
	const fields = await store.read();
	return {
		service: 'KillB',
		owner: 'KillB customer',
		read: async () => await read(api),
		write: async (registration, isOccupied) =>
			await writeWithSecret(store, registration, isOccupied),
		clear: async () => {
			await unlessNone(api.send({ method: 'DELETE', path: PATH, repeatable: true }));
		},
		previousKey: holdsSecret({ ...fields }) ? previousKeyFrom(fields.generatedSecret) : undefined,
		makePreviousKey: async (isOccupied) =>
			previousKeyFrom((await fieldsWithSecret(store, isOccupied)).generatedSecret),
		needsPublicUrl: !isPrivateAddress(killbRoot(fields).origin),
		events: eventsToRegister(chosenNames(context).events),
	};
}

/**
 * The number of attempts to register the stored secret: two n8n processes may each generate one at
 * the same time.
 */
const WRITES = 3;

async function writeWithSecret(
	store: SecretStore,
	{ url, events = [], active = true }: Registration,
	isOccupied: boolean,
): Promise<void> {
	let secret = await currentSecret(store, isOccupied);
	for (let count = 0; count < WRITES; count++) {
		const created = { url, secret, events: [...events] };
		await write(store.api, created, active, isOccupied || count > 0);
		const stored = await currentSecret(store, true);
		if (stored === secret) return;
		secret = stored;
	}
}

async function currentSecret(store: SecretStore, isOccupied: boolean): Promise<string> {
	const fields = await store.read();
	return namedSecret(fields) ?? currentWebhookSecret(await fieldsWithSecret(store, isOccupied));
}

async function read(api: ApiClient): Promise<Registration | undefined> {
	const answer = await unlessNone(api.send({ method: 'GET', path: PATH, repeatable: true }));
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

/**
 * Writes the configuration: POST creates it, PATCH changes it; if one no longer applies, the other
 * follows.
 */
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
		if (!(await unlessNone(api.send(patch)))) await api.send(post);
	} else if (!(await unless(409, api.send(post)))) {
		await api.send(patch);
	}
	if (!isOccupied && !active) await api.send(patch);
}

/** Registers this trigger at KillB, or sends it a sample event. */
export async function expectKillBDeliveries(context: IHookFunctions): Promise<boolean> {
	return await expectDeliveries(context, {
		service: 'KillB',
		credentialType: 'killBApi',
		// Publishing generates a secret; by hand, only one that is already there can be registered.
		verifiesUnnamed: (fields, isManual) => !isManual || holdsSecret(fields),
		subscriptionOf: killBSubscription,
		sendSample: sendKillBSample,
	});
}

/** Unregisters this trigger at KillB. */
export async function endKillBDeliveries(context: IHookFunctions): Promise<boolean> {
	return await unsubscribe(context, killBSubscription);
}

/** Receives a delivery and verifies it by KillB's schemes (killb.md 4). */
export async function receiveKillBDelivery(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const scheme = context.getNodeParameter('settings.signatureScheme', 'either');
	return await receiveDelivery(
		context,
		killBDelivery(scheme as KillBSignatureScheme, generatedSecrets),
	);
}
