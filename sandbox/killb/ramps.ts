import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HasKillB, KillB } from './killB';
import { invalidInput, KillBError } from './errors';
import { querySchemaOf, schemaOf } from './facts';
import { findActiveUser } from './userData';
import { matchingMembers, paged } from './lists';
import { createRamp, type NewRamp } from './rampCreate';
import { type Ramp, RAMP_PATH } from './rampData';
import { putRamp } from './rampLife';
import { checkAccount, checkParts, type Part } from './rampRules';

/** `/ramps` without the documents (killb.md 7). */
export function rampRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get(
		'/ramps',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/ramps') } },
		async (request) => {
			const ramps = [...sandbox.killb.ramps.values()];
			return paged(request, 'ramps', ramps.filter(matchingMembers(request, FILTERS)));
		},
	);

	app.post(
		'/ramps',
		{ schema: { body: schemaOf('CreateRampInputDto') } },
		async (request, reply) => {
			return await reply.code(201).send(createRamp(sandbox.killb, request.body as NewRamp));
		},
	);

	app.get('/ramps/:id', async (request) => findRamp(sandbox.killb, idOf(request)));

	app.patch(
		'/ramps/:id',
		{ schema: { body: schemaOf('PatchRampInputDto') } },
		async (request, reply) => {
			const ramp = findRamp(sandbox.killb, idOf(request));
			const { accounts } = request.body as { accounts?: Part[] };
			const changed = accounts === undefined ? ramp : withParts(sandbox.killb, ramp, accounts);
			return await reply.code(201).send(changed);
		},
	);

	// The type says nothing; the page shows an array of status and time.
	app.get('/ramps/:id/status-history', async (request) => {
		return sandbox.killb.rampHistory.get(findRamp(sandbox.killb, idOf(request)).id);
	});

	// Not described at all: the members are the sandbox's own choice.
	app.get('/ramps/:id/receipt-json', async (request) => {
		const ramp = findRamp(sandbox.killb, idOf(request));
		const { id, status, type, fromAmount, fromCurrency, toAmount, toCurrency } = ramp;
		const { transferProof = null, createdAt, updatedAt } = ramp;
		return {
			rampId: id,
			type,
			status,
			sent: { amount: fromAmount, currency: fromCurrency },
			received: { amount: toAmount, currency: toCurrency },
			transferProof,
			createdAt,
			updatedAt,
		};
	});
}

const FILTERS = ['id', 'externalId', 'status'];

/** The documented codes name no missing ramp: the code is the sandbox's own choice. */
export function findRamp(killb: KillB, id: string): Ramp {
	const ramp = killb.ramps.get(id);
	if (ramp !== undefined) return ramp;
	throw new KillBError(404, 'RAMP.NOT_FOUND', ['Ramp not found'], [{ key: 'rampId', value: id }]);
}

/** Who gets what can change until it is paid out: not documented, but later it could have no effect. */
function withParts(killb: KillB, ramp: Ramp, accounts: Part[]): Ramp {
	const step = RAMP_PATH.indexOf(ramp.status);
	if (step === -1 || step >= RAMP_PATH.indexOf('CASH_OUT_REQUESTED')) {
		throw invalidInput([`accounts cannot be changed while the ramp is ${ramp.status}`]);
	}
	const quotation = killb.quotations.get(String(ramp['quotationId']));
	const user = findActiveUser(killb.users, ramp.userId);
	if (quotation !== undefined) {
		for (const { id } of accounts) checkAccount(killb, id, user, quotation);
	}
	checkParts(accounts, Number(ramp['toAmount']));
	const changed = putRamp(killb, ramp.id, { accounts });
	killb.events.tell(ramp.id, { event: 'RAMP', action: 'UPDATE', data: changed });
	return changed;
}

function idOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}
