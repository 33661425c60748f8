import { type JsonSchema, schemaOf } from './facts';

/**
 * The schemas of each type's `data`: to create, and to change. null if the vendor documents none.
 * Only the answers name COELSA's; UpdateAccountDto names none for ACH, WIRE and TRANSFIYA.
 */
const SCHEMAS: Record<string, readonly [create: string | null, update: string | null]> = {
	PSE: ['PSEAccountDto', 'PSEUpdateAccountDto'],
	SPEI: ['SpeiAccountDto', 'SPEIUpdateAccountDto'],
	WALLET: ['WalletAccountDto', 'WALLETUpdateAccountDto'],
	WIRE: ['WIREAccountDto', null],
	ACH: ['ACHAccountDto', null],
	ACH_HN: ['ACHHnAccountDto', 'ACHHnUpdateAccountDto'],
	ACH_SV: ['ACHSvAccountDto', 'ACHSvUpdateAccountDto'],
	ACH_NI: ['ACHNiAccountDto', 'ACHNiUpdateAccountDto'],
	ACH_GT: ['ACHGtAccountDto', 'ACHGtUpdateAccountDto'],
	ACH_PA: ['ACHPaAccountDto', 'ACHPaUpdateAccountDto'],
	ACH_BO: ['ACHBoAccountDto', 'ACHBoUpdateAccountDto'],
	TRANSFIYA: ['TransfiyaAccountDto', null],
	SWIFT: ['SwiftAccountDto', 'SwiftUpdateAccountDto'],
	PIX: ['PixAccountDto', 'PixUpdateAccountDto'],
	CCI: ['CciAccountDto', 'CciUpdateAccountDto'],
	SINPE: ['SinpeAccountDto', 'SinpeUpdateAccountDto'],
	SPI: ['SpiAccountDto', 'SpiUpdateAccountDto'],
	SPI_PY: ['SpiPyAccountDto', 'SpiPyUpdateAccountDto'],
	SPI_DO: ['SpiDoAccountDto', 'SpiDoUpdateAccountDto'],
	BREB: ['BrebAccountDto', 'BrebUpdateAccountDto'],
	COELSA: ['CoelsaAccountDto', 'COELSAUpdateAccountDto'],
	CUSTODIAL: [null, null],
};

export const ACCOUNT_TYPES = Object.keys(SCHEMAS);

/**
 * Typed as required, but each is only needed for one `identifierType` (killb.md 5); accountRules.ts
 * checks that.
 */
const SPI_DO_CHOICE = ['bankCode', 'accountNumber', 'phone', 'alias'];

/**
 * The schema of `data` for a new account, by type; any object for CUSTODIAL, of which nothing is
 * documented.
 */
export const CREATE_DATA_SCHEMAS = byType((type) => {
	const name = SCHEMAS[type]?.[0] ?? null;
	if (name === null) return { type: 'object' };
	const schema = schemaOf(name);
	if (type !== 'SPI_DO') return schema;
	const required = (schema['required'] as string[]).filter((one) => !SPI_DO_CHOICE.includes(one));
	return { ...schema, required };
});

/**
 * The same for a change; if none is documented, any of the members that a new account of the type
 * has.
 */
export const UPDATE_DATA_SCHEMAS = byType((type) => {
	const name = SCHEMAS[type]?.[1] ?? null;
	return name === null ? { ...CREATE_DATA_SCHEMAS[type], required: [] } : schemaOf(name);
});

/** The body of `POST /accounts`: `data` follows `type`. */
export function createSchema(): JsonSchema {
	return {
		...schemaOf('CreateAccountDto'),
		properties: {
			type: { enum: ACCOUNT_TYPES },
			userId: { type: 'string' },
			externalId: { type: 'string' },
			data: { type: 'object' },
		},
		allOf: ACCOUNT_TYPES.map((type) => ({
			if: { properties: { type: { const: type } }, required: ['type'] },
			then: { properties: { data: CREATE_DATA_SCHEMAS[type] } },
		})),
	};
}

function byType(make: (type: string) => JsonSchema): Record<string, JsonSchema> {
	return Object.fromEntries(ACCOUNT_TYPES.map((type) => [type, make(type)]));
}
