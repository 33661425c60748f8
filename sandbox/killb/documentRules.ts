import { invalidInput } from './errors';

/** Members that a document of the named type needs as well (killb.md 3.1). */
const DOCUMENT_EXTRAS: Record<string, string[]> = {
	INE: ['cic', 'identificadorCiudadano'],
	IFE: ['ocr', 'numeroEmision'],
};

/** @throws KillBError 400 INVALID.INPUT */
export function checkDocumentExtras(document: Record<string, unknown>): void {
	const missing = (DOCUMENT_EXTRAS[String(document['type'])] ?? []).filter(
		(name) => document[name] === undefined,
	);
	if (missing.length > 0)
		throw invalidInput(missing.map((name) => `data.document.${name} is required`));
}
