import { requiredText } from '../../../shared/operation';
import { withoutWords } from '../../locators';

/** Words that other endpoints have in place of a savings account's ID (killb.md 9). */
export const WORDS_IN_PLACE_OF_SAVINGS_ID = ['transactions', 'withdrawal'];

/**
 * A savings account. KillB has no list of them, so the ID is typed or comes from an earlier node.
 */
export const savingsAccountId = withoutWords(
	WORDS_IN_PLACE_OF_SAVINGS_ID,
	requiredText({
		displayName: 'Savings Account ID',
		description: 'ID that Savings Account › Onboard returned',
		placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
	}),
);
