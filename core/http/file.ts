import { parse } from 'content-disposition';

/** File kinds that are recognised by their first bytes, as users call them. */
export type FileKind = 'JPG' | 'PNG' | 'PDF';

const BEGINNINGS: ReadonlyArray<[FileKind, Buffer]> = [
	['JPG', Buffer.from([0xff, 0xd8, 0xff])],
	['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
	['PDF', Buffer.from('%PDF-', 'latin1')],
];

export const MIME_TYPES: Readonly<Record<FileKind, string>> = {
	JPG: 'image/jpeg',
	PNG: 'image/png',
	PDF: 'application/pdf',
};

/** Readers of PDF look for `%PDF-` in the first 1024 bytes (Adobe's PDF Reference, appendix H). */
const FARTHEST = 1024 - '%PDF-'.length;

/** A byte order mark in UTF-8 or UTF-16, white space, or a NUL. */
const LEADING = /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe|[\s\0])*/;

/**
 * Returns a file of a known kind without the byte order mark and the white space before it. A script
 * that prints a file often prints a line before it; the positions inside a PDF count from its own
 * beginning, and viewers of pictures look at the first byte only. Other files are returned as they
 * are.
 */
export function withoutLeadingBlanks(bytes: Uint8Array): Uint8Array {
	if (fileKindOf(bytes) !== undefined) return bytes;
	const start = Buffer.from(bytes.subarray(0, FARTHEST)).toString('latin1');
	const rest = bytes.subarray(LEADING.exec(start)?.[0].length ?? 0);
	return fileKindOf(rest) === undefined ? bytes : rest;
}

/**
 * Returns the kind of a file by its first bytes, since a name or a label may be wrong; undefined
 * for any other kind.
 */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
	return BEGINNINGS.find(([, start]) => start.equals(bytes.subarray(0, start.length)))?.[0];
}

/** Returns the file name in a Content-Disposition header (RFC 6266), without folder and drive. */
export function fileNameIn(disposition: string | undefined): string | undefined {
	const name = disposition === undefined ? undefined : parse(disposition).parameters.filename;
	return (
		name
			?.split(/[/\\:]/)
			.pop()
			?.trim() || undefined
	);
}
