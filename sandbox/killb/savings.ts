import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { insufficientBalance } from './customerData';
import { Decimal } from './decimal';
import { invalidInput, KillBError, notFound } from './errors';
import { querySchemaOf, schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import { matchingMembers, paged } from './lists';
import { idOf } from './routing';
import type { SavingsAccount } from './savingsData';
import { checkVerified, findActiveUser } from './userData';
import { checkAmount } from './validation';

/** `CreateWithdrawalDto`; all of its members are typed as required. */
interface NewWithdrawal {
	source: { savingsAccountId: string };
	destination: { savingsAccountId: string; externalAccountId: string };
	amount: number;
	comment: string;
}

/** `/savings` (killb.md 9), with the success codes of the spec: 201 also for two of the reads. */
export function savingsRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/savings',
		{ schema: { body: schemaOf('SavingsCustodialAccountDto') } },
		async (request, reply) => {
			const { killb } = sandbox;
			const body = request.body as { userId: string; acceptedTermsAndConditions: boolean };
			if (!body.acceptedTermsAndConditions) {
				throw invalidInput(['acceptedTermsAndConditions must be true']);
			}
			const user = findActiveUser(killb.users, body.userId);
			checkVerified(user);
			// Whether a user may have two is not documented: here it is allowed.
			const account = killb.savings.open(user.id, killb.settings.killb.newSavingsStatus);
			const event = { event: 'CUSTODIAL_ACCOUNT', action: 'CREATE', data: account };
			killb.events.notify(account.id, event);
			return await reply.code(201).send(account);
		},
	);

	app.get(
		'/savings/transactions',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/savings/transactions') } },
		async (request) => {
			const found = sandbox.killb.savings.transactions.filter(matchingMembers(request, FILTERS));
			return paged(request, 'transactions', found);
		},
	);

	app.get('/savings/:id', async (request, reply) => {
		return await reply.code(201).send(find(sandbox.killb, idOf(request)));
	});

	app.get('/savings/:id/balance', async (request) => {
		const { id } = find(sandbox.killb, idOf(request));
		return { currency: 'USD', amount: sandbox.killb.savings.balance(id).toNumber() };
	});

	app.post(
		'/savings/withdrawal',
		{ schema: { body: schemaOf('CreateWithdrawalDto') } },
		async (request, reply) => {
			return await reply.code(201).send(withdraw(sandbox.killb, request.body as NewWithdrawal));
		},
	);
}

const FILTERS = ['id', 'destinationAccountId', 'originAccountId', 'userId', 'type'];

/** `/savings/{id}/...-instructions`: how to pay in; the figures are made from the account's id. */
export function depositInstructionRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get('/savings/:id/deposit-instructions/:type', async (request) => {
		const { type } = request.params as { type: string };
		if (type !== 'ACH' && type !== 'WIRE') throw invalidInput(['type must be one of ACH, WIRE']);
		const digits = digitsOf(find(sandbox.killb, idOf(request)).id);
		return {
			type,
			currency: 'USD',
			accountHolderName: 'KillB Sandbox',
			accountNumber: digits.slice(0, 12),
			routingNumber: digits.slice(12, 21),
			memo: digits.slice(21, 28),
			depositMessage: digits.slice(28, 36),
			bankBeneficiaryName: 'Sandbox Bank',
			bankAddress: {
				street1: '1 Sandbox Street',
				city: 'New York',
				state: 'New York',
				zipCode: '10001',
				countryCode: 'US',
			},
		};
	});

	app.get('/savings/:id/crypto-deposit-instructions', async (request, reply) => {
		const { id } = find(sandbox.killb, idOf(request));
		const address = `0x${createHash('sha256').update(id).digest('hex').slice(0, 40)}`;
		return await reply.code(201).send({ address, network: 'POLYGON', currency: 'USDC' });
	});
}

function withdraw(killb: KillB, body: NewWithdrawal): Record<string, unknown> {
	const { source, destination, amount } = body;
	const { savings, events } = killb;
	const account = find(killb, source.savingsAccountId);
	// The purpose of this one, next to the external account, is not documented; so it only has to
	// exist.
	find(killb, destination.savingsAccountId);
	killb.accounts.usable(destination.externalAccountId);
	checkAmount('amount', amount);
	if (account.status !== 'COMPLETED') {
		throw new KillBError(400, 'SAVINGS.STATUS', [`The savings account is ${account.status}`]);
	}
	if (savings.balance(account.id).compare(Decimal.of(amount)) < 0) throw insufficientBalance('USD');
	const data = savings.book(account, 'WITHDRAWAL', destination.externalAccountId, amount);
	events.notify(data.id, { event: 'TRANSACTION', action: 'CREATE', data });
	const { id: custodialAccountId, userId } = account;
	return {
		id: randomUUID(),
		// No endpoint reads a withdrawal again, so it has no further state.
		status: 'CREATED',
		amount,
		userId,
		type: 'WITHDRAWAL',
		source: { currency: 'USD', custodialAccountId },
		destination: { currency: 'USD', externalAccountId: destination.externalAccountId },
		createdAt: data.createdAt,
		updatedAt: data.updatedAt,
	};
}

function digitsOf(id: string): string {
	return BigInt(`0x${createHash('sha256').update(id).digest('hex')}`)
		.toString()
		.padStart(78, '0');
}

/** The documented codes name no savings account: the code is the sandbox's own choice. */
function find(killb: KillB, id: string): SavingsAccount {
	const account = killb.savings.accounts.get(id);
	if (account !== undefined) return account;
	throw notFound('SAVINGS.NOT_FOUND', 'Savings account', 'savingsAccountId', id);
}
