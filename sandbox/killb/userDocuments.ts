import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { invalidInput } from './errors';
import { schemaOf } from './facts';
import { findActiveUser, type User } from './userData';
import { fileOf, FORM_ROUTE, IMAGES_AND_PDF } from './multipart';

const ENDPOINTS: Array<[path: string, schema: string, type: User['type']]> = [
	['/users/person/document', 'UploadPersonDocumentDto', 'PERSON'],
	['/users/company/document', 'UploadBusinessDocumentDto', 'COMPANY'],
];

/**
 * KYC and KYB files (killb.md 3.6): 201 and no body. That each endpoint takes its own kind of user only is the sandbox's
 * reading of the two; what a file does to the user's status is not documented, so it does nothing.
 */
export function userDocumentRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	for (const [path, schema, type] of ENDPOINTS) {
		app.post(
			path,
			{ ...FORM_ROUTE, schema: { body: schemaOf(schema) } },
			async (request, reply) => {
				const { userId } = request.body as { userId: string };
				fileOf(request.upload, 'frontDocument', IMAGES_AND_PDF);
				fileOf(request.upload, 'backDocument', IMAGES_AND_PDF);
				if (findActiveUser(sandbox.killb.users, userId).type !== type) {
					throw invalidInput([`the user must be a ${type}`]);
				}
				return await reply.code(201).send();
			},
		);
	}
}
