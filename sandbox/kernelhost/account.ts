import type { FastifyInstance } from 'fastify';
import PDFDocument from 'pdfkit';
import { ACCOUNT } from '../shared/details';
import type { HasKernelHost, Invoice } from './kernelHost';
import { paged } from './lists';
import { notFound } from './problem';
import { idParam } from './routing';

/** `/v1/health` and `/v1/me`; their fields are the sandbox's own choice. */
export function accountRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	app.get('/v1/health', { config: { scope: 'public' } }, async () => ({
		status: 'ok',
		time: sandbox.kernelhost.clock.iso(),
	}));

	app.get('/v1/me', { config: { scope: 'any' } }, async () => ({
		account: { id: 1, name: 'Sandbox Reseller', email: ACCOUNT.email, currency: 'EUR' },
		key: {
			id: ACCOUNT.keyId,
			scopes: sandbox.kernelhost.settings.scopes.scopes,
			ip_whitelist: sandbox.kernelhost.settings.key.allowedIps,
		},
	}));
}

/** `/v1/billing`: balance, invoices and their PDFs; all shapes are the sandbox's own choice. */
export function billingRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	const options = { config: { scope: 'read:billing' } };

	app.get('/v1/billing/balance', options, async () => ({
		balance: sandbox.kernelhost.settings.account.balance,
		currency: 'EUR',
	}));

	app.get('/v1/billing/invoices', options, async (request) =>
		paged(sandbox.kernelhost, request, 'invoices', [...sandbox.kernelhost.invoices.values()]),
	);

	app.get('/v1/billing/invoices/:id/pdf', options, async (request, reply) => {
		const invoice = sandbox.kernelhost.invoices.get(idParam(request));
		if (invoice === undefined) throw notFound();
		const pdf = await invoicePdf(invoice, ACCOUNT.email);
		const name = `${invoice.number}.pdf`;
		// Binary or JSON is a setting (kernelhost.md 10.5).
		if (sandbox.kernelhost.settings.invoices.pdfFormat === 'json') {
			return { filename: name, content_type: 'application/pdf', data: pdf.toString('base64') };
		}
		return await reply
			.type('application/pdf')
			.header('content-disposition', `attachment; filename="${name}"`)
			.send(pdf);
	});
}

/** A small but real PDF of one page: the invoice's lines as text. */
async function invoicePdf(invoice: Invoice, customer: string): Promise<Buffer> {
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
