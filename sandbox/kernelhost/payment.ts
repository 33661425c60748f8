import { fromCents, toCents } from './money';
import type { KernelHost } from './kernelHost';
import { Problem } from './problem';

/**
 * Credit balance first, then the stored card (kernelhost.md 1). What a refusal takes is nothing.
 * @returns what was taken from which
 * @throws Problem 402 with one of the four documented reasons
 */
export function pay(kernelhost: KernelHost, amount: string): { credit: string; card: string } {
	const { balance, card, clientFound } = kernelhost.settings.account;
	if (!clientFound) throw unpaid('client_not_found');
	const credit = Math.min(toCents(balance), toCents(amount));
	const rest = toCents(amount) - credit;
	if (rest > 0) {
		if (card === 'none') throw unpaid('insufficient_credit_and_no_card');
		if (card === 'declined') throw unpaid('card_declined');
		if (card === 'expired') throw unpaid('card_expired');
	}
	kernelhost.setBalance(fromCents(toCents(balance) - credit));
	return { credit: fromCents(credit), card: fromCents(rest) };
}

function unpaid(reason: string): Problem {
	return new Problem('payment_required', 'The order could not be paid.', { reason });
}
