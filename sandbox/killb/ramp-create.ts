import { randomUUID } from 'node:crypto';
import type { SandboxState } from '../state';
import type { Ramp } from './data';
import { invalidInput } from './errors';
import { repeated } from './external-ids';
import { findActiveUser } from './find-user';
import { insufficientBalance } from './holds';
import { isCrypto, isPreFund } from './methods';
import { paymentInfoFor } from './payment-info';
import type { Quotation } from './quotation-data';
import { usableQuotation } from './quotations';
import { letRampWalk, recordRamp } from './ramp-life';
import {
	checkAccount,
	checkParts,
	checkRefund,
	checkUserLimit,
	checkVerified,
	type Part,
	type RefundInstructions,
} from './ramp-rules';

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
export function createRamp(state: SandboxState, body: NewRamp): Ramp {
	const { quotationId, userId, externalId, accounts } = body;
	const { ramps, holds, events } = state.killb;
	const known = repeated(state, ramps.values(), externalId, 'RAMP.EXTERNAL_ID');
	if (known !== undefined) return known;
	const quotation = usableQuotation(state, quotationId);
	const user = findActiveUser(state, userId);
	checkVerified(user);
	const accountIds = accounts?.map(({ id }) => id) ?? [];
	const accountId = body.accountId ?? accountIds[0];
	if (accountId === undefined) throw invalidInput(['accountId or accounts is required']);
	for (const one of new Set([accountId, ...accountIds])) checkAccount(state, one, user, quotation);
	if (accounts !== undefined) checkParts(accounts, quotation.toAmount);
	checkRefund(body.refundInstructions, quotation);
	checkUserLimit(state, user, quotation);

	const id = randomUUID();
	const { cashInMethod, fromCurrency, fromAmount } = quotation;
	if (isPreFund(cashInMethod) && !holds.take(id, { currency: fromCurrency }, fromAmount)) {
		throw insufficientBalance(fromCurrency);
	}
	quotation.usedBy = id;
	const now = state.clock.iso();
	const ramp = recordRamp(state, {
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
	events.tell(state, id, { event: 'RAMP', action: 'CREATE', data: ramp });
	letRampWalk(state, id);
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
