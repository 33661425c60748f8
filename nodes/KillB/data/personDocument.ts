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
import { country } from './countries';

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
		description: 'Number of the identity document',
		placeholder: 'e.g. GE04292393',
		clean: (text) => text.trim(),
	}),
	check: documentProblem,
};

export const documentCountryCode = country({
	displayName: 'Issuing Country',
	description: 'The country that issued the document, from the list or by its two-letter code',
});

export const personDocumentType = requiredChoice({
	displayName: 'Document Type',
	description: 'Type of identity document',
	options: PERSON_DOCUMENT_TYPES,
});

export const expeditionDate = day({
	displayName: 'Document Issue Date',
	description: 'Date the document was issued',
});

/** Members that one type of document requires and the others lack (killb.md 3.1). */
export const documentExtras = {
	INE: {
		cic: unmarkedText({
			displayName: 'CIC',
			description: 'CIC number on the back of the INE card; required',
			placeholder: 'e.g. 1111111111',
		}),
		identificadorCiudadano: unmarkedText({
			displayName: 'Identificador Del Ciudadano',
			description: 'Citizen identifier on the back of the INE card; required',
			placeholder: 'e.g. 1234567890',
		}),
	},
	IFE: {
		ocr: unmarkedText({
			displayName: 'OCR',
			description: 'OCR number on the back of the IFE card; required',
			placeholder: 'e.g. 1111111111',
		}),
		numeroEmision: unmarkedText({
			displayName: 'Número De Emisión',
			description: 'Issue number on the IFE card; required',
			placeholder: 'e.g. 01',
		}),
	},
};

/** PersonUserDocumentDto. */
export const personDocument = group({
	displayName: 'Document',
	description: 'The complete document. A new one may set the user back to PENDING.',
	placeholder: 'Add Document',
	fields: {
		type: named('Type', personDocumentType),
		number: named('Number', documentNumber),
		issuedCountryCode: documentCountryCode,
		expeditionDate: named('Issue Date', expeditionDate),
		cic: when({ type: ['INE'] }, documentExtras.INE.cic),
		identificadorCiudadano: when({ type: ['INE'] }, documentExtras.INE.identificadorCiudadano),
		ocr: when({ type: ['IFE'] }, documentExtras.IFE.ocr),
		numeroEmision: when({ type: ['IFE'] }, documentExtras.IFE.numeroEmision),
	},
});
