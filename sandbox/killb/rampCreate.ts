import { createHash, randomUUID } from 'node:crypto';
import { type Account, invalidAccount } from './accountData';
import { insufficientBalance } from './customerData';
import { Decimal, sum } from './decimal';
import { invalidInput, KillBError } from './errors';
import type { KillB } from './killB';
import { isCrypto, isPreFund } from './pairs';
import { inDollars, type Quotation } from './quotationData';
import { usableQuotation } from './quotations';
import { isPending, type Ramp } from './rampData';
import { letRampWalk, recordRamp } from './rampLife';
import { checkVerified, findActiveUser, type User } from './userData';
import { checkAmount, repeated } from './validation';

/** `CreateRampInputDto`. */
export interface NewRamp {
	quotationId: string;
	userId: string;
	accountId?: string;
	accounts?: Part[];
	refundInstructions?: RefundInstructions;
	externalId?: string;
	details?: unknown;
}

/**
 * Creates a ramp from a quotation and sends the webhook.
 * @throws KillBError RAMP.0001 (quotation), RAMP.0002 (pre-fund), RAMP.0003 (limit), RAMP.0004
 * (account), 403 (KYC), USER.0001
 */
export function createRamp(killb: KillB, body: NewRamp): Ramp {
	const { quotationId, userId, externalId, accounts } = body;
	const { ramps, holds, events } = killb;
	const known = repeated(killb, ramps.values(), externalId, 'RAMP.EXTERNAL_ID');
	if (known !== undefined) return known;
	const quotation = usableQuotation(killb, quotationId);
	const user = findActiveUser(killb.users, userId);
	checkVerified(user);
	const accountIds = accounts?.map(({ id }) => id) ?? [];
	const accountId = body.accountId ?? accountIds[0];
	if (accountId === undefined) throw invalidInput(['accountId or accounts is required']);
	for (const one of new Set([accountId, ...accountIds])) checkAccount(killb, one, user, quotation);
	if (accounts !== undefined) checkParts(accounts, quotation.toAmount);
	checkRefund(body.refundInstructions, quotation);
	checkUserLimit(killb, user, quotation);

	const id = randomUUID();
	const { cashInMethod, fromCurrency, fromAmount } = quotation;
	if (isPreFund(cashInMethod) && !holds.take(id, { currency: fromCurrency }, fromAmount)) {
		throw insufficientBalance(fromCurrency);
	}
	quotation.usedBy = id;
	const now = killb.clock.iso();
	const ramp = recordRamp(killb, {
		id,
		...rampOf(id, quotation),
		userId,
		accountId,
		...(accounts === undefined ? {} : { accounts }),
		status: 'CREATED',
		...(externalId === undefined ? {} : { externalId }),
		createdAt: now,
		updatedAt: now,
	});
	events.notify(id, { event: 'RAMP', action: 'CREATE', data: ramp });
	letRampWalk(killb, id);
	return ramp;
}

function rampOf(id: string, quotation: Quotation): Record<string, unknown> {
	const { fromCurrency, toCurrency, fromAmount, toAmount } = quotation;
	const { cashInMethod, cashOutMethod, isFastPay } = quotation;
	const paymentInfo = paymentInfoFor(id, cashInMethod);
	return {
		active: true,
		fromCurrency,
		toCurrency,
		fromAmount,
		toAmount,
		quotationId: quotation.id,
		cashInMethod,
		cashOutMethod,
		isPreFunded: isPreFund(cashInMethod),
		isFastPay,
		// On ramp: into crypto. The type of a ramp between two fiat currencies is not documented.
		type: isCrypto(cashOutMethod) ? 'ON' : 'OFF',
		...(paymentInfo === undefined ? {} : { paymentInfo }),
	};
}

/** `CreateRampAccount`: a part of what is paid out. */
export interface Part {
	id: string;
	amount: number;
}

/** `SPEIRefundInstruction` or `CryptoRefundInstruction`. */
type RefundInstructions =
	| { clabe: string; beneficiary: string }
	| { network: string; address: string; asset: string };

/**
 * US dollars a day and a month: the table of the KYC guide; the portal's page has other figures
 * (killb.md 3.7).
 */
const LIMITS: Record<string, [day: number, month: number]> = {
	L0: [500, 1_000],
	L1: [2_500, 10_000],
	L2: [10_000, 50_000],
	L3: [50_000, 250_000],
};

/** @throws KillBError 400 RAMP.0004 when the account can't receive what the quotation pays out */
export function checkAccount(
	killb: KillB,
	accountId: string,
	user: User,
	quotation: Quotation,
): void {
	const account = killb.accounts.byId.get(accountId);
	const reason = account === undefined ? 'is not known' : unfit(account, user, quotation);
	if (reason !== undefined) throw invalidAccount(accountId, reason);
}

function unfit(account: Account, user: User, quotation: Quotation): string | undefined {
	const { cashOutMethod, toCurrency } = quotation;
	if (account.status !== 'ACTIVE') return `is ${account.status}`;
	if (account.userId !== undefined && account.userId !== user.id) return 'is of another user';
	if (!isCrypto(cashOutMethod)) {
		return account.type === cashOutMethod ? undefined : `is no ${cashOutMethod} account`;
	}
	const fits = account.data['network'] === cashOutMethod && account.data['currency'] === toCurrency;
	return account.type === 'WALLET' && fits
		? undefined
		: `is no ${toCurrency} wallet on ${cashOutMethod}`;
}

/** The parts must add up to what is paid out: not documented, but nothing else makes sense. */
export function checkParts(parts: Part[], toAmount: number): void {
	for (const { amount } of parts) checkAmount('accounts.amount', amount);
	const total = sum(parts.map(({ amount }) => amount));
	if (total.compare(Decimal.of(toAmount)) !== 0) {
		throw invalidInput([`the amounts of accounts must make up ${toAmount}, not ${total}`]);
	}
}

/**
 * "Same rail as the quote's deposit" (killb.md 7): a CLABE for SPEI, a wallet on the same chain for
 * crypto.
 */
function checkRefund(given: RefundInstructions | undefined, quotation: Quotation): void {
	if (given === undefined) return;
	const { cashInMethod, fromCurrency } = quotation;
	const fits =
		'clabe' in given
			? cashInMethod === 'SPEI'
			: given.network === cashInMethod && given.asset === fromCurrency;
	if (!fits)
		throw invalidInput([`refundInstructions must be for ${fromCurrency} (${cashInMethod})`]);
}

/**
 * Adds up what the user has quoted and used on the day and in the month (UTC), without failed
 * ramps.
 * @throws KillBError 400 RAMP.0003
 */
function checkUserLimit(killb: KillB, user: User, quotation: Quotation): void {
	const limits = LIMITS[user.accessLevel];
	if (limits === undefined) return;
	const now = killb.clock.iso();
	const used = [...killb.quotations.values()].filter(
		({ usedBy }) => usedBy !== undefined && counts(killb, usedBy, user.id),
	);
	for (const [limit, period, length] of [
		[limits[0], 'day', 10],
		[limits[1], 'month', 7],
	] as const) {
		const since = now.slice(0, length);
		const spent = [quotation, ...used.filter(({ usedBy = '' }) => madeIn(killb, usedBy, since))]
			.map(({ fromAmount, fromCurrency }) => inDollars(fromAmount, fromCurrency))
			.reduce((total, amount) => total.plus(amount));
		if (spent.compare(Decimal.of(limit)) <= 0) continue;
		const message = `User limit exceeded: ${user.accessLevel} allows ${limit} USD a ${period}`;
		throw new KillBError(400, 'RAMP.0003', [message], [{ key: 'userId', value: user.id }]);
	}
}

function counts(killb: KillB, rampId: string, userId: string): boolean {
	const ramp = killb.ramps.get(rampId);
	return ramp?.userId === userId && (isPending(ramp) || ramp.status === 'COMPLETED');
}

function madeIn(killb: KillB, rampId: string, since: string): boolean {
	return killb.ramps.get(rampId)?.createdAt.startsWith(since) === true;
}

/**
 * The payment instructions of a ramp (`ISPEIPaymentInfo`, `ICOPPaymentInfo` or
 * `ICryptoPaymentInfo`), made from the ramp's id, so that they stay the same.
 * @returns undefined for pre-funded money
 */
function paymentInfoFor(
	rampId: string,
	cashInMethod: string,
): Array<Record<string, string>> | undefined {
	if (isPreFund(cashInMethod)) return undefined;
	const hash = createHash('sha256').update(rampId).digest('hex');
	if (isCrypto(cashInMethod)) return [{ network: cashInMethod, address: `0x${hash.slice(0, 40)}` }];
	if (cashInMethod !== 'SPEI') return [{ url: `https://pay.sandbox.example/${rampId}` }];
	return [
		{
			network: 'SPEI',
			Bank: 'Sandbox Bank',
			Beneficiary: 'KillB Sandbox',
			CLABE: BigInt(`0x${hash}`).toString().slice(0, 18),
			concepto: `KILLB-${rampId.slice(0, 8).toUpperCase()}`,
		},
	];
}
