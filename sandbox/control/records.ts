import type { FastifyInstance } from 'fastify';
import type { ActionRecord, HasKernelHost, Order } from '../kernelhost/kernelHost';
import type { HasKillB } from '../killb/killB';
import * as seeded from '../killb/seededIds';

type Services = HasKernelHost & HasKillB;

/** A record that KillB created. */
interface MadeRecord {
	id: string;
	externalId?: string;
	createdAt: string;
}

/** How often a write was answered with 2xx, by method and route. */
type Writes = Record<string, number>;

/**
 * What was really done since the start or the last reset, oldest first, without the seeded records.
 */
export interface Records {
	kernelhost: {
		orders: Array<Order & { idempotencyKey: string }>;
		actions: ActionRecord[];
		writes: Writes;
	};
	killb: {
		users: MadeRecord[];
		accounts: MadeRecord[];
		/** `usedBy`: the ramp that was created from it. */
		quotations: Array<{ id: string; usedBy?: string }>;
		ramps: MadeRecord[];
		payouts: MadeRecord[];
		savings: MadeRecord[];
		virtualAccounts: MadeRecord[];
		/** Of savings and of virtual accounts. */
		withdrawals: MadeRecord[];
		/** Also the seeded ones: a signature changes them. */
		documents: Array<{ id: string; status: string }>;
		bulkJobs: MadeRecord[];
		uploads: number;
		writes: Writes;
	};
}

/**
 * `GET /records`: what was really done, and `GET /limits`: how many requests the services' own
 * limiters rejected.
 */
export function recordRoutes(app: FastifyInstance, sandbox: Services): void {
	app.get('/records', async () => recordsOf(sandbox));

	app.get('/limits', async () => ({
		kernelhost: { refused: sandbox.kernelhost.rateLimited },
		killb: { refused: sandbox.killb.rateLimited },
	}));
}

const SEEDED = new Set<string>(Object.values(seeded));

export function recordsOf({ kernelhost, killb }: Services): Records {
	const { savings, virtualAccounts } = killb;
	const paidOut = savings.transactions.filter(({ type }) => type === 'WITHDRAWAL');
	return {
		kernelhost: {
			orders: [...kernelhost.orderKeys].flatMap(([id, idempotencyKey]) => {
				const order = kernelhost.orders.get(id);
				return order === undefined ? [] : [{ ...order, idempotencyKey }];
			}),
			actions: [...kernelhost.actions],
			writes: Object.fromEntries(kernelhost.writes),
		},
		killb: {
			users: made(killb.users.values()),
			accounts: made(killb.accounts.byId.values()),
			quotations: [...killb.quotations.values()].map(({ id, usedBy }) => ({
				id,
				...(usedBy === undefined ? {} : { usedBy }),
			})),
			ramps: made(killb.ramps.values()),
			payouts: made(killb.payouts.byId.values()),
			savings: made(savings.accounts.values()),
			virtualAccounts: made(virtualAccounts.byId.values()),
			withdrawals: made([...paidOut, ...virtualAccounts.withdrawals]),
			documents: [...killb.documents.byId.values()].map(({ id, status }) => ({ id, status })),
			bulkJobs: made(
				[...killb.bulkJobs.values()].map(({ job: { jobId: id, createdAt } }) => ({
					id,
					createdAt,
				})),
			),
			uploads: killb.uploads.length,
			writes: Object.fromEntries(killb.writes),
		},
	};
}

function made(records: Iterable<MadeRecord>): MadeRecord[] {
	return [...records]
		.filter(({ id }) => !SEEDED.has(id))
		.map(({ id, externalId, createdAt }) => ({
			id,
			...(externalId === undefined ? {} : { externalId }),
			createdAt,
		}));
}
