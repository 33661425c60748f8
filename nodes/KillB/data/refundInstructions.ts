import { digitsOf } from '../../../core/identifier';
import { choice, group, requiredText, when } from '../../shared/operation';
import { clabeProblem, walletProblem } from './checkDigits';
import { codeOptions } from './codes';
import { CURRENCIES } from './currencies';
import { METHODS } from './methods';

const toBank = { refundTo: ['SPEI'] };
const toWallet = { refundTo: ['WALLET'] };

/** SPEIRefundInstruction, and CryptoRefundInstruction (killb.md 7). */
const members = {
	clabe: when(
		toBank,
		requiredText({
			displayName: 'CLABE',
			description: '18-digit number of the bank account',
			placeholder: 'e.g. 032180000118359719',
			// Named assumption: the 18 digits are documented for accounts of type SPEI (killb.md 5), not
			// here.
			clean: digitsOf,
			pattern: { matches: /^\d{18}$/, says: '18 digits' },
			check: clabeProblem,
		}),
	),
	beneficiary: when(
		toBank,
		requiredText({
			displayName: 'Beneficiary',
			description: 'Holder of the bank account',
			placeholder: 'e.g. Bruce Wayne',
		}),
	),
	network: when(
		toWallet,
		choice({
			displayName: 'Network',
			description: 'Network of the wallet',
			options: codeOptions(METHODS, ['BSC', 'POLYGON', 'SOLANA', 'TRON']),
		}),
	),
	address: when(toWallet, {
		...requiredText({
			displayName: 'Address',
			description: 'Wallet address on that network. Money sent to a wrong address is lost.',
			placeholder: 'e.g. 0x1234567890abcdef1234567890abcdef12345678',
			clean: (text) => text.trim(),
		}),
		check: (address: string, { network }) => walletProblem(address, network as string | undefined),
	}),
	asset: when(
		toWallet,
		choice({
			displayName: 'Asset',
			description: 'Stablecoin to refund',
			options: codeOptions(CURRENCIES, ['USDC', 'USDT']),
		}),
	),
};

/** The destination of a failed ramp's refund, on the same rail as the quotation's cash-in. */
export const refundInstructions = group({
	displayName: 'Refund Instructions',
	description: 'Where the money is returned to if the ramp fails, by the method it came in',
	placeholder: 'Add Refund Instructions',
	fields: {
		refundTo: choice({
			displayName: 'Refund To',
			description: 'Whether the money came in by SPEI or from a wallet',
			options: [
				{ name: 'Bank Account (SPEI)', value: 'SPEI' },
				{ name: 'Wallet', value: 'WALLET' },
			],
		}),
		...members,
	},
});
