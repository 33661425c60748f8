import { compareAmounts } from '../../../core/money';
import { FieldError, guardsTools, optionalAmount } from '../../shared/operation';

/**
 * Returns the input for a limit that guards operations that pay against a wrong amount from an
 * expression or an earlier step, and against the model where an AI agent calls the node.
 * @param placeholder a typical amount
 */
export const maximumAmountLike = (placeholder: string) =>
	guardsTools(
		optionalAmount({
			displayName: 'Maximum Amount',
			description: 'Items with a larger amount are rejected before anything is sent',
			placeholder,
		}),
	);

/** The limit for amounts in dollars. */
export const maximumAmount = maximumAmountLike('e.g. 5000');

/**
 * Checks an amount against the limit, exactly.
 * @throws FieldError
 */
export function requireAtMost(amount: number, maximum: number | undefined): void {
	if (maximum === undefined || compareAmounts(amount, maximum) <= 0) return;
	throw new FieldError(
		'Amount',
		`is ${amount}, more than the Maximum Amount of ${maximum}, so nothing was paid`,
		'AMOUNT_OVER_MAXIMUM',
	);
}
