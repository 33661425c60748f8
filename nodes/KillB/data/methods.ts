import { codesOf, type CodeTable, namesOf } from './codes';

/**
 * All payment methods: bank rails by country (killb.md 5), stablecoin networks, and pre-funded
 * balances. A quotation (killb.md 6, CreateQuotationDto) and a pair (killb.md 9, ConfigurePairDto)
 * take different ones for cash-in and cash-out.
 */
const TABLE = {
	ACH: ['ACH (United States)', 'quotation out', 'pair out'],
	ACH_BO: ['ACH (Bolivia)', 'quotation out', 'pair out'],
	ACH_GT: ['ACH (Guatemala)', 'quotation out', 'pair out'],
	ACH_HN: ['ACH (Honduras)', 'quotation out', 'pair out'],
	ACH_NI: ['ACH (Nicaragua)', 'quotation out', 'pair out'],
	ACH_PA: ['ACH (Panama)', 'quotation out', 'pair out'],
	ACH_SV: ['ACH (El Salvador)', 'quotation out'],
	BREB: ['Bre-B (Colombia)', 'quotation out'],
	BSC: ['BNB Smart Chain', 'quotation in', 'quotation out'],
	CCI: ['CCI (Peru)', 'quotation out'],
	COELSA: ['COELSA (Argentina)', 'quotation out'],
	ERC20: ['Ethereum (ERC-20)', 'quotation in', 'quotation out'],
	ETHEREUM: ['Ethereum', 'pair in', 'pair out'],
	PIX: ['PIX (Brazil)', 'quotation out'],
	POLYGON: ['Polygon', 'quotation in', 'quotation out', 'pair in', 'pair out'],
	PRE_FUND: ['Pre-Funded Balance', 'quotation in', 'pair in'],
	PRE_FUND_ARBITRUM: ['Pre-Funded Balance on Arbitrum', 'quotation in'],
	PRE_FUND_ERC20: ['Pre-Funded Balance on Ethereum (ERC-20)', 'quotation in'],
	PRE_FUND_POLYGON: ['Pre-Funded Balance on Polygon', 'quotation in', 'pair in'],
	PRE_FUND_SOLANA: ['Pre-Funded Balance on Solana', 'quotation in', 'pair in'],
	PRE_FUND_TRON: ['Pre-Funded Balance on Tron', 'quotation in', 'pair in'],
	PSE: ['PSE (Colombia)', 'quotation in', 'quotation out', 'pair in', 'pair out'],
	SINPE: ['SINPE (Costa Rica)', 'quotation out'],
	SOLANA: ['Solana', 'quotation in', 'quotation out', 'pair in', 'pair out'],
	SPEI: ['SPEI (Mexico)', 'quotation in', 'quotation out', 'pair in', 'pair out'],
	SPI: ['SPI (Uruguay)', 'quotation out'],
	SPI_DO: ['SPI (Dominican Republic)', 'quotation out', 'pair out'],
	SPI_PY: ['SPI (Paraguay)', 'quotation out', 'pair out'],
	SWIFT: ['SWIFT (International)', 'quotation out', 'pair out'],
	TRANSFIYA: ['Transfiya (Colombia)', 'quotation in', 'quotation out'],
	TRON: ['Tron', 'quotation in', 'quotation out', 'pair in', 'pair out'],
	WIRE: ['Wire Transfer', 'quotation out', 'pair out'],
} as const satisfies CodeTable;

export const METHODS = namesOf(TABLE);

export const QUOTATION_CASH_IN_METHODS = codesOf(TABLE, 'quotation in');
export const QUOTATION_CASH_OUT_METHODS = codesOf(TABLE, 'quotation out');
export const PAIR_CASH_IN_METHODS = codesOf(TABLE, 'pair in');
export const PAIR_CASH_OUT_METHODS = codesOf(TABLE, 'pair out');
