import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { accountFileRoutes } from './account-files';
import { accountRoutes } from './accounts';
import { authRoutes } from './auth';
import { passwordRoutes } from './auth-password';
import { secondFactorRoutes } from './auth-second-factor';
import { signupRoutes } from './auth-signup';
import { bankRoutes } from './banks';
import { complianceRoutes } from './compliance';
import { customerRoutes } from './customers';
import { openApiRoutes } from './open-api';
import { payoutRoutes } from './payouts';
import { documentRoutes } from './documents';
import { quotationRoutes } from './quotations';
import { rampDocumentRoutes } from './ramp-documents';
import { rampRoutes } from './ramps';
import { fakerRoutes } from './faker';
import { favoriteRoutes } from './favorite';
import { guardRoutes } from './routing';
import { userDocumentRoutes } from './user-documents';
import { depositInstructionRoutes, savingsRoutes } from './savings';
import { userRoutes } from './users';
import { virtualAccountRoutes } from './virtual-accounts';
import { webhookRoutes } from './webhooks';

/** KillB's API below `/api/v2`; one file per resource. */
export function killb(state: SandboxState) {
	return async (app: FastifyInstance): Promise<void> => {
		guardRoutes(app, state);
		authRoutes(app, state);
		signupRoutes(app, state);
		secondFactorRoutes(app, state);
		passwordRoutes(app, state);
		openApiRoutes(app);
		userRoutes(app, state);
		userDocumentRoutes(app, state);
		favoriteRoutes(app, state);
		complianceRoutes(app, state);
		accountRoutes(app, state);
		accountFileRoutes(app, state);
		bankRoutes(app);
		customerRoutes(app, state);
		documentRoutes(app, state);
		quotationRoutes(app, state);
		rampRoutes(app, state);
		fakerRoutes(app, state);
		payoutRoutes(app, state);
		rampDocumentRoutes(app, state);
		savingsRoutes(app, state);
		depositInstructionRoutes(app, state);
		virtualAccountRoutes(app, state);
		webhookRoutes(app, state);
	};
}
