import PDFDocument from 'pdfkit';
import type { Invoice } from './kernelHost';

/** A small but real PDF of one page: the invoice's lines as text. */
export async function invoicePdf(invoice: Invoice, customer: string): Promise<Buffer> {
	// Uncompressed, so that a test or a person can read the text in the file.
	const document = new PDFDocument({
		size: 'A4',
		compress: false,
		info: { Title: invoice.number },
	});
	const chunks: Buffer[] = [];
	const finished = new Promise<void>((resolve, reject) => {
		document.on('data', (chunk: Buffer) => chunks.push(chunk));
		document.on('end', resolve);
		document.on('error', reject);
	});
	document.fontSize(20).text(`Invoice ${invoice.number}`);
	document.moveDown().fontSize(11);
	for (const line of [
		`Issued: ${invoice.issued_at.slice(0, 10)}`,
		`Customer: ${customer}`,
		`Item: ${invoice.description}`,
		`Amount: ${invoice.amount} ${invoice.currency} (${invoice.status})`,
		'This invoice comes from a sandbox. Nothing is owed.',
	]) {
		document.text(line);
	}
	document.end();
	await finished;
	return Buffer.concat(chunks);
}
