import type { FastifyInstance } from 'fastify';
import type { HasKillB } from './killB';
import { accountFileRoutes } from './accountFiles';
import { accountRoutes } from './accounts';
import { authRoutes } from './auth';
import { passwordRoutes } from './authPassword';
import { secondFactorRoutes } from './authSecondFactor';
import { signupRoutes } from './authSignup';
import { bankRoutes } from './banks';
import { complianceRoutes } from './compliance';
import { customerRoutes } from './customers';
import { openApiRoutes } from './openApi';
import { payoutRoutes } from './payouts';
import { documentRoutes } from './documents';
import { quotationRoutes } from './quotations';
import { rampDocumentRoutes } from './rampDocuments';
import { rampRoutes } from './ramps';
import { fakerRoutes } from './faker';
import { favoriteRoutes } from './favorite';
import { guardRoutes } from './routing';
import { userDocumentRoutes } from './userDocuments';
import { depositInstructionRoutes, savingsRoutes } from './savings';
import { userRoutes } from './users';
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
