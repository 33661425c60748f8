import { randomUUID } from 'node:crypto';
import type { KillB } from './killB';
import { invalidInput } from './errors';
import { repeated } from './externalIds';
import { checkVerified, findActiveUser } from './userData';
import { insufficientBalance } from './holds';
import { isCrypto, isPreFund } from './methods';
import { paymentInfoFor } from './paymentInfo';
import type { Quotation } from './quotationData';
import { usableQuotation } from './quotations';
import { letRampWalk, recordRamp } from './rampLife';
import type { Ramp } from './rampData';
import {
	checkAccount,
	checkParts,
	checkRefund,
	checkUserLimit,
	type Part,
	type RefundInstructions,
} from './rampRules';

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
 * Makes a ramp of a quotation and tells the webhook.
 * @throws KillBError RAMP.0001 (quotation), RAMP.0002 (pre-fund), RAMP.0003 (limit), RAMP.0004 (account), 403 (KYC), USER.0001
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
	events.tell(id, { event: 'RAMP', action: 'CREATE', data: ramp });
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
		// On ramp: into crypto. What a ramp between two currencies of states is called is not said.
		type: isCrypto(cashOutMethod) ? 'ON' : 'OFF',
		...(paymentInfo === undefined ? {} : { paymentInfo }),
	};
}
