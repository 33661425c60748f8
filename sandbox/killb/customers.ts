import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import { newStrategy, type Route } from './pairs';
import { CUSTOMER_ID } from './seededIds';

const SINCE = '2026-01-01T00:00:00.000Z';

/** `/customers` (killb.md 9): the customer's own profile, money and pairs. */
export function customerRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/customers',
		{ schema: { body: schemaOf('CreateCustomerDto') } },
		async (request, reply) => {
			const { companyName, document } = request.body as NewCustomer;
			const now = sandbox.killb.clock.iso();
			return await reply.code(201).send({
				id: randomUUID(),
				name: companyName,
				documentNumber: document.number,
				documentType: document.type,
				strategiesByPair: {},
				availableProducts: {},
				active: true,
				// Typed as a date; its value before a deletion is not documented.
				deletedAt: null,
				createdAt: now,
				updatedAt: now,
			});
		},
	);

	app.get('/customers/profile', async () => ({
		id: CUSTOMER_ID,
		name: 'Sandbox Customer',
		active: true,
		status: 'ACTIVE',
		complianceUrl: `https://kyc.sandbox.example/customers/${CUSTOMER_ID}`,
		documentNumber: '900123456',
		documentType: 'NIT',
		...(sandbox.killb.favoriteUserId === null
			? {}
			: { favoriteUserId: sandbox.killb.favoriteUserId }),
		note: 'Customer in good standing',
		createdAt: SINCE,
		updatedAt: SINCE,
	}));

	app.get('/customers/balances', async () => sandbox.killb.customer.balances);

	app.post(
		'/customers/pre-fund/create',
		{ schema: { body: schemaOf('CreatePreFundAccountDto') } },
		async (request, reply) => {
			const { currency, network } = request.body as { currency: string; network: string };
			return await reply
				.code(201)
				.send(sandbox.killb.customer.addPreFundAccount(currency, network, addressOn(network)));
		},
	);

	// What can be exchanged at the moment; the figures are the sandbox's own.
	app.get('/customers/liquidities', async () => [
		{ currency: 'USDC', amount: 1_000_000 },
		{ currency: 'USDT', amount: 500_000 },
		{ currency: 'COP', amount: 4_000_000_000 },
		{ currency: 'MXN', amount: 20_000_000 },
	]);

	app.get('/customers/pairs', async () => pairsOf(sandbox.killb));

	app.post(
		'/customers/pairs/configure',
		{ schema: { body: schemaOf('ConfigurePairDto') } },
		async (request, reply) => {
			const asked = request.body as Route;
			const { strategies } = sandbox.killb.customer;
			const added = newStrategy({
				...asked,
				cashInMethod: quoted(asked.cashInMethod),
				cashOutMethod: quoted(asked.cashOutMethod),
			});
			if (!strategies.some((known) => keyOf(known) === keyOf(added))) strategies.push(added);
			return await reply.code(201).send({
				message: 'Pair configured successfully',
				pair: `${asked.fromCurrency}_${asked.toCurrency}`,
				// The vendor does not say which of the two; the sample has a Colombian rail next to a pair
				// that ends in COP.
				method: asked.cashOutMethod,
			});
		},
	);
}

interface NewCustomer {
	companyName: string;
	document: { type: string; number: string };
}

/**
 * Quotations call the same chain ERC20, by inference: the two endpoints' lists of networks differ
 * in that name only.
 */
function quoted(method: string): string {
	return method === 'ETHEREUM' ? 'ERC20' : method;
}

function keyOf(known: Route): string {
	return [known.fromCurrency, known.cashInMethod, known.toCurrency, known.cashOutMethod].join();
}

/** `options` is read as the methods by currency, except pre-funded money. */
function pairsOf({ customer, settings }: KillB) {
	const { strategies } = customer;
	const options: Record<string, { regular: string[]; preFund: string[] }> = {};
	const offer = (currency: string, method: string) => {
		const { regular, preFund } = (options[currency] ??= { regular: [], preFund: [] });
		const list = method.startsWith('PRE_FUND') ? preFund : regular;
		if (!list.includes(method)) list.push(method);
	};
	for (const { fromCurrency, cashInMethod, toCurrency, cashOutMethod } of strategies) {
		offer(fromCurrency, cashInMethod);
		offer(toCurrency, cashOutMethod);
	}
	return {
		availableProducts: ['RAMP', 'PAYOUT', 'SAVINGS', 'VIRTUAL_ACCOUNT'],
		pairs: [
			...new Set(strategies.map(({ fromCurrency, toCurrency }) => `${fromCurrency}_${toCurrency}`)),
		],
		options,
		strategies: strategies.map((one) => ({
			...one,
			expirationTimeInMs: settings.killb.quotationLifetimeMs,
		})),
	};
}

function addressOn(network: string): string {
	if (network === 'SOLANA') return base58(44);
	if (network === 'TRON') return `T${base58(33)}`;
	return `0x${randomBytes(20).toString('hex')}`;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(length: number): string {
	return [...randomBytes(length)].map((byte) => BASE58.charAt(byte % BASE58.length)).join('');
}
