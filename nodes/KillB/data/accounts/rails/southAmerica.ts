import { brazilianOf, digitsOf, phoneOf } from '../../../../../core/identifier';
import { optional, requiredChoice, requiredText } from '../../../../shared/operation';
import { cvuProblem, pixKeyProblem } from '../../checkDigits';
import { METHODS } from '../../methods';
import {
	bankAccountChanges,
	bankAccountType,
	bankCode,
	country,
	documentChanges,
	optionalBankAccountType,
} from '../details';
import { coelsaHolder, holder, personExtras } from '../holder';
import { fills, type Rail } from '../rail';

const cvu = requiredText({
	displayName: 'CVU',
	description: 'Clave Virtual Uniforme of the account, 22 digits',
	placeholder: 'e.g. 0000003100012345678901',
	clean: digitsOf,
	check: cvuProblem,
});

/**
 * CoelsaAccountDto. The specification has it in answers, but not in requests; its type is on the
 * list of types.
 */
export const COELSA = {
	name: METHODS.COELSA,
	holder: coelsaHolder,
	country: country('AR'),
	details: { cvu },
	optional: {},
	changes: { optional: { cvu: optional(cvu), ...documentChanges } },
} satisfies Rail;

const pixKeyType = requiredChoice({
	displayName: 'PIX Key Type',
	description: 'Type of PIX key',
	options: [
		{ name: 'CNPJ', value: 'CNPJ' },
		{ name: 'CPF', value: 'CPF' },
		{ name: 'Email', value: 'EMAIL' },
		{ name: 'Phone', value: 'PHONE' },
		{ name: 'Random', value: 'RANDOM' },
	],
});

/** KillB only documents "Format depends on pixKeyType"; the check digits of documents are certain. */
const pixKey = {
	...requiredText({
		displayName: 'PIX Key',
		description: 'PIX key that receives the money',
		placeholder: 'e.g. 12345678901',
		clean: (key) => (key.trim().startsWith('+') ? phoneOf(key) : brazilianOf(key)),
	}),
	check: pixKeyProblem,
};

/** PixAccountDto. */
export const PIX = {
	name: METHODS.PIX,
	holder,
	country: country('BR'),
	details: { pixKeyType, pixKey },
	optional: personExtras,
	changes: {
		optional: { pixKeyType: optional(pixKeyType), pixKey: optional(pixKey), ...documentChanges },
	},
} satisfies Rail;

const cci = requiredText({
	displayName: 'CCI',
	description: 'Código de Cuenta Interbancario of the account, 20 digits',
	placeholder: 'e.g. 00219200000000123456',
	clean: digitsOf,
	pattern: { matches: /^\d{20}$/, says: '20 digits' },
});

/** CciAccountDto, which also accepts Chile as a country. */
export const CCI = {
	name: METHODS.CCI,
	holder,
	country: country('PE'),
	details: { cci },
	optional: personExtras,
	changes: { optional: { cci: optional(cci), ...documentChanges } },
} satisfies Rail;

const spiAccountNumber = fills(
	'accountNumber',
	requiredText({
		displayName: 'SPI Account Number',
		description: 'Number of the bank account, 2 to 14 digits',
		placeholder: 'e.g. 123456',
		clean: digitsOf,
		pattern: { matches: /^\d{2,14}$/, says: '2 to 14 digits' },
	}),
);

/** SpiAccountDto and SpiPyAccountDto. */
const spi = (name: string, countryCode: string) =>
	({
		name,
		holder,
		country: country(countryCode),
		details: { bankCode, spiAccountNumber, bankAccountType },
		optional: personExtras,
		changes: {
			optional: {
				spiAccountNumber: fills('accountNumber', optional(spiAccountNumber)),
				bankCode: bankAccountChanges.bankCode,
				bankAccountType: optionalBankAccountType,
				...documentChanges,
			},
		},
	}) satisfies Rail;

export const SPI = spi(METHODS.SPI, 'UY');
export const SPI_PY = spi(METHODS.SPI_PY, 'PY');
