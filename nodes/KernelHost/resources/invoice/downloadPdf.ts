import { fileInAnswer } from '../../../../core/kernelhost/pdf';
import { buildPath } from '../../../../core/http/path';
import { requiredText } from '../../../shared/fields/textField';
import { ItemWithFiles, operation } from '../../../shared/operation/operation';
import { invoiceLocator } from '../../locators';

/**
 * GET /v1/billing/invoices/{id}/pdf. The page says both that it is a PDF and that every endpoint answers JSON (kernelhost.md
 * C5), so both are read: the bytes of a PDF, or JSON that holds one.
 */
export const downloadPdf = operation({
	name: 'Download PDF',
	action: 'Download invoice PDF',
	description: 'Read the PDF of an invoice as a file',
	endpoint: 'GET /v1/billing/invoices/{invoiceId}/pdf',
	fields: {
		invoiceId: invoiceLocator,
		binaryProperty: requiredText({
			displayName: 'Put Output File in Field',
			hint: 'The name of the output binary field to put the file in',
			default: 'data',
		}),
	},
	run: async ({ values: { invoiceId, binaryProperty }, api, surroundings }) => {
		const path = buildPath('/v1/billing/invoices/{invoiceId}/pdf', { invoiceId });
		const answer = await api.send({ method: 'GET', path, repeatable: true, file: true });
		const pdf = fileInAnswer(answer, `invoice-${invoiceId}.pdf`);
		const file = await surroundings.storeFile(pdf.bytes, pdf.fileName, 'application/pdf');
		return new ItemWithFiles({ invoiceId, fileName: pdf.fileName }, { [binaryProperty]: file });
	},
});
