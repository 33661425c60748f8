import { phoneOf } from '../../../../../core/identifier';
import {
	optional,
	requiredChoice,
	unmarked,
	unmarkedText,
	when,
} from '../../../../shared/operation';
import { METHODS } from '../../methods';
import {
	accountNumber,
	bankAccountChanges,
	bankCode,
	country,
	documentChanges,
	optionalBankAccountType,
} from '../details';
import { holderWithoutPhone, personExtras } from '../holder';
import { fills, type Rail } from '../rail';

const phone = unmarkedText({
	displayName: 'Phone of Account',
	description: 'Phone number linked to the account; required',
	placeholder: 'e.g. +18091234567',
	hint: 'Start with + and the country code',
	clean: phoneOf,
});

const alias = unmarkedText({
	displayName: 'Alias of Account',
	description: 'Alias linked to the account; required',
	placeholder: 'e.g. mi-alias-cuenta',
	clean: (text) => text.trim(),
});

/**
 * SpiDoAccountDto. Bank and number, phone, and alias are each required for one type of identifier;
 * with a document it is the holder's (killb.md 5).
 */
export const SPI_DO = {
	name: METHODS.SPI_DO,
	holder: holderWithoutPhone,
	country: country('DO'),
	details: {
		identifierType: requiredChoice({
			displayName: 'Account Identifier',
			description: 'How the account is identified',
			options: [
				{ name: 'Account Number', value: 'ACCOUNT' },
				{ name: 'Alias', value: 'ALIAS' },
				{ name: 'Holder’s Document', value: 'DOCUMENT' },
				{ name: 'Phone', value: 'PHONE' },
			],
			default: 'ACCOUNT',
		}),
		spiDoBankCode: fills('bankCode', when({ identifierType: ['ACCOUNT'] }, unmarked(bankCode))),
		spiDoAccountNumber: fills(
			'accountNumber',
			when({ identifierType: ['ACCOUNT'] }, unmarked(accountNumber)),
		),
		spiDoPhone: fills('phone', when({ identifierType: ['PHONE'] }, phone)),
		spiDoAlias: fills('alias', when({ identifierType: ['ALIAS'] }, alias)),
	},
	optional: { ...personExtras, spiDoAccountType: optionalBankAccountType },
	changes: {
		optional: {
			...bankAccountChanges,
			bankAccountType: optionalBankAccountType,
			spiDoPhone: fills('phone', optional(phone)),
			spiDoAlias: fills('alias', optional(alias)),
			...documentChanges,
		},
	},
} satisfies Rail;
