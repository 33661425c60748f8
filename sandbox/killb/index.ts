import type { FastifyInstance } from 'fastify';
import { accountFileRoutes } from './accountFiles';
import { accountRoutes } from './accounts';
import { authRoutes, signupRoutes } from './auth';
import { bankRoutes } from './banks';
import { customerRoutes } from './customers';
import { documentRoutes } from './documents';
import type { HasKillB } from './killB';
import { openApiRoutes } from './openApi';
import { payoutRoutes } from './payouts';
import { quotationRoutes } from './quotations';
import { fakerRoutes, rampDocumentRoutes, rampRoutes } from './ramps';
import { guardRoutes } from './routing';
import { depositInstructionRoutes, savingsRoutes } from './savings';
import { passwordRoutes, secondFactorRoutes } from './secondFactor';
import { complianceRoutes, favoriteRoutes, userDocumentRoutes, userRoutes } from './users';
import { virtualAccountRoutes } from './virtualAccounts';
import { webhookRoutes } from './webhooks';

/** KillB's API below `/api/v2`; one file per resource. */
export function killb(sandbox: HasKillB) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, sandbox);
		authRoutes(app, sandbox);
		signupRoutes(app, sandbox);
		secondFactorRoutes(app, sandbox);
		passwordRoutes(app, sandbox);
		openApiRoutes(app);
		userRoutes(app, sandbox);
		userDocumentRoutes(app, sandbox);
		favoriteRoutes(app, sandbox);
		complianceRoutes(app, sandbox);
		accountRoutes(app, sandbox);
		accountFileRoutes(app, sandbox);
		bankRoutes(app);
		customerRoutes(app, sandbox);
		documentRoutes(app, sandbox);
		quotationRoutes(app, sandbox);
		rampRoutes(app, sandbox);
		fakerRoutes(app, sandbox);
		payoutRoutes(app, sandbox);
		rampDocumentRoutes(app, sandbox);
		savingsRoutes(app, sandbox);
		depositInstructionRoutes(app, sandbox);
		virtualAccountRoutes(app, sandbox);
		webhookRoutes(app, sandbox);
	};
}
