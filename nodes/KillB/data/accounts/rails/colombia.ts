import { phoneOf } from '../../../../../core/identifier';
import { optional, requiredChoice, requiredText } from '../../../../shared/operation';
import { METHODS } from '../../methods';
import {
	accountNumber,
	bankAccountChanges,
	bankAccountType,
	bankCode,
	country,
	documentChanges,
	optionalBankAccountType,
} from '../details';
import { holder, personExtras } from '../holder';
import { fills, type Rail } from '../rail';

const colombia = country('CO');

/** PSEAccountDto. */
export const PSE = {
	name: METHODS.PSE,
	holder,
	country: colombia,
	details: { bankCode, accountNumber, bankAccountType },
	optional: personExtras,
	changes: {
		optional: { ...bankAccountChanges, bankAccountType: optionalBankAccountType },
	},
} satisfies Rail;

/** TransfiyaAccountDto. KillB documents no changes. */
export const TRANSFIYA = {
	name: METHODS.TRANSFIYA,
	holder,
	country: colombia,
	details: {
		transfiyaType: fills(
			'type',
			requiredChoice({
				displayName: 'Transfiya Type',
				description: 'Type of Transfiya account',
				options: [
					{ name: 'Phone Number', value: 'PHONE_NUMBER' },
					{ name: 'Wallet', value: 'WALLET' },
				],
			}),
		),
		transfiyaAccount: fills(
			'account',
			requiredText({
				displayName: 'Transfiya Account',
				description: 'Phone number or wallet that receives the money',
				placeholder: 'e.g. +573001234567',
				clean: (account) => (account.trim().startsWith('+') ? phoneOf(account) : account.trim()),
			}),
		),
	},
	optional: personExtras,
} satisfies Rail;

const aliasType = requiredChoice({
	displayName: 'Alias Type',
	description: 'Type of Bre-B alias (llave)',
	options: [
		{ name: 'Alphanumeric', value: 'ALPHANUMERIC' },
		{ name: 'Business ID', value: 'BUSINESS_ID' },
		{ name: 'Email', value: 'EMAIL' },
		{ name: 'National ID', value: 'NATIONAL_ID' },
		{ name: 'Phone', value: 'PHONE' },
	],
});

/** KillB documents no alias formats (killb.md 5), so none is checked. */
const alias = requiredText({
	displayName: 'Alias',
	description: 'Bre-B alias (llave) that receives the money',
	placeholder: 'e.g. 1234567890',
	clean: (text) => text.trim(),
});

/** BrebAccountDto. */
export const BREB = {
	name: METHODS.BREB,
	holder,
	country: colombia,
	details: { aliasType, alias },
	optional: personExtras,
	changes: {
		optional: { aliasType: optional(aliasType), alias: optional(alias), ...documentChanges },
	},
} satisfies Rail;
