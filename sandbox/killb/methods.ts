const CHAINS = ['POLYGON', 'ERC20', 'SOLANA', 'BSC', 'TRON', 'ARBITRUM'];

/** Whether money comes or goes over a chain, as against a bank's rail or what was paid in before. */
export function isCrypto(method: string): boolean {
	return CHAINS.includes(method);
}

export function isPreFund(method: string): boolean {
	return method.startsWith('PRE_FUND');
}
