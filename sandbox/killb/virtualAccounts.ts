import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidAccount } from './accountData';
import { insufficientBalance } from './customerData';
import { Decimal } from './decimal';
import { notFound } from './errors';
import { answerAs, querySchemaOf, schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import { madeBetween, matchingMembers, pagedWithTotal } from './lists';
import { idOf } from './routing';
import { checkVerified, findActiveUser } from './userData';
import { checkAmount } from './validation';
import type { VirtualAccount, Withdrawal } from './virtualAccountData';
import { following, walkByTimers } from './walk';

/** `/virtual-accounts` (killb.md 9); its lists have another form. */
export function virtualAccountRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get('/virtual-accounts', queryOf('/virtual-accounts'), async (request) => {
		const matches = matchingMembers(request, ['status', 'network', 'currency', 'userId']);
		const accounts = [...sandbox.killb.virtualAccounts.byId.values()].filter(matches);
		return pagedWithTotal(request, 'virtualAccounts', accounts.filter(madeBetween(request)));
	});

	app.post(
		'/virtual-accounts',
		{ schema: { body: schemaOf('CreatePreFundVirtualAccountDto') } },
		async (request, reply) => {
			const { userId, network, currency } = request.body as VirtualAccount;
			checkVerified(findActiveUser(sandbox.killb.users, userId));
			const account = sandbox.killb.virtualAccounts.open(userId, network, currency);
			// Called PRE_FUND here, while the list calls the same WALLET with PRE_FUND as its subtype.
			const answer = { ...account, type: account.subtype };
			return await reply.code(201).send(answerAs('CreatePreFundVirtualAccountResponseDto', answer));
		},
	);

	app.get(
		'/virtual-accounts/withdrawals',
		queryOf('/virtual-accounts/withdrawals'),
		async (request) => listed(sandbox.killb, request, () => true),
	);

	app.get(
		'/virtual-accounts/:id/withdrawals',
		queryOf('/virtual-accounts/{id}/withdrawals'),
		async (request) => {
			const { id } = find(sandbox.killb, request);
			return listed(sandbox.killb, request, ({ virtualAccountId }) => virtualAccountId === id);
		},
	);

	app.post(
		'/virtual-accounts/:id/withdrawals',
		{ schema: { body: schemaOf('CreateVirtualAccountWithdrawalDto') } },
		async (request, reply) => {
			const { amount, accountId } = request.body as { amount: number; accountId: string };
			const withdrawal = withdraw(sandbox.killb, find(sandbox.killb, request), amount, accountId);
			return await reply.code(201).send(withdrawal);
		},
	);
}

function withdraw(
	killb: KillB,
	from: VirtualAccount,
	amount: number,
	accountId: string,
): Withdrawal {
	const { virtualAccounts } = killb;
	checkAmount('amount', amount);
	const { type, data } = killb.accounts.usable(accountId);
	if (type !== 'WALLET' || data['network'] !== from.network || data['currency'] !== from.currency) {
		throw invalidAccount(accountId, `is no ${from.currency} wallet on ${from.network}`);
	}
	if (virtualAccounts.balance(from.id).compare(Decimal.of(amount)) < 0) {
		throw insufficientBalance(from.currency);
	}
	const withdrawal = virtualAccounts.withdraw(from, amount, String(data['address']));
	notify(killb, 'CREATE', withdrawal);
	walkByTimers(
		killb.timers,
		() => killb.settings.killb.withdrawalStepMs,
		() => stepped(killb, withdrawal),
	);
	return withdrawal;
}

const PATH = ['PENDING', 'PROCESSING', 'COMPLETED'] as const;

function stepped(killb: KillB, withdrawal: Withdrawal): boolean {
	const status = following(PATH, withdrawal.status) as Withdrawal['status'] | undefined;
	if (status === undefined) return false;
	Object.assign(withdrawal, { status, updatedAt: killb.clock.iso() });
	if (status === 'COMPLETED') {
		withdrawal.transferProof = `https://proof.sandbox.example/withdrawals/${withdrawal.id}`;
	}
	notify(killb, 'UPDATE', withdrawal);
	return true;
}

/** The event of a withdrawal is not documented: TRANSACTION is the closest of the six. */
function notify(killb: KillB, action: string, data: Withdrawal): void {
	killb.events.notify(data.id, { event: 'TRANSACTION', action, data });
}

function listed(
	killb: KillB,
	request: FastifyRequest,
	wanted: (withdrawal: Withdrawal) => boolean,
): Record<string, unknown> {
	const found = killb.virtualAccounts.withdrawals
		.filter(wanted)
		.filter(matchingMembers(request, ['status']))
		.filter(madeBetween(request));
	const items = found.map((withdrawal) => answerAs('WithdrawalItemDto', withdrawal));
	return pagedWithTotal(request, 'withdrawals', items);
}

function queryOf(path: string) {
	return { schema: { querystring: querySchemaOf('GET', `/api/v2${path}`) } };
}

/** The 404 is documented, its code is not. */
function find(killb: KillB, request: FastifyRequest): VirtualAccount {
	const id = idOf(request);
	const account = killb.virtualAccounts.byId.get(id);
	if (account !== undefined) return account;
	throw notFound('VIRTUAL_ACCOUNT.NOT_FOUND', 'Virtual account', 'id', id);
}
