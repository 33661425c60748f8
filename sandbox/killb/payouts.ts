import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkAccountData } from './accountRules';
import { insufficientBalance } from './customerData';
import { invalidInput, notFound } from './errors';
import { type JsonSchema, querySchemaOf, schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import { matchingMembers, paged } from './lists';
import type { Payout } from './payoutData';
import { idOf } from './routing';
import { checkAmount, repeated, validate } from './validation';
import { following, walkByTimers } from './walk';

/** `CreatePayoutInputDto`. */
interface NewPayout {
	preFundAccountId: string;
	amount: number;
	beneficiary: Payout['beneficiary'];
	externalId?: string;
}

/** `/payouts`, from the pre-funded COP balance (killb.md 8). */
export function payoutRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post('/payouts', { schema: { body: BODY } }, async (request, reply) => {
		const { answers } = sandbox.killb.payouts;
		const key = [request.headers['idempotency-key'] ?? ''].flat().join();
		// The earlier answer unchanged, whatever the body and the payout's status are now.
		const earlier = answers.get(key);
		if (earlier !== undefined) return await reply.code(201).send(earlier);
		const payout = createPayout(sandbox.killb, request);
		if (key !== '') answers.set(key, structuredClone(payout));
		return await reply.code(201).send(payout);
	});

	app.get(
		'/payouts',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/payouts') } },
		async (request) => {
			const payouts = [...sandbox.killb.payouts.byId.values()];
			return paged(request, 'payouts', payouts.filter(matchingMembers(request, FILTERS)));
		},
	);

	app.get('/payouts/:id', async (request) => {
		const id = idOf(request);
		const payout = sandbox.killb.payouts.byId.get(id);
		if (payout !== undefined) return payout;
		// The documented codes name neither this nor a missing pre-fund account: the sandbox's own
		// choice.
		throw notFound('PAYOUT.NOT_FOUND', 'Payout', 'payoutId', id);
	});
}

const FILTERS = ['id', 'externalId', 'status'];
const ACCOUNTS = { PSE: schemaOf('PSEAccountDto'), BREB: schemaOf('BrebAccountDto') };
/** The account follows the type, whose values are a setting. */
const BODY: JsonSchema = {
	...schemaOf('CreatePayoutInputDto'),
	properties: {
		...(schemaOf('CreatePayoutInputDto')['properties'] as object),
		beneficiary: {
			type: 'object',
			required: ['type', 'account'],
			additionalProperties: false,
			properties: { type: { type: 'string' }, account: { type: 'object' } },
		},
	},
};

function createPayout(killb: KillB, request: FastifyRequest): Payout {
	const { preFundAccountId, amount, beneficiary, externalId } = request.body as NewPayout;
	const { payouts, holds, customer, events } = killb;
	const known = repeated(killb, payouts.byId.values(), externalId, 'PAYOUT.EXTERNAL_ID');
	if (known !== undefined) return known;
	checkAmount('amount', amount);
	checkBeneficiary(killb, request, beneficiary);
	const id = randomUUID();
	const source = { accountId: preFundAccountId, currency: 'COP' };
	if (!customer.balances.some((balance) => balance.accountId === preFundAccountId)) {
		throw notFound('PAYOUT.PRE_FUND', 'Pre-fund account', 'preFundAccountId', preFundAccountId);
	}
	if (!holds.take(id, source, amount)) throw insufficientBalance('COP');

	const now = killb.clock.iso();
	const payout: Payout = {
		id,
		amount,
		currency: 'COP',
		beneficiary,
		status: 'CREATED',
		...(externalId === undefined ? {} : { externalId }),
		createdAt: now,
		updatedAt: now,
	};
	payouts.byId.set(id, payout);
	events.notify(id, { event: 'PAYOUT', action: 'CREATE', data: payout });
	letPayoutWalk(killb, payout);
	return payout;
}

function checkBeneficiary(
	killb: KillB,
	request: FastifyRequest,
	{ type, account }: Payout['beneficiary'],
): void {
	const { payoutBankType } = killb.settings.killb;
	if (type !== 'BREB' && type !== payoutBankType) {
		throw invalidInput([`beneficiary.type must be one of ${payoutBankType}, BREB`]);
	}
	const rail = type === 'BREB' ? 'BREB' : 'PSE';
	validate(request, ACCOUNTS[rail], account, 'beneficiary.account');
	checkAccountData(rail, account);
}

const BANK_STEPS = ['REQUESTED', 'PENDING', 'PROCESSING', 'COMPLETED'];
/** Cash-in, KYT-out, cash-out (killb.md 8); the order within each is read from the names. */
const PATH = [
	'CREATED',
	...BANK_STEPS.map((step) => `CASH_IN_${step}`),
	...['CREATE', 'PENDING', 'PROCESSING', 'COMPLETED'].map((step) => `KYT_OUT_${step}`),
	...['CREATED', ...BANK_STEPS].map((step) => `CASH_OUT_${step}`),
	'COMPLETED',
];
const REFUND_PATH = [...['CREATED', ...BANK_STEPS].map((step) => `REFUND_${step}`), 'REFUNDED'];
const FAILURE = /(CANCELED|REJECTED|FAILED|ERROR)$/;
const CASH_IN = /^(CREATED|CASH_IN_)/;
const OVER = ['COMPLETED', 'REFUNDED', 'REFUND_FAILED'];

/**
 * Sets a payout's status and sends the webhook. A failure is final while the money comes in, and
 * leads to a refund afterwards (killb.md 8); the pre-funded money is returned accordingly.
 */
export function movePayout(killb: KillB, payout: Payout, status: string): Payout {
	const { holds, payouts, events } = killb;
	if (FAILURE.test(status) && CASH_IN.test(payout.status)) payouts.failedAtOnce.add(payout.id);
	Object.assign(payout, { status, updatedAt: killb.clock.iso() });
	if (status === 'REFUNDED' || payouts.failedAtOnce.has(payout.id)) holds.giveBack(payout.id);
	if (status === 'COMPLETED') {
		payout.transferProof ??= `https://proof.sandbox.example/payouts/${payout.id}.pdf`;
	}
	events.notify(payout.id, { event: 'PAYOUT', action: 'UPDATE', data: payout });
	return payout;
}

/** Advances a payout by itself, if `killb.payoutStepMs` is not 0. */
function letPayoutWalk(killb: KillB, payout: Payout): void {
	walkByTimers(
		killb.timers,
		() => killb.settings.killb.payoutStepMs,
		() => {
			const next = nextStatus(payout.status);
			if (next !== undefined && !isOver(killb, payout)) movePayout(killb, payout, next);
			return !isOver(killb, payout);
		},
	);
}

function nextStatus(status: string): string | undefined {
	if (FAILURE.test(status)) return REFUND_PATH[0];
	return following(PATH, status) ?? following(REFUND_PATH, status);
}

function isOver(killb: KillB, { id, status }: Payout): boolean {
	return OVER.includes(status) || killb.payouts.failedAtOnce.has(id);
}
