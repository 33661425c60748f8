import type { Deliveries } from '../shared/deliveries';
import type { Environment } from '../shared/environment';
import type { Settings } from '../shared/settings';
import type { Clock, Timers } from '../shared/time';
import { CATALOGUE, type Product } from './catalogue';
import { ExpiringMap } from './expiringMap';
import { IdempotencyKeys } from './idempotency';
import { KernelHostLimits } from './limits';

/*
 * The shapes below are the sandbox's own choice: the vendor documents no response body
 * (kernelhost.md 4). Ids are integers, as the product id of the vendor's samples is.
 */

export interface Order {
	id: number;
	status: 'pending' | 'paid' | 'provisioned';
	product_id: number;
	product_name: string;
	billing_cycle: string;
	config_options: Record<string, string>;
	amount: string;
	currency: 'EUR';
	/**
	 * The amounts taken from the credit balance and from the stored card, in this order
	 * (kernelhost.md 1).
	 */
	paid_from: { credit: string; card: string };
	invoice_id: number;
	/** null until the order is provisioned. */
	service_id: number | null;
	created_at: string;
	updated_at: string;
}

export interface Service {
	id: number;
	order_id: number | null;
	product_id: number;
	name: string;
	hostname: string;
	status: 'active' | 'suspended' | 'terminated';
	power: 'running' | 'stopped' | 'starting' | 'stopping' | 'rebooting' | 'reinstalling';
	ip_addresses: string[];
	billing_cycle: string;
	created_at: string;
	updated_at: string;
}

export interface Invoice {
	id: number;
	number: string;
	order_id: number | null;
	status: 'unpaid' | 'paid';
	amount: string;
	currency: 'EUR';
	description: string;
	issued_at: string;
}

/** An action on a service, and the Idempotency-Key that it was sent with. */
export interface ActionRecord {
	id: number;
	idempotencyKey: string;
	service_id: number;
	action: string;
	created_at: string;
}

/** Seconds that a nonce is remembered (kernelhost.md 3); afterwards it may be used again. */
const NONCE_SECONDS = 600;
const SEEDED = 30;

/** Where routes find KernelHost: a reset replaces it, so they read it again for each request. */
export interface HasKernelHost {
	readonly kernelhost: KernelHost;
}

/**
 * What the KernelHost account owns, with some earlier services and invoices, so that lists have
 * pages.
 */
export class KernelHost {
	readonly clock: Clock;
	readonly timers: Timers;
	readonly deliveries: Deliveries;
	limits: KernelHostLimits;
	/** How many requests the limits rejected; a 429 of a fault does not count. */
	rateLimited = 0;
	readonly orders = new Map<number, Order>();
	readonly services = new Map<number, Service>();
	readonly invoices = new Map<number, Invoice>();
	readonly passwords = new Map<number, string>();
	webhookUrl: string | null = null;
	/** Nonces that may not be used again yet. */
	readonly nonces: ExpiringMap<true>;
	readonly idempotency: IdempotencyKeys;
	/** Order id -> its Idempotency-Key. */
	readonly orderKeys = new Map<number, string>();
	readonly actions: ActionRecord[] = [];
	/** How often a write was answered with 2xx, by method and route. */
	readonly writes = new Map<string, number>();
	private readonly lastIds = { order: 1000, service: 5000, invoice: 9000, action: 0 };

	constructor(private readonly environment: Environment) {
		const { clock, timers, deliveries } = environment;
		this.clock = clock;
		this.timers = timers;
		this.deliveries = deliveries;
		this.limits = new KernelHostLimits(this.settings.limits.kernelhost);
		this.nonces = new ExpiringMap(clock, NONCE_SECONDS);
		this.idempotency = new IdempotencyKeys(clock, () => this.settings.idempotency);
		for (let n = 0; n < SEEDED; n++) {
			const product = CATALOGUE[n % CATALOGUE.length];
			if (product === undefined) continue;
			this.addService(product, 'monthly', null);
			this.addInvoice(
				product.prices['monthly'] ?? '0.00',
				`${product.name}, monthly`,
				null,
				'paid',
			);
		}
	}

	get settings(): Settings {
		return this.environment.settings;
	}

	/** An event in the form in which it is sent at the moment. */
	eventOf(event: Record<string, unknown>): unknown {
		return this.environment.eventOf('kernelhost', event);
	}

	/** New limits start with full buckets. */
	fillBuckets(): void {
		this.limits = new KernelHostLimits(this.settings.limits.kernelhost);
	}

	setBalance(balance: string): void {
		this.environment.update('account', { balance });
	}

	nextId(kind: 'order' | 'service' | 'invoice' | 'action'): number {
		return ++this.lastIds[kind];
	}

	addService(product: Product, billingCycle: string, orderId: number | null): Service {
		const id = this.nextId('service');
		const service: Service = {
			id,
			order_id: orderId,
			product_id: product.id,
			name: product.name,
			hostname: `s${id}.sandbox.example`,
			status: 'active',
			power: 'running',
			// Addresses kept for documentation: RFC 5737 and RFC 3849.
			ip_addresses: [`203.0.113.${id % 254}`, `2001:db8::${id.toString(16)}`],
			billing_cycle: billingCycle,
			created_at: this.clock.iso(),
			updated_at: this.clock.iso(),
		};
		this.services.set(id, service);
		this.passwords.set(id, `sandbox-root-${id}`);
		return service;
	}

	addInvoice(
		amount: string,
		description: string,
		orderId: number | null,
		status: Invoice['status'],
	): Invoice {
		const id = this.nextId('invoice');
		const invoice: Invoice = {
			id,
			number: `KH-${id}`,
			order_id: orderId,
			status,
			amount,
			currency: 'EUR',
			description,
			issued_at: this.clock.iso(),
		};
		this.invoices.set(id, invoice);
		return invoice;
	}
}
