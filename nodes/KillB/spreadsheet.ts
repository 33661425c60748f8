import { CodedError } from '../../core/errors';
import { fileNameIn } from '../../core/http/file';
import type { FormFile } from '../../core/http/multipart';
import {
	type Call,
	FieldError,
	type Fields,
	ItemWithFiles,
	type ExecutionContext,
	type FileInput,
} from '../shared/operation';

/** The media type of an Excel file (.xlsx) in KillB's specification. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An Excel file that KillB generates. */
interface SpreadsheetRequest {
	request: Call<Fields>['request'];
	executionContext: ExecutionContext;
	/** its name where the answer has none */
	fileName: string;
	/** the item's binary field for the file */
	field: string;
}

/**
 * Reads an Excel file into an item.
 * @throws CodedError when the answer is not an Excel file
 */
export async function downloadSpreadsheet({
	request,
	executionContext,
	fileName: otherName,
	field,
}: SpreadsheetRequest): Promise<ItemWithFiles> {
	const { bytes, headers } = await request({ file: true });
	if (bytes === undefined || !isArchive(bytes)) {
		throw new CodedError('FILE_MISSING', 'KillB answered without a file.');
	}
	const fileName = fileNameIn(headers['content-disposition']) ?? otherName;
	const file = await executionContext.storeFile(bytes, fileName, XLSX);
	return new ItemWithFiles({ fileName }, { [field]: file });
}

/** The first bytes of a ZIP archive, which an .xlsx file is. */
const ARCHIVE = Buffer.from('PK\x03\x04', 'latin1');

function isArchive(bytes: Uint8Array): boolean {
	return ARCHIVE.equals(bytes.subarray(0, ARCHIVE.length));
}

/**
 * Reads the Excel file in a binary field of the item and sets its media type, which earlier nodes
 * often do not know.
 * @throws FieldError for a file that is not an .xlsx file like the template
 */
export async function readSpreadsheet(
	executionContext: ExecutionContext,
	input: FileInput,
): Promise<FormFile> {
	const file = await executionContext.readFile(input);
	if (isArchive(file.bytes)) return { ...file, mimeType: XLSX };
	throw new FieldError(
		'Input Binary Field',
		`holds "${file.fileName}", which is not an Excel file (.xlsx) by its content`,
	);
}
