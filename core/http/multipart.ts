/** A file in a form. */
export interface FormFile {
	bytes: Uint8Array;
	fileName: string;
	mimeType: string;
}

/** One field of a form: a text, or a file. */
export type FormPart = { name: string; value: string } | { name: string; file: FormFile };

/** A form as sent over the wire. */
interface EncodedForm {
	/** with the boundary */
	contentType: string;
	body: Buffer;
}

/**
 * Encodes a form as multipart/form-data. It returns bytes, because a stream could not be sent again
 * after the session is refreshed.
 */
export async function encodeForm(parts: readonly FormPart[]): Promise<EncodedForm> {
	const form = new FormData();
	for (const part of parts) {
		if ('file' in part) {
			const { bytes, fileName, mimeType } = part.file;
			form.append(part.name, new Blob([bytes], { type: mimeType }), fileName);
		} else {
			form.append(part.name, part.value);
		}
	}
	const encoded = new Response(form);
	return {
		contentType: encoded.headers.get('content-type') ?? '',
		body: Buffer.from(await encoded.arrayBuffer()),
	};
}
