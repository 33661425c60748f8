import { CodedError } from '../errors';
import { fileKindOf, fileNameIn, withoutLeadingBlanks } from '../http/file';

/** A file and its name. */
interface NamedFile {
	bytes: Buffer;
	fileName: string;
}

/** A base64 text that begins with "%PDF-", as every PDF inside JSON does. */
const PDF_IN_BASE64 = /^JVBERi[0-9A-Za-z+/=\s_-]+$/;

/**
 * Returns the PDF in an answer: its bytes, or base64 in JSON under any name (kernelhost.md 10.5).
 * @throws CodedError when there is none
 */
export function fileInAnswer(
	answer: { body: unknown; bytes?: Buffer; headers: Readonly<Record<string, string>> },
	fallbackName: string,
): NamedFile {
	const { body, bytes, headers } = answer;
	if (bytes && fileKindOf(withoutLeadingBlanks(bytes)) === 'PDF') {
		return { bytes, fileName: fileNameIn(headers['content-disposition']) ?? fallbackName };
	}
	const texts = textsIn(body);
	const encoded = texts.find((text) => PDF_IN_BASE64.test(text));
	if (encoded === undefined) {
		throw new CodedError(
			'FILE_MISSING',
			'The response contains no PDF, neither directly nor inside its JSON.',
		);
	}
	const named = texts.find((text) => /^[^/\\]{1,120}\.pdf$/i.test(text));
	return { bytes: Buffer.from(encoded, 'base64'), fileName: named ?? fallbackName };
}

/** Returns all texts in a JSON value, two levels deep. */
function textsIn(value: unknown, depth = 0): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || depth > 2) return [];
	return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
