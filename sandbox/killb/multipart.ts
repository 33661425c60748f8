import { Busboy } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { KILLB_ROOT } from '../shared/details';
import { invalidInput } from './errors';

interface UploadedFile {
	/** The field's name. */
	name: string;
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

/** One parsed multipart request. */
export interface Upload {
	/** The path below `/api/v2`, without the query. */
	endpoint: string;
	fields: Record<string, string>;
	files: UploadedFile[];
}

/**
 * The options of a route that accepts a form: large enough for two files of the documented size.
 */
export const FORM_ROUTE = { config: { multipart: true }, bodyLimit: 32 * 1024 * 1024 };

/** What KYC and KYB files may be (killb.md 3.6). */
export const IMAGES_AND_PDF = ['image/jpeg', 'image/png', 'application/pdf'];

/** "≤ 10 MB": the vendor does not say whether millions or powers of two, so the larger. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * @throws KillBError 400 INVALID.INPUT for an incomplete multipart form, or one that names a field
 * twice
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
	const type = request.headers['content-type'] ?? '';
	if (!/^multipart\/form-data\s*;.*boundary=/i.test(type)) {
		throw invalidInput(['the body must be sent as multipart/form-data']);
	}
	const endpoint = (request.originalUrl.split('?')[0] ?? '').slice(KILLB_ROOT.length);
	const upload: Upload = { endpoint, fields: {}, files: [] };
	const names: string[] = [];
	try {
		await parse(request.rawBody, type, upload, names);
	} catch {
		throw invalidInput(['the body is not a valid multipart form']);
	}
	const twice = names.filter((name, index) => names.indexOf(name) !== index);
	if (twice.length > 0) throw invalidInput(twice.map((name) => `${name} must be sent once`));
	return upload;
}

/**
 * The form as a route's schema sees it: a file counts as text, as it does in the vendor's types.
 */
export function asBody({ fields, files }: Upload): Record<string, string> {
	return { ...fields, ...Object.fromEntries(files.map(({ name, fileName }) => [name, fileName])) };
}

/**
 * The named file, if it was sent.
 * @param types the accepted media types
 * @throws KillBError 400 INVALID.INPUT for a text instead of a file, another type, an empty file,
 * or one that is too large
 */
export function fileOf(upload: Upload, name: string, types: string[]): UploadedFile | undefined {
	const file = upload.files.find((one) => one.name === name);
	if (upload.fields[name] !== undefined) throw invalidInput([`${name} must be a file`]);
	if (file === undefined) return undefined;
	if (!types.includes(file.mimeType)) {
		throw invalidInput([`${name} must be one of ${types.join(', ')}`]);
	}
	if (file.bytes.length === 0) throw invalidInput([`${name} must not be empty`]);
	if (file.bytes.length > MAX_BYTES) throw invalidInput([`${name} must not exceed 10 MB`]);
	return file;
}

async function parse(body: Buffer, type: string, upload: Upload, names: string[]): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const reader = new Busboy({
			headers: { 'content-type': type },
			// A part with a file name is a file: busboy would also take a nameless one for a text.
			isPartAFile: (_name, _type, fileName) => fileName !== undefined,
		});
		reader.on('field', (name, value) => {
			names.push(name);
			upload.fields[name] = value;
		});
		reader.on('file', (name, stream, fileName, _encoding, mimeType) => {
			names.push(name);
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('error', reject);
			stream.on('end', () => {
				upload.files.push({ name, fileName, mimeType, bytes: Buffer.concat(chunks) });
			});
		});
		reader.on('error', reject);
		reader.on('finish', resolve);
		reader.end(body);
	});
}
