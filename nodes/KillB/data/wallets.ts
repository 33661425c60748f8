import { choice } from '../../shared/operation';
import { codeOptions } from './codes';
import { CURRENCIES } from './currencies';
import { METHODS } from './methods';

/** Currencies of pre-fund and virtual accounts (killb.md 9). */
export const WALLET_CURRENCIES = codeOptions(CURRENCIES, ['USD', 'USDC', 'USDT']);

/** Networks of pre-fund and virtual accounts (killb.md 9). Arbitrum is a network only here. */
export const NETWORKS = codeOptions({ ...METHODS, ARBITRUM: 'Arbitrum' }, [
	...(['ARBITRUM', 'BSC', 'ERC20', 'POLYGON', 'SOLANA', 'TRON'] as const),
]);

/**
 * The currency and network of a new pre-fund or virtual account. There is no default: money sent to
 * a wrong network is lost.
 */
export const walletFields = {
	currency: choice({
		displayName: 'Currency',
		description: 'Currency that the account holds',
		options: WALLET_CURRENCIES,
	}),
	network: choice({
		displayName: 'Network',
		description: 'Network of its deposit address. Money sent on another network is usually lost.',
		options: NETWORKS,
	}),
};
