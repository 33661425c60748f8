import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { schemaOf } from './facts';
import { findActiveUser } from './userData';

/** `/compliance/access-token` (killb.md 3.7): a token for the KYC provider's own screens, in its form. */
export function complianceRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/compliance/access-token',
		{ schema: { body: schemaOf('GenerateAccessTokenRequestDto') } },
		async (request, reply) => {
			const { id, idType } = request.body as { id: string; idType: 'userId' | 'accountId' };
			if (idType === 'userId') findActiveUser(sandbox.killb.users, id);
			else sandbox.killb.accounts.find(id);
			return await reply.code(201).send({ token: `_act-${randomUUID()}` });
		},
	);
}
