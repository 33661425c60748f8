import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HasKillB, KillB } from './killB';
import { checkAccountData } from './accountRules';
import { checkAmount } from './amounts';
import { invalidInput, KillBError } from './errors';
import { repeated } from './externalIds';
import { querySchemaOf, schemaOf, type JsonSchema } from './facts';
import { insufficientBalance } from './holds';
import { matchingMembers, paged } from './lists';
import type { Payout } from './payoutData';
import { letPayoutWalk } from './payoutLife';
import { validate } from './validation';

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
		// The earlier reply as it was, whatever the body is now and whatever became of the payout.
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
		const { id } = request.params as { id: string };
		const payout = sandbox.killb.payouts.byId.get(id);
		if (payout !== undefined) return payout;
		throw notFound('PAYOUT.NOT_FOUND', 'Payout not found', 'payoutId', id);
	});
}

const FILTERS = ['id', 'externalId', 'status'];
const ACCOUNTS = { PSE: schemaOf('PSEAccountDto'), BREB: schemaOf('BrebAccountDto') };
/** The account follows the type, and the type's words are a setting. */
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
		const message = 'Pre-fund account not found';
		throw notFound('PAYOUT.PRE_FUND', message, 'preFundAccountId', preFundAccountId);
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
	events.tell(id, { event: 'PAYOUT', action: 'CREATE', data: payout });
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

/** The documented codes name neither: both are the sandbox's own choice. */
function notFound(code: string, message: string, key: string, value: string): KillBError {
	return new KillBError(404, code, [message], [{ key, value }]);
}
