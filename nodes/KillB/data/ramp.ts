import type { IDataObject } from 'n8n-workflow';
import { phoneOf } from '../../../core/identifier';
import {
	additionalInputs,
	amount,
	choice,
	required,
	rows,
	text,
	type Values,
	when,
} from '../../shared/operation';
import { additionalJson, overJson } from './json';
import { accountLocator, userLocator } from '../locators';
import { refundInstructions } from './refundInstructions';

/** CreateRampAccount: one of several accounts, and its part of the money. */
export const accountRows = rows({
	displayName: 'Accounts',
	description: 'The accounts, and how much of the To Currency each one receives',
	addButton: 'Add Account',
	fields: {
		id: accountLocator,
		amount: amount({
			displayName: 'Amount',
			description: 'How much this account receives, in the currency that is received',
			placeholder: 'e.g. 49.25',
		}),
	},
});

/** The inputs of a ramp besides its quotation (CreateRampInputDto, killb.md 7). */
export const rampFields = {
	userId: userLocator,
	receiver: choice({
		displayName: 'Paid Out To',
		description: 'Which accounts of the user receive the money',
		options: [
			{
				name: 'None, or as JSON',
				value: 'none',
				description: 'For accounts that come as JSON below, or where KillB needs none',
			},
			{ name: 'One Account', value: 'one', description: 'All of it goes to one account' },
			{ name: 'Several Accounts', value: 'several', description: 'Each one receives an amount' },
		],
		default: 'one',
	}),
	accountId: when({ receiver: ['one'] }, accountLocator),
	accounts: when({ receiver: ['several'] }, required(accountRows)),
	additionalFields: additionalInputs({
		refundInstructions,
		transfiyaAccount: text({
			displayName: 'Transfiya Account',
			description: 'The account from which the money comes in by Transfiya',
			placeholder: 'e.g. +573001234567',
			clean: phoneOf,
		}),
	}),
	additionalFieldsJson: additionalJson('More members of the ramp', '{ "accounts": […] }'),
};

/** Builds a CreateRampInputDto from the form, without the quotation and the external ID. */
export function rampBody(values: Values<typeof rampFields>): IDataObject {
	const { userId, accountId, accounts, additionalFields, additionalFieldsJson } = values;
	const { transfiyaAccount, refundInstructions: refund } = additionalFields;
	return overJson(additionalFieldsJson, {
		userId,
		accountId,
		accounts,
		// The choice is only in the form: KillB distinguishes the two kinds by their members.
		refundInstructions: refund && { ...refund, refundTo: undefined },
		details: transfiyaAccount === undefined ? undefined : { cashIn: { transfiyaAccount } },
	});
}
