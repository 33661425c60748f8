import type { IDataObject } from 'n8n-workflow';
import { phoneOf } from '../../../core/identifier';
import { amount, choice, required, rows, text, type Values, when } from '../../shared/operation';
import { additionalJson, overJson } from './json';
import { accountLocator, userLocator } from '../locators';
import { refundInstructions } from './refundInstructions';

/** CreateRampAccount: one of several accounts, and its part of the money. */
export const accountRows = rows({
	displayName: 'Accounts',
	description: 'Accounts, and how much of the To Currency each receives',
	addButton: 'Add Account',
	fields: {
		id: accountLocator,
		amount: amount({
			displayName: 'Amount',
			description: 'How much this account receives, in the To Currency',
			placeholder: 'e.g. 49.25',
		}),
	},
});

/** The main inputs of a ramp besides its quotation (CreateRampInputDto, killb.md 7). */
export const rampFields = {
	userId: userLocator,
	receiver: choice({
		displayName: 'Paid Out To',
		description: 'Which of the user’s accounts receive the money',
		options: [
			{
				name: 'None, or as JSON',
				value: 'none',
				description: 'For accounts given as JSON, or where KillB needs none',
			},
			{ name: 'One Account', value: 'one', description: 'Everything goes to one account' },
			{
				name: 'Several Accounts',
				value: 'several',
				description: 'Each account receives an amount',
			},
		],
		default: 'one',
	}),
	accountId: when({ receiver: ['one'] }, accountLocator),
	accounts: when({ receiver: ['several'] }, required(accountRows)),
};

/** Its optional inputs. */
export const rampDetails = {
	refundInstructions,
	transfiyaAccount: text({
		displayName: 'Transfiya Account',
		description: 'Account that pays in by Transfiya',
		placeholder: 'e.g. +573001234567',
		clean: phoneOf,
	}),
	additionalFieldsJson: additionalJson('More members of the ramp', '{ "accounts": […] }'),
};

type RampValues = Values<typeof rampFields> & {
	additionalFields: Partial<Values<typeof rampDetails>>;
};

/** Builds a CreateRampInputDto from the form, without the quotation and the external ID. */
export function rampBody(values: RampValues): IDataObject {
	const { userId, accountId, accounts, additionalFields } = values;
	const { transfiyaAccount, refundInstructions: refund, additionalFieldsJson } = additionalFields;
	return overJson(additionalFieldsJson, {
		userId,
		accountId,
		accounts,
		// The choice is only in the form: KillB distinguishes the two kinds by their members.
		refundInstructions: refund && { ...refund, refundTo: undefined },
		details: transfiyaAccount === undefined ? undefined : { cashIn: { transfiyaAccount } },
	});
}
