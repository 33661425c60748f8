import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Decimal } from './decimal';
import { invalidInput, KillBError, notFound } from './errors';
import { answerAs, schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import type { Route, Strategy } from './pairs';
import { FAST_PAY_BPS, priceOf, type Quotation } from './quotationData';
import { idOf } from './routing';
import { checkAmount } from './validation';

/** `CreateQuotationDto`. */
type QuotationBody = Route & Pick<Quotation, 'amount' | 'amountIsToCurrency' | 'isFastPay'>;

/**
 * `/quotations` (killb.md 6), with the success codes of the spec: 201 also for reading and
 * changing.
 */
export function quotationRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	// `isFastPay` is typed as required and documented with a default, so it may be left out.
	const body = { ...schemaOf('CreateQuotationDto') };
	body['required'] = (body['required'] as string[]).filter((name) => name !== 'isFastPay');

	app.post('/quotations', { schema: { body } }, async (request, reply) => {
		const { killb } = sandbox;
		const quotation: Quotation = {
			id: randomUUID(),
			...quoted(killb, request.body as QuotationBody),
			expiresAtMs: killb.clock.now() + killb.settings.killb.quotationLifetimeMs,
		};
		killb.quotations.set(quotation.id, quotation);
		return await reply.code(201).send(answerOf(killb, quotation));
	});

	app.post('/quotations/simulation', { schema: { body } }, async (request, reply) => {
		const price = quoted(sandbox.killb, request.body as QuotationBody);
		return await reply.code(201).send(answerAs('SimulateQuotationResponseDto', price));
	});

	// Typed as the request, without id, price or expiry.
	app.get('/quotations/:id', async (request, reply) => {
		const answer = answerAs('GetQuotationResponseDto', find(sandbox.killb, request));
		return await reply.code(201).send(answer);
	});

	app.patch(
		'/quotations/:id',
		{ schema: { body: schemaOf('UpdateQuotationDto') } },
		async (request, reply) => {
			const { killb } = sandbox;
			const quotation = usableQuotation(killb, find(killb, request).id);
			const { fromAmount, toAmount } = request.body as Pick<Quotation, 'fromAmount' | 'toAmount'>;
			checkAmount('fromAmount', fromAmount);
			checkAmount('toAmount', toAmount);
			checkLimits(strategyOf(killb, quotation), fromAmount);
			// How the two must match is not documented: here no more is paid out than the quoted rate
			// gives.
			const largest = Decimal.of(fromAmount).times(Decimal.of(quotation.rate));
			if (Decimal.of(toAmount).compare(largest) > 0) {
				throw invalidInput([`toAmount must not be more than ${largest}, the amount at the rate`]);
			}
			const amount = quotation.amountIsToCurrency ? toAmount : fromAmount;
			Object.assign(quotation, { fromAmount, toAmount, amount });
			return await reply.code(201).send(answerOf(killb, quotation));
		},
	);
}

/**
 * A quotation from which a ramp can be created.
 * @throws KillBError 400 RAMP.0001 when it is unknown or expired; 409 when it was used, which is
 * the sandbox's own choice
 */
export function usableQuotation(killb: KillB, id: string): Quotation {
	const quotation = killb.quotations.get(id);
	const argument = [{ key: 'quotationId', value: id }];
	if (quotation === undefined || quotation.expiresAtMs <= killb.clock.now()) {
		throw new KillBError(400, 'RAMP.0001', ['Quotation expired'], argument);
	}
	if (quotation.usedBy !== undefined) {
		throw new KillBError(409, 'QUOTATION.USED', ['Quotation was already used'], argument);
	}
	return quotation;
}

function quoted(killb: KillB, asked: QuotationBody): Omit<Quotation, 'id' | 'expiresAtMs'> {
	const { amount, amountIsToCurrency, isFastPay = false } = asked;
	checkAmount('amount', amount);
	const strategy = strategyOf(killb, asked);
	const price = priceOf(strategy, amount, amountIsToCurrency, isFastPay);
	checkLimits(strategy, price.fromAmount);
	if (price.toAmount === 0) throw invalidInput(['amount is too small']);
	return { ...asked, isFastPay, ...price };
}

function strategyOf(killb: KillB, wanted: Route): Strategy {
	const strategy = killb.customer.strategies.find((one) =>
		(['fromCurrency', 'toCurrency', 'cashInMethod', 'cashOutMethod'] as const).every(
			(name) => one[name] === wanted[name],
		),
	);
	if (strategy !== undefined) return strategy;
	// No code is documented for a pair that the customer does not have.
	const { fromCurrency, cashInMethod, toCurrency, cashOutMethod } = wanted;
	throw new KillBError(
		400,
		'QUOTATION.PAIR_NOT_CONFIGURED',
		[`${fromCurrency} (${cashInMethod}) to ${toCurrency} (${cashOutMethod}) is not available`],
		[{ key: 'pair', value: `${fromCurrency}_${toCurrency}` }],
	);
}

/**
 * The smallest and the largest quotation, read as amounts that are sent; their error codes are not
 * documented.
 */
function checkLimits({ minimumQuote, MaximumQuote }: Strategy, fromAmount: number): void {
	const amount = Decimal.of(fromAmount);
	if (amount.compare(Decimal.of(minimumQuote)) < 0) {
		throw outOfLimits(`fromAmount must be at least ${minimumQuote}`, minimumQuote);
	}
	if (amount.compare(Decimal.of(MaximumQuote)) > 0) {
		throw outOfLimits(`fromAmount must be at most ${MaximumQuote}`, MaximumQuote);
	}
}

function outOfLimits(message: string, value: string): KillBError {
	return new KillBError(400, 'QUOTATION.LIMIT', [message], [{ key: 'fromAmount', value }]);
}

/** `CreateQuotationResponseDto`. */
function answerOf(killb: KillB, quotation: Quotation): Record<string, unknown> {
	const { expiresAtMs, isFastPay } = quotation;
	const inSeconds = killb.settings.killb.expiresAtUnit === 's';
	return answerAs('CreateQuotationResponseDto', {
		...quotation,
		expiresAt: inSeconds ? Math.floor(expiresAtMs / 1000) : expiresAtMs,
		...(isFastPay ? { fastPayBps: FAST_PAY_BPS } : {}),
	});
}

function find(killb: KillB, request: FastifyRequest): Quotation {
	const id = idOf(request);
	const quotation = killb.quotations.get(id);
	if (quotation !== undefined) return quotation;
	// The documented codes name no missing quotation: the code is the sandbox's own choice.
	throw notFound('QUOTATION.NOT_FOUND', 'Quotation', 'quotationId', id);
}
