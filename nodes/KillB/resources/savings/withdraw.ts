import {
	amount,
	named,
	operation,
	optionInputs,
	requiredText,
	text,
	toggle,
} from '../../../shared/operation';
import { withdrawalComparisons } from '../../data/comparisons';
import { maximumAmount, requireAtMost } from '../../data/maximumAmount';
import { repetitionPaysAgain } from '../../data/repetition';
import { accountLocator } from '../../locators';
import { savingsAccountId } from './savingsAccountId';

/**
 * POST /api/v2/savings/withdrawal (killb.md 9). It accepts no external ID.
 *
 * In the destination KillB's specification requires a savings account in addition to the external
 * account, and does not say which. Named assumption "the source's": the source account is sent
 * unless the options name another.
 */
export const withdraw = operation({
	name: 'Withdraw',
	action: 'Withdraw from savings',
	description: 'Withdraw money from a savings account to a bank account or wallet',
	endpoint: 'POST /api/v2/savings/withdrawal',
	effect: 'movesMoney',
	creates: true,
	compare: (values) =>
		withdrawalComparisons(values.savingsAccountId, values.externalAccountId, values.amount),
	fields: {
		repetition: repetitionPaysAgain,
		savingsAccountId: named('From Savings Account ID', savingsAccountId),
		externalAccountId: named('To Account', accountLocator),
		amount: amount({
			displayName: 'Amount',
			description: 'Amount to pay out, in US dollars',
			hint: 'This moves money',
		}),
		comment: requiredText({
			displayName: 'Comment',
			description: 'Purpose of the withdrawal, which KillB requires',
			placeholder: 'e.g. Monthly withdrawal',
		}),
		options: optionInputs({
			maximumAmount,
			sendDestinationSavings: toggle({
				displayName: 'Destination With Account',
				description:
					'Whether the destination also names a savings account, as KillB’s specification requires. Turn it off if KillB rejects it.',
				default: true,
			}),
			destinationSavingsAccountId: text({
				everyPart: true,
				displayName: 'Destination Account ID',
				description:
					'Savings account that the destination names. If empty, the one paid from: KillB does not say which it expects.',
			}),
		}),
	},
	body: ({ savingsAccountId, externalAccountId, amount, comment, options }) => {
		requireAtMost(amount, options.maximumAmount);
		const { sendDestinationSavings = true, destinationSavingsAccountId } = options;
		const inDestination = destinationSavingsAccountId?.trim() ?? savingsAccountId;
		return {
			source: { savingsAccountId },
			destination: {
				...(sendDestinationSavings ? { savingsAccountId: inDestination } : {}),
				externalAccountId,
			},
			amount,
			comment,
		};
	},
});
