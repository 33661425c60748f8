import type { FastifyRequest } from 'fastify';
import readXlsxFile, { type SheetData as ReadSheet } from 'read-excel-file/node';
import writeXlsxFile, { type SheetData as WrittenSheet } from 'write-excel-file/node';
import type { Account, BulkRow, NewAccount } from './accountData';
import { CREATE_DATA_SCHEMAS } from './accountTypes';
import { KillBError } from './errors';
import { membersOf, requiredOf, schemaOf } from './facts';
import { validate } from './validation';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The columns of the vendor's own template are not public. These are the members of
 * `BulkBeneficiaryRowDto`, a row in a job's results.
 */
const ROW_COLUMNS = membersOf('BulkBeneficiaryRowDto').filter((name) => name !== 'rowNumber');
const REQUIRED_COLUMNS = requiredOf('BulkBeneficiaryRowDto').filter((name) => name !== 'rowNumber');

/** The members of `data` that have another name in a row. */
const ADDRESS_COLUMNS: Record<string, string> = {
	street1: 'bankAddressStreet1',
	street2: 'bankAddressStreet2',
	city: 'bankAddressCity',
	state: 'bankAddressState',
	zipCode: 'bankAddressZipCode',
	countryCode: 'bankAddressCountryCode',
};

type Cells = Record<string, string | undefined>;
type Data = Record<string, unknown>;

/** An empty template: the required columns are bold. */
export async function templateFile(): Promise<Buffer> {
	return await sheet([ROW_COLUMNS.map(heading)], 'Beneficiaries');
}

/** One row per account: the account's own members, then the columns of the template. */
export async function exportFile(accounts: Account[]): Promise<Buffer> {
	const own = ['id', 'userId', 'status', 'createdAt'] as const;
	const rows = accounts.map((account) => {
		const cells = cellsOf(account);
		return [...own.map((name) => account[name]), ...ROW_COLUMNS.map((name) => cells[name])];
	});
	return await sheet([[...own, ...ROW_COLUMNS].map(heading), ...rows], 'Accounts');
}

/** `data` of a row, limited to the members of its type. */
function dataOf(cells: Cells, members: string[]): Data {
	const read: Record<string, unknown> = {
		...cells,
		type:
			cells['accountType'] === 'TRANSFIYA'
				? cells['transfiyaAccountType']
				: cells['bankAccountType'],
		document: present({
			type:
				cells['entityType'] === 'COMPANY'
					? cells['companyDocumentType']
					: cells['personDocumentType'],
			number: cells['documentNumber'],
			issuedCountryCode: cells['documentIssuedCountryCode'],
		}),
		bankAddress: present(
			Object.fromEntries(
				Object.entries(ADDRESS_COLUMNS).map(([member, column]) => [member, cells[column]]),
			),
		),
	};
	return present(Object.fromEntries(members.map((member) => [member, read[member]])));
}

function cellsOf({ type, data, externalId }: Account): Cells {
	const document = (data['document'] ?? {}) as Cells;
	const address = (data['bankAddress'] ?? {}) as Cells;
	const company = data['companyName'] !== undefined;
	return {
		...Object.fromEntries(
			Object.entries(data).filter(
				(entry): entry is [string, string] => typeof entry[1] === 'string',
			),
		),
		entityType: company ? 'COMPANY' : 'PERSON',
		accountType: type,
		[company ? 'companyDocumentType' : 'personDocumentType']: document['type'],
		documentNumber: document['number'],
		documentIssuedCountryCode: document['issuedCountryCode'],
		[type === 'TRANSFIYA' ? 'transfiyaAccountType' : 'bankAccountType']: data['type'] as
			| string
			| undefined,
		externalId,
		...Object.fromEntries(
			Object.entries(ADDRESS_COLUMNS).map(([member, column]) => [column, address[member]]),
		),
	};
}

function heading(name: string) {
	return REQUIRED_COLUMNS.includes(name)
		? ({ value: name, fontWeight: 'bold' } as const)
		: { value: name };
}

async function sheet(data: WrittenSheet, name: string): Promise<Buffer> {
	return await writeXlsxFile(data, { sheet: name }).toBuffer();
}

function present(members: Data): Data {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

const ROW_SCHEMA = schemaOf('BulkBeneficiaryRowDto');

/**
 * The rows of all sheets of an xlsx file, without empty ones and unknown columns.
 * @throws Error with a message, if a file can't be read or lacks a column
 */
export async function readBulkRows(request: FastifyRequest, bytes: Buffer): Promise<BulkRow[]> {
	// Long account numbers must not become floating point numbers.
	const sheets = await readXlsxFile<string>(bytes, { parseNumber: (text) => text });
	return sheets.flatMap(({ sheet, data }) => rowsOf(request, sheet, data));
}

function rowsOf(request: FastifyRequest, sheetName: string, data: ReadSheet<string>): BulkRow[] {
	const [heading = [], ...rows] = data.map((row) =>
		row.map((cell) => (cell === null ? '' : String(cell).trim())),
	);
	if (data.length === 0) return [];
	const missing = REQUIRED_COLUMNS.filter((name) => !heading.includes(name));
	if (missing.length > 0) {
		throw new Error(`Sheet ${sheetName} has no column ${missing.join(', ')}`);
	}
	return rows.flatMap((row, index) => {
		const cells = Object.fromEntries(
			heading
				.map((name, column): [string, string] => [name, row[column] ?? ''])
				.filter(([name, value]) => ROW_COLUMNS.includes(name) && value !== ''),
		);
		if (Object.keys(cells).length === 0) return [];
		const rowNumber = index + 2;
		const account = accountOf(request, { ...cells, rowNumber }, cells);
		return [{ rowNumber, sheetName, originalRowData: { rowNumber, ...cells }, account }];
	});
}

/** What every account has, for the type of which nothing more is documented. */
const COMMON = [
	'firstName',
	'middleName',
	'lastName',
	'companyName',
	'email',
	'phone',
	'document',
	'countryCode',
];

function accountOf(
	request: FastifyRequest,
	row: Record<string, unknown>,
	cells: Record<string, string>,
): NewAccount | string {
	try {
		validate(request, ROW_SCHEMA, row);
		const type = cells['accountType'] ?? '';
		const schema = CREATE_DATA_SCHEMAS[type];
		const data = dataOf(cells, Object.keys(schema?.['properties'] ?? {}).concat(COMMON));
		validate(request, schema, data, 'data');
		const externalId = cells['externalId'];
		return { type, data, ...(externalId === undefined ? {} : { externalId }) };
	} catch (error) {
		if (error instanceof KillBError) return error.message;
		throw error;
	}
}
