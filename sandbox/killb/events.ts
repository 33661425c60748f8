import { createHash, createHmac, randomUUID } from 'node:crypto';
import { ACCOUNT } from '../details';
import type { AttemptResult } from '../deliveries';
import type { Settings } from '../settings';
import type { SandboxState } from '../state';

export interface KillBEvent {
	event: string;
	action: string;
	data: unknown;
	id?: string;
	createdAt?: string;
}

/** What a control call may bend, to see how a receiver reacts. */
export interface DeliveryOverrides {
	url?: string;
	secret?: string;
	scheme?: Scheme;
	/** Sent as it is in place of the envelope, and signed as it is. */
	rawBody?: string;
	maxAttempts?: number;
}

type Scheme = Settings['deliveries']['killbScheme'];

/**
 * Sends one event in the envelope of killb.md 4.2, signed as killb.md 4.3 says.
 * `attempts` counts the earlier attempts (0 in all of the vendor's samples), so each attempt is signed anew.
 * @returns null when there is no active webhook config that wants this event
 */
export async function sendKillBEvent(
	state: SandboxState,
	event: KillBEvent,
	overrides: DeliveryOverrides = {},
): Promise<(AttemptResult & { id: string }) | null> {
	const webhook = state.killb.webhook;
	const wanted = webhook?.config.active === true && webhook.config.events.includes(event.event);
	const url = overrides.url ?? (wanted ? webhook.config.url : undefined);
	if (url === undefined) return null;
	const secret = overrides.secret ?? webhook?.secret ?? ACCOUNT.webhookSecret;
	const id = event.id ?? `evt_${randomUUID()}`;
	const createdAt = event.createdAt ?? state.clock.iso();
	// Serialized now: what happens to the resource later is another event.
	const data = JSON.parse(JSON.stringify(event.data ?? {})) as unknown;

	const result = await state.deliveries.send({
		service: 'killb',
		url,
		...(overrides.maxAttempts === undefined ? {} : { maxAttempts: overrides.maxAttempts }),
		message: (attempt) => {
			const envelope = { id, event: event.event, action: event.action, data };
			const body =
				overrides.rawBody ??
				JSON.stringify({
					...envelope,
					createdAt,
					updatedAt: state.clock.iso(),
					attempts: attempt - 1,
				});
			const scheme = overrides.scheme ?? state.settings.deliveries.killbScheme;
			return {
				body,
				headers: {
					'Content-Type': 'application/json',
					'User-Agent': 'KillB-Sandbox',
					'x-signature-sha256': sign(body, secret, scheme),
				},
			};
		},
	});
	return { id, ...result };
}

/** Scheme A hashes the text with the secret appended, scheme B is an HMAC over the raw body. */
function sign(body: string, secret: string, scheme: Scheme): string {
	return scheme === 'suffix'
		? createHash('sha256').update(`${body}_${secret}`).digest('hex')
		: createHmac('sha256', secret).update(body).digest('hex');
}
