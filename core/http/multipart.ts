import { randomUUID } from 'node:crypto';

/** A file of a form. */
export interface FormFile {
	bytes: Uint8Array;
	fileName: string;
	mimeType: string;
}

/** One field of a form: a text, or a file. */
export type FormPart = { name: string; value: string } | { name: string; file: FormFile };

/** A form as it goes over the wire. */
export interface EncodedForm {
	/** with the boundary */
	contentType: string;
	body: Buffer;
}

/**
 * A form as multipart/form-data (RFC 7578), as bytes, so that the same request can be sent again after the session was
 * renewed: a stream would be used up. Names are escaped as browsers do (HTML, "multipart/form-data encoding algorithm").
 */
export function encodeForm(parts: readonly FormPart[]): EncodedForm {
	const boundary = `----n8n${randomUUID()}`;
	const pieces = parts.flatMap((part) => [
		Buffer.from(`--${boundary}\r\n${headersOf(part)}\r\n\r\n`, 'utf8'),
		'file' in part ? part.file.bytes : Buffer.from(part.value, 'utf8'),
		Buffer.from('\r\n', 'latin1'),
	]);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`, 'latin1')]),
	};
}

function headersOf(part: FormPart): string {
	const disposition = `Content-Disposition: form-data; name="${escaped(part.name)}"`;
	if (!('file' in part)) return disposition;
	const { fileName, mimeType } = part.file;
	// A line break would begin another header.
	const type = mimeType.replace(/[\r\n]/g, '') || 'application/octet-stream';
	return `${disposition}; filename="${escaped(fileName)}"\r\nContent-Type: ${type}`;
}

function escaped(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
