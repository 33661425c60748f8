import {
	day,
	group,
	named,
	requiredChoice,
	requiredText,
	unmarkedText,
	when,
} from '../../shared/operation';
import { documentProblem } from './checkDigits';

/**
 * Identity documents of a person, by KillB's names (killb.md 3.1); the long names are common ones,
 * not KillB's.
 */
export const PERSON_DOCUMENT_TYPES = [
	{ name: 'Bolivian ID', value: 'BOLIVIAN_ID' },
	{ name: 'CE (Cédula De Extranjería)', value: 'CE' },
	{ name: 'Chinese ID', value: 'CHINESE_ID' },
	{ name: 'CPF (Cadastro De Pessoas Físicas)', value: 'CPF' },
	{ name: 'CURP (Clave Única De Registro De Población)', value: 'CURP' },
	{ name: 'DNI (Documento Nacional De Identidad)', value: 'DNI' },
	{ name: 'Driver License', value: 'DRIVER_LICENSE' },
	{ name: 'DUI (Documento Único De Identidad)', value: 'DUI' },
	{ name: 'IFE (Credencial Del Instituto Federal Electoral)', value: 'IFE' },
	{ name: 'INE (Credencial Del Instituto Nacional Electoral)', value: 'INE' },
	{ name: 'NIT (Número De Identificación Tributaria)', value: 'NIT' },
	{ name: 'NUIP (Número Único De Identificación Personal)', value: 'NUIP' },
	{ name: 'Passport', value: 'PASSPORT' },
	{ name: 'RFC (Registro Federal De Contribuyentes)', value: 'RFC' },
	{ name: 'RUT (Rol Único Tributario)', value: 'RUT' },
	{ name: 'SSN (Social Security Number)', value: 'SSN' },
] as const;

export const documentNumber = {
	...requiredText({
		displayName: 'Document Number',
		description: 'The number of the identity document',
		placeholder: 'e.g. GE04292393',
		clean: (text) => text.trim(),
	}),
	check: documentProblem,
};

export const documentCountryCode = requiredText({
	displayName: 'Document Country Code',
	description: 'The country that issued the document, by its code of two letters',
	placeholder: 'e.g. CO',
});

export const personDocumentType = requiredChoice({
	displayName: 'Document Type',
	description: 'The kind of identity document',
	options: PERSON_DOCUMENT_TYPES,
});

export const expeditionDate = day({
	displayName: 'Document Expedition Date',
	description: 'When the document was issued',
});

/** Members that one type of document requires and the others lack (killb.md 3.1). */
export const documentExtras = {
	INE: {
		cic: unmarkedText({
			displayName: 'CIC',
			description: 'The CIC number on the back of the INE card; required',
			placeholder: 'e.g. 1111111111',
		}),
		identificadorCiudadano: unmarkedText({
			displayName: 'Identificador Del Ciudadano',
			description: 'The citizen identifier on the back of the INE card; required',
			placeholder: 'e.g. 1234567890',
		}),
	},
	IFE: {
		ocr: unmarkedText({
			displayName: 'OCR',
			description: 'The OCR number on the back of the IFE card; required',
			placeholder: 'e.g. 1111111111',
		}),
		numeroEmision: unmarkedText({
			displayName: 'Número De Emisión',
			description: 'The issue number on the IFE card; required',
			placeholder: 'e.g. 01',
		}),
	},
};

/** PersonUserDocumentDto. */
export const personDocument = group({
	displayName: 'Document',
	description: 'The whole document. A new one may put the user back to PENDING.',
	placeholder: 'Add Document',
	fields: {
		type: named('Type', personDocumentType),
		number: named('Number', documentNumber),
		issuedCountryCode: named('Country Code', documentCountryCode),
		expeditionDate: named('Expedition Date', expeditionDate),
		cic: when({ type: ['INE'] }, documentExtras.INE.cic),
		identificadorCiudadano: when({ type: ['INE'] }, documentExtras.INE.identificadorCiudadano),
		ocr: when({ type: ['IFE'] }, documentExtras.IFE.ocr),
		numeroEmision: when({ type: ['IFE'] }, documentExtras.IFE.numeroEmision),
	},
});
