import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidInput, KillBError, notFound } from './errors';
import { querySchemaOf, schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import { matchingMembers, paged } from './lists';
import { fileOf, FORM_ROUTE } from './multipart';
import { checkAccount, checkParts, createRamp, type NewRamp, type Part } from './rampCreate';
import { isPending, type Ramp, RAMP_PATH } from './rampData';
import { putRamp, walkRampTo } from './rampLife';
import { idOf } from './routing';
import { findActiveUser } from './userData';
import { following } from './walk';

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
function findRamp(killb: KillB, id: string): Ramp {
	const ramp = killb.ramps.get(id);
	if (ramp !== undefined) return ramp;
	throw notFound('RAMP.NOT_FOUND', 'Ramp', 'rampId', id);
}

/** The receiver can change until the payout: not documented, but later it could have no effect. */
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
	killb.events.notify(ramp.id, { event: 'RAMP', action: 'UPDATE', data: changed });
	return changed;
}

/**
 * `POST /ramps/{id}/documents` (killb.md 7): a PDF with any field name, because the names are not
 * documented.
 */
export function rampDocumentRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	const body = {
		type: 'object',
		required: ['documentType', 'file'],
		additionalProperties: false,
		properties: { documentType: { type: 'string', minLength: 1 }, file: { type: 'string' } },
	};
	app.post('/ramps/:id/documents', { ...FORM_ROUTE, schema: { body } }, async (request, reply) => {
		const { killb } = sandbox;
		const ramp = findRamp(killb, idOf(request));
		const { documentType } = request.body as { documentType: string };
		if (fileOf(request.upload, 'file', ['application/pdf']) === undefined) {
			throw invalidInput(['file must be a file']);
		}
		const document = {
			documentType,
			filePath: `ramps/${ramp.id}/${documentType}.pdf`,
			uploadedAt: killb.clock.iso(),
		};
		const documents = [...((ramp['documents'] ?? []) as object[]), document];
		putRamp(killb, ramp.id, { documents });
		return await reply.code(201).send(document);
	});
}

const BEFORE_PAYMENT = /^(CREATED|CASH_IN_(?!COMPLETED))/;

/** `/faker`, in KillB's own sandbox too (killb.md 9): both answer with an empty 201. */
export function fakerRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	const body = schemaOf('FakerCashInDto');

	// "Completes the payment step and moves the ramp on": up to the payout.
	app.post('/faker/cash-in', { schema: { body } }, async (request, reply) => {
		const ramp = pendingRamp(sandbox.killb, request);
		if (!BEFORE_PAYMENT.test(ramp.status)) {
			throw wrongState(ramp, 'was paid for already');
		}
		walkRampTo(sandbox.killb, ramp.id, 'CASH_OUT_PENDING');
		return await reply.code(201).send();
	});

	// "Finishes the ramp": nothing says that the payment must have been simulated first.
	app.post('/faker/cash-out', { schema: { body } }, async (request, reply) => {
		walkRampTo(sandbox.killb, pendingRamp(sandbox.killb, request).id, 'COMPLETED');
		return await reply.code(201).send();
	});
}

function pendingRamp(killb: KillB, request: FastifyRequest): Ramp {
	const ramp = findRamp(killb, (request.body as { rampId: string }).rampId);
	if (!isPending(ramp) || following(RAMP_PATH, ramp.status) === undefined)
		throw wrongState(ramp, `is ${ramp.status}`);
	return ramp;
}

/** No code is documented: the sandbox's own choice. */
function wrongState({ id }: Ramp, what: string): KillBError {
	return new KillBError(400, 'RAMP.STATUS', [`The ramp ${what}`], [{ key: 'rampId', value: id }]);
}
