/**
 * Readable names of every way in which KillB takes or gives money: bank rails by country (killb.md section 5), networks of
 * stablecoins, and balances that were paid in before.
 */
export const METHODS = {
	ACH: 'ACH (United States)',
	ACH_BO: 'ACH (Bolivia)',
	ACH_GT: 'ACH (Guatemala)',
	ACH_HN: 'ACH (Honduras)',
	ACH_NI: 'ACH (Nicaragua)',
	ACH_PA: 'ACH (Panama)',
	ACH_SV: 'ACH (El Salvador)',
	BREB: 'Bre-B (Colombia)',
	BSC: 'BNB Smart Chain',
	CCI: 'CCI (Peru)',
	COELSA: 'COELSA (Argentina)',
	ERC20: 'Ethereum (ERC-20)',
	ETHEREUM: 'Ethereum',
	PIX: 'PIX (Brazil)',
	POLYGON: 'Polygon',
	PRE_FUND: 'Pre-Funded Balance',
	PRE_FUND_ARBITRUM: 'Pre-Funded Balance on Arbitrum',
	PRE_FUND_ERC20: 'Pre-Funded Balance on Ethereum (ERC-20)',
	PRE_FUND_POLYGON: 'Pre-Funded Balance on Polygon',
	PRE_FUND_SOLANA: 'Pre-Funded Balance on Solana',
	PRE_FUND_TRON: 'Pre-Funded Balance on Tron',
	PSE: 'PSE (Colombia)',
	SINPE: 'SINPE (Costa Rica)',
	SOLANA: 'Solana',
	SPEI: 'SPEI (Mexico)',
	SPI: 'SPI (Uruguay)',
	SPI_DO: 'SPI (Dominican Republic)',
	SPI_PY: 'SPI (Paraguay)',
	SWIFT: 'SWIFT (International)',
	TRANSFIYA: 'Transfiya (Colombia)',
	TRON: 'Tron',
	WIRE: 'Wire Transfer',
} as const;

/** How the money of a quotation may come in (killb.md section 6, CreateQuotationDto). */
export const QUOTATION_CASH_IN_METHODS = [
	...['BSC', 'ERC20', 'POLYGON', 'PRE_FUND', 'PRE_FUND_ARBITRUM', 'PRE_FUND_ERC20'],
	...['PRE_FUND_POLYGON', 'PRE_FUND_SOLANA', 'PRE_FUND_TRON', 'PSE', 'SOLANA', 'SPEI'],
	...['TRANSFIYA', 'TRON'],
] as const;

/** How the money of a quotation may go out (killb.md section 6, CreateQuotationDto). */
export const QUOTATION_CASH_OUT_METHODS = [
	...['ACH', 'ACH_BO', 'ACH_GT', 'ACH_HN', 'ACH_NI', 'ACH_PA', 'ACH_SV', 'BREB', 'BSC'],
	...['CCI', 'COELSA', 'ERC20', 'PIX', 'POLYGON', 'PSE', 'SINPE', 'SOLANA', 'SPEI', 'SPI'],
	...['SPI_DO', 'SPI_PY', 'SWIFT', 'TRANSFIYA', 'TRON', 'WIRE'],
] as const;
