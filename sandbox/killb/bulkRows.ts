import type { FastifyRequest } from 'fastify';
import readXlsxFile, { type SheetData } from 'read-excel-file/node';
import type { BulkRow, NewAccount } from './accountData';
import { dataOf, REQUIRED_COLUMNS, ROW_COLUMNS } from './accountSheets';
import { CREATE_DATA_SCHEMAS } from './accountTypes';
import { KillBError } from './errors';
import { schemaOf } from './facts';
import { validate } from './validation';

const ROW_SCHEMA = schemaOf('BulkBeneficiaryRowDto');

/**
 * The rows of all sheets of an xlsx file; empty ones are passed over, and so are columns that the template does not have.
 * @throws Error in words, for a file that cannot be read or lacks a column
 */
export async function readBulkRows(request: FastifyRequest, bytes: Buffer): Promise<BulkRow[]> {
	// Long account numbers must not become floating point numbers.
	const sheets = await readXlsxFile<string>(bytes, { parseNumber: (text) => text });
	return sheets.flatMap(({ sheet, data }) => rowsOf(request, sheet, data));
}

function rowsOf(request: FastifyRequest, sheetName: string, data: SheetData<string>): BulkRow[] {
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
