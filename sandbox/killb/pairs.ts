/** One pair of currencies and methods, as `GET /customers/pairs` lists it (`StrategyDto`). */
export interface Strategy {
	fromCurrency: string;
	toCurrency: string;
	cashInMethod: string;
	cashOutMethod: string;
	expirationTimeInMs: number;
	/** Decimal text. The currency is not documented: read as what is sent. */
	minimumQuote: string;
	/** The vendor's own spelling. */
	MaximumQuote: string;
	/** The unit is not documented: read as per cent of what is sent. */
	fee: number;
}

export type Route = Pick<
	Strategy,
	'fromCurrency' | 'toCurrency' | 'cashInMethod' | 'cashOutMethod'
>;

/** The pairs of a new customer. */
export function seededStrategies(): Strategy[] {
	return SEEDED.map(([fromCurrency, cashInMethod, toCurrency, cashOutMethod]) =>
		newStrategy({ fromCurrency, cashInMethod, toCurrency, cashOutMethod }),
	);
}

/** Smallest and largest quotation by the currency that is sent: the sandbox's own choice. */
const QUOTE_LIMITS: Record<string, [minimum: string, maximum: string]> = {
	COP: ['20000', '200000000'],
	MXN: ['100', '1000000'],
	USD: ['10', '50000'],
	USDC: ['10', '50000'],
	USDT: ['10', '50000'],
};

export function newStrategy(route: Route): Strategy {
	const [minimumQuote, MaximumQuote] = QUOTE_LIMITS[route.fromCurrency] ?? ['1', '50000'];
	return {
		...route,
		// The sample of the type says 300000; the prose says that a quotation is valid for 30 seconds.
		expirationTimeInMs: 30_000,
		minimumQuote,
		MaximumQuote,
		fee: 0.5,
	};
}

const SEEDED: Array<[from: string, cashIn: string, to: string, cashOut: string]> = [
	['COP', 'PSE', 'USDC', 'POLYGON'],
	['COP', 'PSE', 'USDT', 'TRON'],
	['COP', 'TRANSFIYA', 'USDC', 'POLYGON'],
	['MXN', 'SPEI', 'USDC', 'POLYGON'],
	['USDC', 'POLYGON', 'COP', 'PSE'],
	['USDC', 'POLYGON', 'COP', 'BREB'],
	['USDC', 'POLYGON', 'MXN', 'SPEI'],
	['USDC', 'PRE_FUND', 'COP', 'PSE'],
	['USDC', 'PRE_FUND', 'MXN', 'SPEI'],
	['USDC', 'PRE_FUND', 'BRL', 'PIX'],
];

const CHAINS = ['POLYGON', 'ERC20', 'SOLANA', 'BSC', 'TRON', 'ARBITRUM'];

/** Whether money comes or goes over a chain, not over a bank's rail or from pre-funded money. */
export function isCrypto(method: string): boolean {
	return CHAINS.includes(method);
}

export function isPreFund(method: string): boolean {
	return method.startsWith('PRE_FUND');
}
