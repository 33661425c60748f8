import { codesOf, type CodeTable, namesOf } from './codes';

/**
 * Every currency in KillB's specification; the names are common ones, not KillB's. A quotation
 * (killb.md 6, CreateQuotationDto) and a pair (killb.md 9, ConfigurePairDto) take different ones to
 * exchange from and to.
 */
const TABLE = {
	ARS: ['Argentine Peso (ARS)', 'quotation to'],
	BOB: ['Bolivian Boliviano (BOB)', 'quotation to', 'pair to'],
	BRL: ['Brazilian Real (BRL)', 'quotation to'],
	CLP: ['Chilean Peso (CLP)', 'quotation to', 'pair to'],
	COP: ['Colombian Peso (COP)', 'quotation from', 'quotation to', 'pair from', 'pair to'],
	CRC: ['Costa Rican Colón (CRC)', 'quotation to'],
	DOP: ['Dominican Peso (DOP)', 'quotation to', 'pair to'],
	EUR: ['Euro (EUR)', 'quotation to'],
	GTQ: ['Guatemalan Quetzal (GTQ)', 'quotation to', 'pair to'],
	GYD: ['Guyanese Dollar (GYD)', 'quotation to'],
	HKD: ['Hong Kong Dollar (HKD)', 'quotation to'],
	HNL: ['Honduran Lempira (HNL)', 'quotation to', 'pair to'],
	MXN: ['Mexican Peso (MXN)', 'quotation from', 'quotation to', 'pair from', 'pair to'],
	NIO: ['Nicaraguan Córdoba (NIO)', 'quotation to', 'pair to'],
	PAB: ['Panamanian Balboa (PAB)', 'quotation to', 'pair to'],
	PEN: ['Peruvian Sol (PEN)', 'quotation to'],
	PYG: ['Paraguayan Guaraní (PYG)', 'quotation to', 'pair to'],
	USD: ['US Dollar (USD)', 'quotation from', 'quotation to', 'pair from', 'pair to'],
	USDC: ['USD Coin (USDC)', 'quotation from', 'quotation to', 'pair from', 'pair to'],
	USDT: ['Tether (USDT)', 'quotation from', 'quotation to', 'pair from', 'pair to'],
	UYU: ['Uruguayan Peso (UYU)', 'quotation to'],
} as const satisfies CodeTable;

export const CURRENCIES = namesOf(TABLE);

export const QUOTATION_FROM_CURRENCIES = codesOf(TABLE, 'quotation from');
export const QUOTATION_TO_CURRENCIES = codesOf(TABLE, 'quotation to');
export const PAIR_FROM_CURRENCIES = codesOf(TABLE, 'pair from');
export const PAIR_TO_CURRENCIES = codesOf(TABLE, 'pair to');
