/**
 * Readable names of every currency in KillB's specification; the names are common ones, not
 * KillB's.
 */
export const CURRENCIES = {
	ARS: 'Argentine Peso (ARS)',
	BOB: 'Bolivian Boliviano (BOB)',
	BRL: 'Brazilian Real (BRL)',
	CLP: 'Chilean Peso (CLP)',
	COP: 'Colombian Peso (COP)',
	CRC: 'Costa Rican Colón (CRC)',
	DOP: 'Dominican Peso (DOP)',
	EUR: 'Euro (EUR)',
	GTQ: 'Guatemalan Quetzal (GTQ)',
	GYD: 'Guyanese Dollar (GYD)',
	HKD: 'Hong Kong Dollar (HKD)',
	HNL: 'Honduran Lempira (HNL)',
	MXN: 'Mexican Peso (MXN)',
	NIO: 'Nicaraguan Córdoba (NIO)',
	PAB: 'Panamanian Balboa (PAB)',
	PEN: 'Peruvian Sol (PEN)',
	PYG: 'Paraguayan Guaraní (PYG)',
	USD: 'US Dollar (USD)',
	USDC: 'USD Coin (USDC)',
	USDT: 'Tether (USDT)',
	UYU: 'Uruguayan Peso (UYU)',
} as const;

/** Currencies that a quotation may exchange from (killb.md 6, CreateQuotationDto). */
export const QUOTATION_FROM_CURRENCIES = ['COP', 'MXN', 'USD', 'USDC', 'USDT'] as const;

/** Currencies that a quotation may exchange to (killb.md 6, CreateQuotationDto). */
export const QUOTATION_TO_CURRENCIES = [
	'ARS',
	'BOB',
	'BRL',
	'CLP',
	'COP',
	'CRC',
	'DOP',
	'EUR',
	'GTQ',
	'GYD',
	'HKD',
	'HNL',
	'MXN',
	'NIO',
	'PAB',
	'PEN',
	'PYG',
	'USD',
	'USDC',
	'USDT',
	'UYU',
] as const;
