import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { querySchemaOf } from './facts';

/**
 * `/banks`: the types say one object, the docs and the vendor's SDK a list (killb.md 5); the
 * sandbox returns a list.
 */
export function bankRoutes(app: FastifyInstance): void {
	app.get(
		'/banks',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/banks') } },
		async (request) => banksOf((request.query as { countryCode: string }).countryCode),
	);
}

/** `GetBanksResponseDto`. */
interface Bank {
	id: string;
	code: string;
	companyName: string;
	tradeName: string;
	countryCode: string;
	accountTypes: string[];
	createdAt: string;
	updatedAt: string;
}

/**
 * Names of real banks, with codes in the format of the vendor's samples. KillB's own codes are not
 * public, so a code from here proves nothing about the live service.
 */
const BANKS: Record<string, { accountTypes: string[]; banks: Record<string, string> }> = {
	CO: {
		accountTypes: ['PSE'],
		banks: {
			'001': 'Banco de Bogotá',
			'002': 'Banco Popular',
			'006': 'Itaú Colombia',
			'007': 'Bancolombia',
			'009': 'Citibank Colombia',
			'012': 'Banco GNB Sudameris',
			'013': 'BBVA Colombia',
			'019': 'Scotiabank Colpatria',
			'023': 'Banco de Occidente',
			'032': 'Banco Caja Social',
			'040': 'Banco Agrario de Colombia',
			'051': 'Davivienda',
			'052': 'Banco AV Villas',
			'062': 'Banco Falabella',
			'507': 'Nequi',
			'551': 'Daviplata',
		},
	},
	MX: {
		accountTypes: ['SPEI'],
		banks: {
			'001': 'Banco de México',
			'0001': 'BANCOMEXT',
			'002': 'Banamex',
			'012': 'BBVA México',
			'014': 'Santander México',
			'021': 'HSBC México',
			'036': 'Inbursa',
			'044': 'Scotiabank México',
			'058': 'Banregio',
			'072': 'Banorte',
			'127': 'Banco Azteca',
			'137': 'BanCoppel',
			'638': 'Nu México',
			'646': 'STP',
			'722': 'Mercado Pago',
		},
	},
	CR: {
		accountTypes: ['SINPE'],
		banks: { '0114': 'Banco Nacional de Costa Rica', '0152': 'Banco de Costa Rica' },
	},
	PE: {
		accountTypes: ['CCI'],
		banks: { '002': 'Banco de Crédito del Perú', '003': 'Interbank', '011': 'BBVA Perú' },
	},
	UY: { accountTypes: ['SPI'], banks: { '001': 'Banco República', '137': 'Santander Uruguay' } },
	PY: { accountTypes: ['SPI_PY'], banks: { '001': 'Banco Nacional de Fomento', '020': 'Itaú' } },
	DO: { accountTypes: ['SPI_DO'], banks: { '001': 'Banreservas', '002': 'Banco Popular' } },
	HN: { accountTypes: ['ACH_HN'], banks: { '001': 'Banco Atlántida', '002': 'Ficohsa' } },
	SV: { accountTypes: ['ACH_SV'], banks: { '001': 'Banco Agrícola', '002': 'Davivienda' } },
	NI: { accountTypes: ['ACH_NI'], banks: { '001': 'Banpro', '002': 'Lafise Bancentro' } },
	GT: { accountTypes: ['ACH_GT'], banks: { '001': 'Banco Industrial', '002': 'Banrural' } },
	PA: { accountTypes: ['ACH_PA'], banks: { '001': 'Banco General', '002': 'Banistmo' } },
	BO: { accountTypes: ['ACH_BO'], banks: { '001': 'Banco Unión', '002': 'Banco Mercantil' } },
};

const SINCE = '2026-01-01T00:00:00.000Z';

/** The banks of a country; none if it has no list. */
function banksOf(countryCode: string): Bank[] {
	const { accountTypes = [], banks = {} } = BANKS[countryCode] ?? {};
	return Object.entries(banks).map(([code, name]) => ({
		id: idOf(countryCode, code),
		code,
		companyName: name,
		tradeName: name,
		countryCode,
		accountTypes,
		createdAt: SINCE,
		updatedAt: SINCE,
	}));
}

export function bankIn(countryCode: string, code: string): Bank | undefined {
	return banksOf(countryCode).find((bank) => bank.code === code);
}

/** The same id on every start, in the form of a UUID. */
function idOf(countryCode: string, code: string): string {
	const hex = createHash('sha256').update(`${countryCode}/${code}`).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
		.concat(hex.slice(20, 32))
		.join('-');
}
