import type { FastifyInstance } from 'fastify';
import { ACCOUNT } from '../shared/details';
import type { HasKernelHost } from './kernelHost';
import { invoicePdf } from './invoicePdf';
import { paged } from './lists';
import { notFound } from './problem';
import { idParam } from './routing';

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
