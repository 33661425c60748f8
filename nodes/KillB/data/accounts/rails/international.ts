import { notice, optional, requiredChoice, requiredText } from '../../../../shared/operation';
import { address } from '../../address';
import { codeOptions } from '../../codes';
import { walletProblem } from '../../checkDigits';
import { country as countryField } from '../../countries';
import { METHODS } from '../../methods';
import {
	accountCountry,
	accountNumber,
	bankAccountType,
	bankAddress,
	bankName,
	bankStreet2,
	country,
	documentChanges,
	routingNumber,
} from '../details';
import { holder, personExtras } from '../holder';
import { fills, type Rail } from '../rail';

const unitedStates = country('US');

/**
 * ACHAccountDto. Its update is in KillB's types, though not among the alternatives of
 * UpdateAccountDto (killb.md 5).
 */
export const ACH = {
	name: METHODS.ACH,
	holder,
	country: unitedStates,
	details: { bankName, routingNumber, accountNumber, bankAccountType },
	optional: personExtras,
	changes: { required: { routingNumber, accountNumber, bankAccountType }, optional: {} },
} satisfies Rail;

/** WIREAccountDto. KillB documents no changes. */
export const WIRE = {
	name: METHODS.WIRE,
	holder,
	country: unitedStates,
	details: { bankName, routingNumber, accountNumber, ...bankAddress },
	optional: { ...personExtras, bankStreet2 },
} satisfies Rail;

const swiftCode = requiredText({
	displayName: 'SWIFT Code',
	description: 'SWIFT code (BIC) of the bank, 8 to 11 letters and digits',
	placeholder: 'e.g. BBVAESMMXXX',
	clean: (given) => given.trim(),
	pattern: { matches: /^[A-Za-z0-9]{8,11}$/, says: '8 to 11 letters and digits' },
});

/** SwiftAccountDto. */
export const SWIFT = {
	name: METHODS.SWIFT,
	holder,
	country: country(''),
	details: { bankName, swiftCode, accountNumber, ...bankAddress },
	optional: { ...personExtras, bankStreet2 },
	changes: {
		optional: {
			accountNumber: optional(accountNumber),
			swiftCode: optional(swiftCode),
			bankName: optional(bankName),
			bankAddress: { ...address, property: { ...address.property, displayName: 'Bank Address' } },
			...documentChanges,
		},
	},
} satisfies Rail;

const currency = requiredChoice({
	displayName: 'Currency',
	description: 'Currency that the wallet holds',
	options: [
		{ name: 'Bitcoin (BTC)', value: 'BTC' },
		{ name: 'Tether (USDT)', value: 'USDT' },
		{ name: 'USD Coin (USDC)', value: 'USDC' },
	],
});

const network = requiredChoice({
	displayName: 'Network',
	description: 'Blockchain of the wallet. Money sent on another network may be lost.',
	options: codeOptions(METHODS, ['BSC', 'POLYGON', 'SOLANA', 'TRON']),
});

/**
 * KillB does not document how it checks an address. Addresses of Bitcoin are not checked: KillB
 * lists its currency, but not its network.
 */
const walletAddress = fills('address', {
	...requiredText({
		displayName: 'Wallet Address',
		description: 'Address that receives the money, on the chosen network',
		placeholder: 'e.g. 0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
		clean: (text) => text.trim(),
	}),
	check: (address: string, { currency: held, network: chain }) =>
		held === 'BTC' ? undefined : walletProblem(address, chain as string | undefined),
});

/** WalletAccountDto, the only rail with an optional country. */
export const WALLET = {
	name: 'Wallet (Cryptocurrency)',
	holder,
	country: {},
	details: { currency, network, walletAddress },
	optional: {
		...personExtras,
		walletCountryCode: fills('countryCode', optional(countryField(accountCountry))),
	},
	changes: {
		optional: {
			currency: optional(currency),
			network: optional(network),
			walletAddress: fills('address', optional(walletAddress)),
			...documentChanges,
		},
	},
} satisfies Rail;

/** On the list of types, but with no fields documented (killb.md 5). */
export const CUSTODIAL = {
	name: 'Custodial Account',
	holder: {},
	country: {},
	details: {
		custodialNotice: fills(
			'',
			notice(
				'KillB documents no fields for custodial accounts. Under Additional Fields, enter their data as JSON with KillB’s field names.',
			),
		),
	},
	optional: {},
} satisfies Rail;
