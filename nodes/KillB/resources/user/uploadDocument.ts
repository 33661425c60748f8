import type { INodePropertyOptions } from 'n8n-workflow';
import type { FileKind } from '../../../../core/http/file';
import type { FormPart } from '../../../../core/http/multipart';
import {
	additionalInputs,
	choice,
	described,
	type ExecutionContext,
	file,
	type FileInput,
	inputFile,
	operation,
	OR_EARLIER_FILE,
	resultsOf,
} from '../../../shared/operation';
import { documentFile, MAXIMUM_USER_FILE } from '../../documentFile';
import { userLocator } from '../../locators';

/** killb.md 3.6 */
const KINDS: readonly FileKind[] = ['JPG', 'PNG', 'PDF'];

const FRONT = 'Input Binary Field (Front)';
const BACK = 'Input Binary Field (Back)';

/**
 * Declares POST /api/v2/users/{person|company}/document, a form with files (killb.md 3.6). The
 * answer is empty. A second upload may add to the first one or replace it: that is not documented.
 */
export function uploadDocument(
	of: 'person' | 'company',
	options: readonly INodePropertyOptions[],
	words: { name: string; action: string; description: string },
) {
	return operation({
		...words,
		endpoint: `POST /api/v2/users/${of}/document`,
		fields: {
			userId: userLocator,
			documentType: choice({
				displayName: 'Document Type',
				description: 'Type of the document in the file',
				options,
			}),
			frontFile: described(
				{
					displayName: FRONT,
					hint: `The name of the input binary field with a JPG, PNG or PDF of up to 10 MB, ${OR_EARLIER_FILE}`,
				},
				inputFile,
			),
			additionalFields: additionalInputs({
				backFile: file({
					displayName: BACK,
					description: 'The name of the input binary field with the back of the document',
					placeholder: 'e.g. back',
				}),
			}),
		},
		mayBeEmpty: true,
		run: async ({ values, request, executionContext }) => {
			const { userId, documentType, frontFile, additionalFields } = values;
			const { backFile } = additionalFields;
			const form: FormPart[] = [
				{ name: 'userId', value: userId },
				{ name: 'documentType', value: documentType },
				await filePart('frontDocument', frontFile, FRONT, executionContext),
			];
			if (backFile !== undefined) {
				form.push(await filePart('backDocument', backFile, BACK, executionContext));
			}
			const answer = await request({ form });
			if (answer.body !== undefined) return resultsOf(answer);
			return { uploaded: true, userId, documentType };
		},
	});
}

async function filePart(
	name: string,
	input: FileInput,
	label: string,
	executionContext: ExecutionContext,
): Promise<FormPart> {
	return {
		name,
		file: documentFile(await executionContext.readFile(input), label, KINDS, MAXIMUM_USER_FILE),
	};
}
