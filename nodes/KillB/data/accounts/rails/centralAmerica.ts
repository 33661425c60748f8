import { ibanOf } from '../../../../../core/identifier';
import { optional, requiredText, text } from '../../../../shared/operation';
import { ibanProblem } from '../../checkDigits';
import { METHODS } from '../../methods';
import {
	accountNumber,
	bankAccountChanges,
	bankAccountType,
	bankCode,
	bankName,
	country,
	documentChanges,
	optionalBankAccountType,
} from '../details';
import { holder, personExtras } from '../holder';
import { fills, type Rail } from '../rail';

/** The update of these rails must say the kind of account (killb.md 5). */
const changes = { required: { bankAccountType }, optional: bankAccountChanges };

/**
 * ACHHnAccountDto, ACHSvAccountDto, ACHNiAccountDto and ACHGtAccountDto: all alike, with the bank's
 * name.
 */
const ach = (name: string, countryCode: string) =>
	({
		name,
		holder,
		country: country(countryCode),
		details: { bankName, bankCode, accountNumber, bankAccountType },
		optional: personExtras,
		changes,
	}) satisfies Rail;

export const ACH_GT = ach(METHODS.ACH_GT, 'GT');
export const ACH_HN = ach(METHODS.ACH_HN, 'HN');
export const ACH_NI = ach(METHODS.ACH_NI, 'NI');
export const ACH_SV = ach(METHODS.ACH_SV, 'SV');

/** ACHPaAccountDto and ACHBoAccountDto: without the bank's name. */
const achWithoutBankName = (name: string, countryCode: string) =>
	({
		...ach(name, countryCode),
		details: { bankCode, accountNumber, bankAccountType },
	}) satisfies Rail;

export const ACH_BO = achWithoutBankName(METHODS.ACH_BO, 'BO');
export const ACH_PA = achWithoutBankName(METHODS.ACH_PA, 'PA');

const sinpeAccountNumber = fills(
	'accountNumber',
	requiredText({
		displayName: 'SINPE Account Number',
		description: 'CR and 20 digits',
		placeholder: 'e.g. CR04011400007316288640',
		clean: ibanOf,
		check: ibanProblem,
		pattern: { matches: /^CR\d{20}$/, says: 'CR and 20 digits, 22 characters in all' },
	}),
);

/** SinpeAccountDto. */
export const SINPE = {
	name: METHODS.SINPE,
	holder,
	country: country('CR'),
	details: { bankCode, sinpeAccountNumber, bankAccountType },
	optional: {
		...personExtras,
		sinpeBankName: fills(
			'bankName',
			text({ displayName: 'Bank Name', placeholder: 'e.g. Banco Nacional de Costa Rica' }),
		),
	},
	changes: {
		optional: {
			sinpeAccountNumber: fills('accountNumber', optional(sinpeAccountNumber)),
			bankCode: bankAccountChanges.bankCode,
			bankAccountType: optionalBankAccountType,
			...documentChanges,
		},
	},
} satisfies Rail;
