import type { IDataObject } from 'n8n-workflow';
import { fileNameIn } from '../../core/http/contentDisposition';
import type { ApiClient } from '../shared/client';
import { ItemWithFiles } from '../shared/operation';
import type { Surroundings } from '../shared/operation';

/** The type of an Excel file (.xlsx), as KillB's specification names it. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An Excel file that KillB makes. */
export interface SpreadsheetRequest {
	api: ApiClient;
	surroundings: Surroundings;
	/** fixed text */
	path: string;
	query: IDataObject;
	/** what to call it where the answer does not say */
	fileName: string;
	/** the binary field of the item that it goes into */
	field: string;
}

/**
 * Reads an Excel file into an item.
 * @throws Error when the answer is no file
 */
export async function downloadSpreadsheet(request: SpreadsheetRequest): Promise<ItemWithFiles> {
	const { api, surroundings, path, query, field } = request;
	const { bytes, headers } = await api.send({
		method: 'GET',
		path,
		query,
		repeatable: true,
		file: true,
	});
	if (bytes === undefined || bytes.length === 0) {
		throw new Error('KillB answered without a file.');
	}
	const fileName = fileNameIn(headers['content-disposition']) ?? request.fileName;
	const file = await surroundings.storeFile(bytes, fileName, XLSX);
	return new ItemWithFiles({ fileName }, { [field]: file });
}
