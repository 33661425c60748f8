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
