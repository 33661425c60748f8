import { compareAmounts } from '../../../core/money';
import { FieldError, optionalAmount } from '../../shared/operation';
import { MAXIMUM_ENTRY } from '../../shared/errors/help';

/**
 * A guard against an amount that an expression or an earlier step got wrong, for operations that
 * pay.
 * @param placeholder of the size that amounts have there
 */
export const maximumAmountLike = (placeholder: string) =>
	optionalAmount({
		displayName: 'Maximum Amount',
		description: 'Refuses an item whose amount is more than this, before anything is sent',
		placeholder,
	});

/** For amounts in dollars. */
export const maximumAmount = maximumAmountLike('e.g. 5000');

/**
 * Holds an amount against the guard, exactly.
 * @throws FieldError
 */
export function requireAtMost(amount: number, maximum: number | undefined): void {
	if (maximum === undefined || compareAmounts(amount, maximum) <= 0) return;
	throw new FieldError(
		'Amount',
		`is ${amount}, more than the Maximum Amount of ${maximum}, so nothing was paid`,
		MAXIMUM_ENTRY,
	);
}
