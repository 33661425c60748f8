import { bankIn } from './banks';
import { invalidInput, KillBError } from './errors';
import { checkDocumentExtras } from './validation';

type Data = Record<string, unknown>;

/** Members with a documented format (killb.md 5). */
const FORMATS: Record<string, { member: string; pattern: RegExp; says: string }> = {
	CCI: { member: 'cci', pattern: /^\d{20}$/, says: 'must be 20 digits' },
	SINPE: { member: 'accountNumber', pattern: /^CR\d{20}$/, says: 'must be CR and 20 digits' },
	SPI: { member: 'accountNumber', pattern: /^\d{2,14}$/, says: 'must be 2 to 14 digits' },
	SPI_PY: { member: 'accountNumber', pattern: /^\d{2,14}$/, says: 'must be 2 to 14 digits' },
	SWIFT: {
		member: 'swiftCode',
		pattern: /^[A-Za-z0-9]{8,11}$/,
		says: 'must be 8 to 11 letters and digits',
	},
};

const CLABE_DIGITS: Record<string, number> = { CLABE: 18, DEBIT_CARD: 16, PHONE_NUMBER: 10 };

/** What a Dominican account needs so that its method can be determined. */
const SPI_DO_NEEDS: Record<string, string[]> = {
	ACCOUNT: ['bankCode', 'accountNumber'],
	DOCUMENT: [],
	PHONE: ['phone'],
	ALIAS: ['alias'],
};

/**
 * The address format of each chain; the vendor only says "check format". Its own sample for POLYGON
 * is one digit short.
 */
const ADDRESSES: Record<string, RegExp> = {
	POLYGON: /^0x[0-9a-fA-F]{40}$/,
	BSC: /^0x[0-9a-fA-F]{40}$/,
	SOLANA: /^[1-9A-HJ-NP-Za-km-z]{32,44}$/,
	TRON: /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
};

/**
 * The documented rules of killb.md 5 that a schema cannot hold. CUSTODIAL has none.
 * @throws KillBError 400 INVALID.INPUT, ACCOUNT.0002 (bank code) or ACCOUNT.0003 (wallet address)
 */
export function checkAccountData(type: string, data: Data): void {
	if (type === 'CUSTODIAL') return;
	checkHolder(data);
	// COELSA has its own document, without further members.
	if (type !== 'COELSA') checkDocumentExtras(data['document'] as Data);
	const format = FORMATS[type];
	if (format !== undefined && !format.pattern.test(String(data[format.member]))) {
		reject(format.member, format.says);
	}
	if (type === 'SPEI') checkSpei(data);
	if (type === 'SPI_DO') need(data, SPI_DO_NEEDS[String(data['identifierType'])] ?? []);
	checkBank(data);
	if (type === 'WALLET') checkAddress(data);
}

function checkHolder(data: Data): void {
	if (data['companyName'] !== undefined) return;
	need(data, ['firstName', 'lastName'], ' (or data.companyName)');
}

function checkSpei(data: Data): void {
	const { clabeType = 'CLABE', clabe } = data;
	const digits = CLABE_DIGITS[String(clabeType)] ?? 18;
	if (!new RegExp(`^\\d{${digits}}$`).test(String(clabe))) {
		reject('clabe', `must be ${digits} digits for ${String(clabeType)}`);
	}
	if (clabeType !== 'CLABE') need(data, ['bankCode']);
}

/** A code is correct if its country's bank list has it: the vendor documents nothing else. */
function checkBank({ bankCode, countryCode }: Data): void {
	if (typeof bankCode !== 'string' || typeof countryCode !== 'string') return;
	if (bankIn(countryCode, bankCode) !== undefined) return;
	throw new KillBError(
		400,
		'ACCOUNT.0002',
		['Invalid bank code'],
		[{ key: 'bankCode', value: bankCode }],
	);
}

function checkAddress({ network, address }: Data): void {
	if (ADDRESSES[String(network)]?.test(String(address)) === true) return;
	throw new KillBError(
		400,
		'ACCOUNT.0003',
		['Invalid wallet address'],
		[{ key: 'address', value: String(address) }],
	);
}

function need(data: Data, members: string[], or = ''): void {
	const missing = members.filter((member) => data[member] === undefined);
	if (missing.length > 0) {
		throw invalidInput(missing.map((member) => `data.${member} is required${or}`));
	}
}

function reject(member: string, says: string): never {
	throw invalidInput([`data.${member} ${says}`], [{ key: `data.${member}`, value: says }]);
}
