import { inputFile, operation, requiredText, resultsOf } from '../../../shared/operation';
import { documentFile } from '../../documentFile';
import { rampLocator } from '../../locators';

/** The type is free text in the specification; SOURCE_OF_FUNDS is its only example (killb.md 7). */
export const uploadDocument = operation({
	name: 'Upload Document',
	action: 'Upload document of ramp',
	description: 'Upload a PDF to a ramp, such as a proof of the source of funds',
	endpoint: 'POST /api/v2/ramps/{rampId}/documents',
	fields: {
		rampId: rampLocator,
		documentType: requiredText({
			displayName: 'Document Type',
			description: 'Type of the document. KillB documents no list; its example is SOURCE_OF_FUNDS.',
			placeholder: 'e.g. SOURCE_OF_FUNDS',
		}),
		binaryPropertyName: inputFile,
	},
	run: async ({ values: { documentType, binaryPropertyName }, request, executionContext }) => {
		const given = await executionContext.readFile(binaryPropertyName);
		const file = documentFile(given, inputFile.property.displayName, ['PDF']);
		const form = [
			{ name: 'documentType', value: documentType.trim() },
			{ name: 'file', file },
		];
		return resultsOf(await request({ form }));
	},
});
