import type { IDataObject } from 'n8n-workflow';

/** Returns the error of a failed item; undefined for a success. */
export function errorIn(json: IDataObject | undefined): IDataObject | undefined {
	return json?.error as IDataObject | undefined;
}

/** Returns the message of a failed item's error; undefined for a success. */
export function messageIn(json: IDataObject | undefined): string | undefined {
	return errorIn(json)?.message as string | undefined;
}
