import type { FastifyInstance } from 'fastify';
import type { Service } from '../journal';
import type { SandboxState } from '../state';
import { ACCOUNT_STATES, USER_STATES } from './kyc';
import { madeUpOrder, madeUpPayout, madeUpRamp } from './made-up';
import { PAYOUT_STATES, RAMP_STATES } from './states';

/** How many records of a kind are offered, the newest first: a person chooses from them. */
const OFFERED = 100;

/** A record that an event can tell of. */
export interface Choice {
	id: string | number;
	name: string;
	/** null of what has none. */
	status: string | null;
	/** Whole, as an event carries it. */
	record: object;
	/** The service has no such record (yet): there is nothing to move to a state. */
	madeUp?: true;
}

type Named = { id: string | number; status?: string };

/** `GET /choices`: the events of each service with the records that they can tell of, and the states that records can be moved to. */
export function choiceRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/choices', async () => ({
		events: eventsOf(state),
		states: {
			ramps: RAMP_STATES,
			payouts: PAYOUT_STATES,
			users: USER_STATES,
			accounts: ACCOUNT_STATES,
		},
	}));
}

function eventsOf(state: SandboxState): Record<Service, Record<string, Choice[]>> {
	const { kernelhost, killb } = state;
	return {
		kernelhost: {
			'order.paid': orMadeUp(
				newest(kernelhost.orders.values(), (order) => `Order ${order.id}: ${order.product_name}`),
				madeUpOrder(state),
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
			RAMP: orMadeUp(
				newest(
					killb.ramps.values(),
					({ fromAmount, fromCurrency, toCurrency }) =>
						`${String(fromAmount)} ${String(fromCurrency)} into ${String(toCurrency)}`,
				),
				madeUpRamp(),
			),
			PAYOUT: orMadeUp(
				newest(killb.payouts.byId.values(), ({ amount, currency }) => `${amount} ${currency}`),
				madeUpPayout(state),
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

function orMadeUp(choices: Choice[], record: Named): Choice[] {
	if (choices.length > 0) return choices;
	const { id, status = null } = record;
	return [{ id, name: 'Made up, as there is none yet', status, record, madeUp: true }];
}

/** A person’s name, or a company’s. */
function nameOf({ firstName, lastName, companyName }: Record<string, unknown>): string {
	const words = [firstName, lastName, companyName];
	return words.filter((word) => typeof word === 'string').join(' ') || 'a person or company';
}
