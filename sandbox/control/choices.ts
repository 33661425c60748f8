import type { FastifyInstance } from 'fastify';
import { CATALOGUE } from '../kernelhost/catalogue';
import type { HasKernelHost, Order } from '../kernelhost/kernelHost';
import type { HasKillB } from '../killb/killB';
import type { Payout } from '../killb/payoutData';
import type { Service } from '../shared/journal';
import type { Clock } from '../shared/time';
import { ACCOUNT_STATES, PAYOUT_STATES, RAMP_STATES, USER_STATES } from './states';

type Services = HasKernelHost & HasKillB;

/** How many records of a kind are offered, the newest first: a person chooses from them. */
const OFFERED = 100;

/** A record that an event can be about. */
interface Choice {
	id: string | number;
	name: string;
	/** null if it has none */
	status: string | null;
	/** The whole record, as an event contains it. */
	record: object;
	/** The service has no such record (yet): there is nothing to move to a state. */
	madeUp?: true;
}

type Named = { id: string | number; status?: string };

/**
 * `GET /choices`: the events of each service with the records that they can be about, and the
 * states that records can be moved to.
 */
export function choiceRoutes(app: FastifyInstance, sandbox: Services): void {
	app.get('/choices', async () => ({
		events: eventsOf(sandbox),
		states: {
			ramps: RAMP_STATES,
			payouts: PAYOUT_STATES,
			users: USER_STATES,
			accounts: ACCOUNT_STATES,
		},
	}));
}

function eventsOf({ kernelhost, killb }: Services): Record<Service, Record<string, Choice[]>> {
	return {
		kernelhost: {
			'order.paid': orExample(
				newest(kernelhost.orders.values(), (order) => `Order ${order.id}: ${order.product_name}`),
				exampleOrder(kernelhost.clock),
			),
			'service.provisioned': newest(
				kernelhost.services.values(),
				(service) => `Service ${service.id}: ${service.name}`,
			),
			'invoice.created': newest(
				kernelhost.invoices.values(),
				(invoice) => `Invoice ${invoice.number}: ${invoice.amount} ${invoice.currency}`,
			),
		},
		killb: {
			RAMP: orExample(
				newest(
					killb.ramps.values(),
					({ fromAmount, fromCurrency, toCurrency }) =>
						`${String(fromAmount)} ${String(fromCurrency)} into ${String(toCurrency)}`,
				),
				exampleRamp(),
			),
			PAYOUT: orExample(
				newest(killb.payouts.byId.values(), ({ amount, currency }) => `${amount} ${currency}`),
				examplePayout(killb.clock),
			),
			USER: newest(killb.users.values(), ({ data }) => nameOf(data)),
			ACCOUNT: newest(
				killb.accounts.byId.values(),
				({ type, data }) => `${type} of ${nameOf(data)}`,
			),
			CUSTODIAL_ACCOUNT: newest(killb.savings.accounts.values(), () => 'Savings account'),
			TRANSACTION: newest(
				[...killb.savings.transactions, ...killb.virtualAccounts.withdrawals],
				({ amount }) => `Transaction of ${amount}`,
			),
		},
	};
}

function newest<T extends Named>(records: Iterable<T>, name: (record: T) => string): Choice[] {
	return [...records]
		.slice(-OFFERED)
		.reverse()
		.map((record) => ({
			id: record.id,
			name: name(record),
			status: record.status ?? null,
			record,
		}));
}

function orExample(choices: Choice[], record: Named): Choice[] {
	if (choices.length > 0) return choices;
	const { id, status = null } = record;
	return [{ id, name: 'Made up, as there is none yet', status, record, madeUp: true }];
}

/** A person's name, or a company's. */
function nameOf({ firstName, lastName, companyName }: Record<string, unknown>): string {
	const words = [firstName, lastName, companyName];
	return words.filter((word) => typeof word === 'string').join(' ') || 'a person or company';
}

/*
 * Examples for events before a workflow has created anything. The ids are always the same, and the
 * services never assign them.
 */

/** Sent as it is: the KernelHost mock knows no such order. */
function exampleOrder(clock: Clock): Order {
	const [product] = CATALOGUE;
	const amount = product?.prices['monthly'] ?? '9.99';
	return {
		id: 1000,
		status: 'paid',
		product_id: product?.id ?? 42,
		product_name: product?.name ?? 'KVM',
		billing_cycle: 'monthly',
		config_options: {},
		amount,
		currency: 'EUR',
		paid_from: { credit: amount, card: '0.00' },
		invoice_id: 9001,
		service_id: null,
		created_at: clock.iso(),
		updated_at: clock.iso(),
	};
}

/**
 * An event about it creates it, with what is missing, so that it can be read through the API
 * afterwards.
 */
function exampleRamp(): { id: string; status: string } {
	return { id: '0d0e0f00-1111-4222-8333-444455556666', status: 'COMPLETED' };
}

/** Sent as it is: the KillB mock knows no such payout. */
function examplePayout(clock: Clock): Payout {
	return {
		id: '0d0e0f00-1111-4222-8333-777788889999',
		amount: 50_000,
		currency: 'COP',
		beneficiary: { type: 'BANK', account: { bankCode: '007', accountNumber: '10203049' } },
		status: 'COMPLETED',
		createdAt: clock.iso(),
		updatedAt: clock.iso(),
	};
}
