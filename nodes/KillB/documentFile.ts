import { type FileKind, fileKindOf, MIME_TYPES, withoutLeadingBlanks } from '../../core/http/file';
import type { FormFile } from '../../core/http/multipart';
import { FieldError } from '../shared/operation';

/**
 * KillB documents 10 MB for the documents of users (killb.md 3.6), and no limit for those of ramps;
 * named assumption "MB is 1024 × 1024 bytes", so that no acceptable file is rejected here.
 */
export const MAXIMUM_USER_FILE = 10 * 1024 * 1024;

/**
 * Checks a document before it is sent and returns it with the type of its content: n8n's label may
 * be wrong or missing. A byte order mark and white space before the file are not sent.
 * @param label the input's name in messages, e.g. `Front File`
 * @param kinds the kinds that KillB accepts here (killb.md 3.6 and 7)
 * @param maximumBytes undefined where KillB documents no limit
 * @throws FieldError for a file that is empty, too big or of another kind
 */
export function documentFile(
	file: FormFile,
	label: string,
	kinds: readonly FileKind[],
	maximumBytes = Infinity,
): FormFile {
	const { fileName } = file;
	const bytes = withoutLeadingBlanks(file.bytes);
	if (bytes.length === 0) throw new FieldError(label, `holds an empty file ("${fileName}")`);
	if (bytes.length > maximumBytes) {
		const size = (bytes.length / 1024 / 1024).toFixed(1);
		throw new FieldError(label, `holds "${fileName}" (${size} MB); KillB accepts up to 10 MB`);
	}
	const kind = fileKindOf(bytes);
	if (kind === undefined || !kinds.includes(kind)) {
		throw new FieldError(
			label,
			`holds "${fileName}", which is not a ${kinds.join(', ')} file by its content`,
		);
	}
	return { ...file, bytes, mimeType: MIME_TYPES[kind] };
}
