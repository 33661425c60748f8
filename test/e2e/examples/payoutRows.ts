import writeXlsxFile from 'write-excel-file/node';

/** The columns that examples/payouts-from-spreadsheet.json reads. */
const COLUMNS = [
	'reference',
	'amount',
	'first_name',
	'last_name',
	'email',
	'phone',
	'document_type',
	'document_number',
	'document_country',
	'bank_code',
	'account_number',
	'account_type',
] as const;

type Column = (typeof COLUMNS)[number];
/** Missing cells are empty. */
export type PayoutRow = Partial<Record<Column, string | number>>;

/** A receiver whom the sandbox accepts. */
export function receiver(reference: string, amount: string | number): PayoutRow {
	return {
		reference,
		amount,
		first_name: 'Luz',
		last_name: 'Pardo',
		email: 'luz@example.com',
		phone: '+573001234567',
		document_type: 'PASSPORT',
		document_number: 'AT0012345',
		document_country: 'CO',
		bank_code: '007',
		account_number: '0010203049',
		account_type: 'savings',
	};
}

const cellsOf = (row: PayoutRow) => COLUMNS.map((column) => row[column]);

/**
 * An .xlsx file as Excel saves it: numbers as numbers, texts as texts, an empty object as a blank
 * row.
 */
export async function xlsx(rows: PayoutRow[]): Promise<File> {
	const heading = COLUMNS.map((column) => ({ value: column, fontWeight: 'bold' as const }));
	const cells = rows.map((row) => cellsOf(row).map((cell) => cell ?? null));
	const bytes = await writeXlsxFile([heading, ...cells]).toBuffer();
	return new File([new Uint8Array(bytes)], 'Payouts.XLSX', {
		type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	});
}

/** A .csv file as Excel saves it in UTF-8: with a byte order mark, every cell quoted here. */
export function csv(rows: PayoutRow[]): File {
	const lines = [[...COLUMNS], ...rows.map(cellsOf)].map((cells) =>
		cells.map((cell) => `"${String(cell ?? '')}"`).join(','),
	);
	return csvFile(`\uFEFF${lines.join('\r\n')}\r\n`);
}

export function csvFile(text: string): File {
	return new File([text], 'payouts.csv', { type: 'text/csv' });
}
