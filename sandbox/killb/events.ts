import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { AttemptResult, Deliveries } from '../shared/deliveries';
import { ACCOUNT } from '../shared/details';
import type { Environment } from '../shared/environment';
import type { Settings } from '../shared/settings';

export interface WebhookConfig {
	id: string;
	customerId: string;
	url: string;
	events: string[];
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

/** The one webhook of the customer. */
export interface Webhook {
	config: WebhookConfig;
	secret: string;
}

interface KillBEvent {
	event: string;
	action: string;
	data: unknown;
	id?: string;
	createdAt?: string;
}

/** Parts of an event that a control call can change, to see how a receiver reacts. */
interface DeliveryOverrides {
	url?: string;
	secret?: string;
	scheme?: Scheme;
	/** Sent as it is instead of the envelope, and signed as it is. */
	rawBody?: string;
	maxAttempts?: number;
}

type Scheme = Settings['deliveries']['killbScheme'];

/** Sends webhooks. */
export class Events {
	/** The last event of each resource. */
	private readonly last = new Map<string, Promise<unknown>>();
	/** Those of this state: events that wait during a reset are dropped. */
	private readonly deliveries: Deliveries;

	constructor(
		private readonly environment: Environment,
		private readonly webhook: () => Webhook | null,
	) {
		this.deliveries = environment.deliveries;
	}

	/**
	 * Sends one event in the envelope of killb.md 4.2, signed as killb.md 4.3 says. `attempts` counts
	 * the earlier attempts (0 in all of the vendor's samples), so each attempt is signed again.
	 * @returns null if no active webhook config includes this event
	 */
	async send(
		event: KillBEvent,
		overrides: DeliveryOverrides = {},
	): Promise<(AttemptResult & { id: string }) | null> {
		const { clock } = this.environment;
		const webhook = this.webhook();
		const wanted = webhook?.config.active === true && webhook.config.events.includes(event.event);
		const url = overrides.url ?? (wanted ? webhook.config.url : undefined);
		if (url === undefined) return null;
		const secret = overrides.secret ?? webhook?.secret ?? ACCOUNT.webhookSecret;
		const id = event.id ?? `evt_${randomUUID()}`;
		const createdAt = event.createdAt ?? clock.iso();
		// Serialized now: a later change of the resource is another event.
		const data = JSON.parse(JSON.stringify(event.data ?? {})) as unknown;

		const result = await this.deliveries.send({
			service: 'killb',
			url,
			...(overrides.maxAttempts === undefined ? {} : { maxAttempts: overrides.maxAttempts }),
			message: (attempt) => {
				const envelope = { id, event: event.event, action: event.action, data };
				const body =
					overrides.rawBody ??
					JSON.stringify(
						this.environment.eventOf('killb', {
							...envelope,
							createdAt,
							updatedAt: clock.iso(),
							attempts: attempt - 1,
						}),
					);
				const scheme = overrides.scheme ?? this.environment.settings.deliveries.killbScheme;
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

	/**
	 * Sends the events of one resource one after another: the vendor promises no order, but a user
	 * expects it.
	 */
	notify(id: string, { event, action, data }: KillBEvent): void {
		const { clock, settings } = this.environment;
		// Copied now: the resource may change while this waits.
		const message = { event, action, data: structuredClone(data), createdAt: clock.iso() };
		const disordered = settings.deliveries.reorderWindowMs > 0;
		const before = (disordered ? undefined : this.last.get(id)) ?? Promise.resolve();
		const sent = before.then(async () => await this.send(message));
		this.last.set(id, sent);
		void sent.then(() => {
			if (this.last.get(id) === sent) this.last.delete(id);
		});
	}
}

/** Scheme A hashes the text with the secret appended, scheme B is an HMAC over the raw body. */
function sign(body: string, secret: string, scheme: Scheme): string {
	return scheme === 'suffix'
		? createHash('sha256').update(`${body}_${secret}`).digest('hex')
		: createHmac('sha256', secret).update(body).digest('hex');
}
