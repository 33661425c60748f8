import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SignableDocument } from './documentData';
import { invalidInput, KillBError, notFound } from './errors';
import type { HasKillB, KillB } from './killB';
import { idOf } from './routing';
import { CUSTOMER_ID } from './seededIds';

/**
 * `/documents` (killb.md 9), with 201 for reads too, as the vendor's document says. No body, error
 * code or rule is documented for any of them: what is rejected, and how, is the sandbox's own
 * choice.
 */
export function documentRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get('/documents', async (_request, reply) => {
		return await reply.code(201).send({ documents: [...sandbox.killb.documents.byId.values()] });
	});

	app.get('/documents/:id', async (request, reply) => {
		return await reply.code(201).send(find(sandbox.killb, request));
	});

	app.post('/documents/sign/:id', async (request, reply) => {
		rejectBody(request);
		const document = find(sandbox.killb, request);
		if (document.status === 'SIGNED') {
			throw new KillBError(409, 'DOCUMENT.SIGNED', ['The document is signed already']);
		}
		const { id, documentUrl, status } = sandbox.killb.documents.sign(document);
		return await reply
			.code(201)
			.send({ message: 'Document signed successfully', documentId: id, documentUrl, status });
	});

	// The answer mentions documents that were not found, so the live service may accept ids; without
	// a documented body, the call is read as "sign all".
	app.post('/documents/sign/bulk', async (request, reply) => {
		rejectBody(request);
		const documents = [...sandbox.killb.documents.byId.values()];
		const pending = documents.filter(({ status }) => status === 'PENDING');
		const signed = documents.filter(({ status }) => status === 'SIGNED');
		const answer = {
			message: 'Documents signed successfully',
			documentsSigned: pending.map(({ id }) => id),
			documentAlreadySignedOrNotFound: signed.map(({ id }) => id),
		};
		for (const document of pending) sandbox.killb.documents.sign(document);
		return await reply.code(201).send(answer);
	});

	app.post('/documents/generate/:customerId', async (request, reply) => {
		rejectBody(request);
		const { customerId } = request.params as { customerId: string };
		if (customerId !== CUSTOMER_ID) {
			throw notFound('CUSTOMER.NOT_FOUND', 'Customer', 'customerId', customerId);
		}
		const { id } = sandbox.killb.documents.add('Transaction Report', 'TRANSACTION_REPORT');
		return await reply
			.code(201)
			.send({ message: 'Documents generated successfully', documents: [id] });
	});
}

/** Ignoring a list of ids would sign more than the caller intends. */
function rejectBody({ body }: FastifyRequest): void {
	if (body === undefined || body === null) return;
	if (typeof body === 'object' && Object.keys(body).length === 0) return;
	throw invalidInput(['no body is documented for this call']);
}

function find(killb: KillB, request: FastifyRequest): SignableDocument {
	const id = idOf(request);
	const document = killb.documents.byId.get(id);
	if (document !== undefined) return document;
	throw notFound('DOCUMENT.NOT_FOUND', 'Document', 'documentId', id);
}
