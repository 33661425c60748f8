import { fileNameIn } from '../../core/http/file';
import type { FormFile } from '../../core/http/multipart';
import {
	type Call,
	FieldError,
	type Fields,
	ItemWithFiles,
	type ExecutionContext,
} from '../shared/operation';

/** The type of an Excel file (.xlsx), as KillB's specification names it. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An Excel file that KillB makes. */
interface SpreadsheetRequest {
	request: Call<Fields>['request'];
	executionContext: ExecutionContext;
	/** what to call it where the answer does not say */
	fileName: string;
	/** the binary field of the item that it goes into */
	field: string;
}

/**
 * Reads an Excel file into an item.
 * @throws Error when the answer is no file
 */
export async function downloadSpreadsheet({
	request,
	executionContext,
	fileName: otherName,
	field,
}: SpreadsheetRequest): Promise<ItemWithFiles> {
	const { bytes, headers } = await request({ file: true });
	if (bytes === undefined || bytes.length === 0) {
		throw new Error('KillB answered without a file.');
	}
	const fileName = fileNameIn(headers['content-disposition']) ?? otherName;
	const file = await executionContext.storeFile(bytes, fileName, XLSX);
	return new ItemWithFiles({ fileName }, { [field]: file });
}

/** An .xlsx file is a ZIP archive, and begins like one. */
const ARCHIVE = Buffer.from('PK\x03\x04', 'latin1');

/**
 * The Excel file in a binary field of the item, under its type: earlier nodes often do not know it.
 * @throws FieldError for a file that is no .xlsx file, as the template is
 */
export async function readSpreadsheet(
	executionContext: ExecutionContext,
	field: string,
): Promise<FormFile> {
	const file = await executionContext.readFile(field);
	if (ARCHIVE.equals(file.bytes.subarray(0, ARCHIVE.length))) return { ...file, mimeType: XLSX };
	throw new FieldError(
		'Input Binary Field',
		`holds "${file.fileName}", which is not an Excel file (.xlsx) by its content`,
	);
}
