import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Decimal } from '../decimal';
import type { SandboxState } from '../state';
import { checkUsable, invalidAccount } from './account-use';
import { checkAmount } from './amounts';
import { KillBError } from './errors';
import { answerAs, querySchemaOf, schemaOf } from './facts';
import { findActiveUser } from './find-user';
import { insufficientBalance } from './holds';
import { madeBetween, matchingMembers, pagedWithTotal } from './lists';
import { checkVerified } from './ramp-rules';
import type { VirtualAccount, Withdrawal } from './virtual-account-data';
import { following, walkByTimers } from './walk';

/** `/virtual-accounts` (killb.md 9); its lists have a form of their own. */
export function virtualAccountRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/virtual-accounts', queryOf('/virtual-accounts'), async (request) => {
		const matches = matchingMembers(request, ['status', 'network', 'currency', 'userId']);
		const accounts = [...state.killb.virtualAccounts.byId.values()].filter(matches);
		return pagedWithTotal(request, 'virtualAccounts', accounts.filter(madeBetween(request)));
	});

	app.post(
		'/virtual-accounts',
		{ schema: { body: schemaOf('CreatePreFundVirtualAccountDto') } },
		async (request, reply) => {
			const { userId, network, currency } = request.body as VirtualAccount;
			checkVerified(findActiveUser(state, userId));
			const account = state.killb.virtualAccounts.open(userId, network, currency);
			// Called PRE_FUND here, where the list calls the same WALLET with PRE_FUND as its subtype.
			const answer = { ...account, type: account.subtype };
			return await reply.code(201).send(answerAs('CreatePreFundVirtualAccountResponseDto', answer));
		},
	);

	app.get(
		'/virtual-accounts/withdrawals',
		queryOf('/virtual-accounts/withdrawals'),
		async (request) => listed(state, request, () => true),
	);

	app.get(
		'/virtual-accounts/:id/withdrawals',
		queryOf('/virtual-accounts/{id}/withdrawals'),
		async (request) => {
			const { id } = find(state, request);
			return listed(state, request, ({ virtualAccountId }) => virtualAccountId === id);
		},
	);

	app.post(
		'/virtual-accounts/:id/withdrawals',
		{ schema: { body: schemaOf('CreateVirtualAccountWithdrawalDto') } },
		async (request, reply) => {
			const { amount, accountId } = request.body as { amount: number; accountId: string };
			const withdrawal = withdraw(state, find(state, request), amount, accountId);
			return await reply.code(201).send(withdrawal);
		},
	);
}

function withdraw(
	state: SandboxState,
	from: VirtualAccount,
	amount: number,
	accountId: string,
): Withdrawal {
	const { virtualAccounts } = state.killb;
	checkAmount('amount', amount);
	const { type, data } = checkUsable(state, accountId);
	if (type !== 'WALLET' || data['network'] !== from.network || data['currency'] !== from.currency) {
		throw invalidAccount(accountId, `is no ${from.currency} wallet on ${from.network}`);
	}
	if (virtualAccounts.balance(from.id).compare(Decimal.of(amount)) < 0) {
		throw insufficientBalance(from.currency);
	}
	const withdrawal = virtualAccounts.withdraw(from, amount, String(data['address']));
	tell(state, 'CREATE', withdrawal);
	walkByTimers(
		state,
		() => state.settings.killb.withdrawalStepMs,
		() => stepped(state, withdrawal),
	);
	return withdrawal;
}

const PATH = ['PENDING', 'PROCESSING', 'COMPLETED'] as const;

function stepped(state: SandboxState, withdrawal: Withdrawal): boolean {
	const status = following(PATH, withdrawal.status) as Withdrawal['status'] | undefined;
	if (status === undefined) return false;
	Object.assign(withdrawal, { status, updatedAt: state.clock.iso() });
	if (status === 'COMPLETED') {
		withdrawal.transferProof = `https://proof.sandbox.example/withdrawals/${withdrawal.id}`;
	}
	tell(state, 'UPDATE', withdrawal);
	return true;
}

/** Which event tells of a withdrawal is not documented: TRANSACTION is the nearest of the six. */
function tell(state: SandboxState, action: string, data: Withdrawal): void {
	state.killb.events.tell(state, data.id, { event: 'TRANSACTION', action, data });
}

function listed(
	state: SandboxState,
	request: FastifyRequest,
	wanted: (withdrawal: Withdrawal) => boolean,
): Record<string, unknown> {
	const found = state.killb.virtualAccounts.withdrawals
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
function find(state: SandboxState, request: FastifyRequest): VirtualAccount {
	const { id } = request.params as { id: string };
	const account = state.killb.virtualAccounts.byId.get(id);
	if (account !== undefined) return account;
	throw new KillBError(
		404,
		'VIRTUAL_ACCOUNT.NOT_FOUND',
		['Virtual account not found'],
		[{ key: 'id', value: id }],
	);
}
