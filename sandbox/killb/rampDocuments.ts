import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { invalidInput } from './errors';
import { fileOf, FORM_ROUTE } from './multipart';
import { putRamp } from './rampLife';
import { findRamp } from './ramps';

/** `POST /ramps/{id}/documents` (killb.md 7): a PDF under any name; the names that there are, are not documented. */
export function rampDocumentRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	const body = {
		type: 'object',
		required: ['documentType', 'file'],
		additionalProperties: false,
		properties: { documentType: { type: 'string', minLength: 1 }, file: { type: 'string' } },
	};
	app.post('/ramps/:id/documents', { ...FORM_ROUTE, schema: { body } }, async (request, reply) => {
		const ramp = findRamp(sandbox.killb, (request.params as { id: string }).id);
		const { documentType } = request.body as { documentType: string };
		if (fileOf(request.upload, 'file', ['application/pdf']) === undefined) {
			throw invalidInput(['file must be a file']);
		}
		const document = {
			documentType,
			filePath: `ramps/${ramp.id}/${documentType}.pdf`,
			uploadedAt: sandbox.killb.clock.iso(),
		};
		const documents = [...((ramp['documents'] ?? []) as object[]), document];
		putRamp(sandbox.killb, ramp.id, { documents });
		return await reply.code(201).send(document);
	});
}
