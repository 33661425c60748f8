import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { detailsAt } from '../details';
import { ownPageOnly } from '../own-page-only';
import type { SandboxState } from '../state';
import { bulkJobRoutes } from './bulk-jobs';
import { choiceRoutes } from './choices';
import { eventRoutes } from './events';
import { faultRoutes } from './faults';
import { journalRoutes } from './journal';
import { kycRoutes } from './kyc';
import { recordRoutes } from './records';
import { settingsRoutes } from './settings';
import { stateRoutes } from './states';
import { tokenRoutes } from './tokens';
import { manyUserRoutes } from './users';
import { webhookRoutes } from './webhooks';

/** The control API: what a test or a person does to the sandbox. Documented in sandbox/README.md. */
export function control(state: SandboxState) {
	return async (app: FastifyInstance): Promise<void> => {
		ownPageOnly(app);
		app.addHook('preValidation', async (request) => {
			if (request.rawBody.length > 0) request.body = parse(request);
		});
		app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
			const status = error instanceof ZodError ? 400 : (error.statusCode ?? 500);
			return await reply.code(status).send({ error: messageOf(error) });
		});
		app.setNotFoundHandler(async (request, reply) => {
			return await reply.code(404).send({ error: `No ${request.method} ${request.url}` });
		});

		journalRoutes(app, state);
		eventRoutes(app, state);
		webhookRoutes(app, state);
		settingsRoutes(app, state);
		faultRoutes(app, state);
		stateRoutes(app, state);
		kycRoutes(app, state);
		manyUserRoutes(app, state);
		bulkJobRoutes(app, state);
		tokenRoutes(app, state);
		recordRoutes(app, state);
		choiceRoutes(app, state);

		app.get('/details', async (request) => detailsAt(`http://${request.host}`));
		app.get('/mails', async () => state.killb.logins.mails);
		app.post('/reset', async () => {
			state.reset();
			return { reset: true };
		});
	};
}

function parse(request: FastifyRequest): unknown {
	try {
		return JSON.parse(request.rawBody.toString('utf8'));
	} catch {
		throw Object.assign(new Error('The body is not valid JSON.'), { statusCode: 400 });
	}
}

function messageOf(error: Error): string {
	if (!(error instanceof ZodError)) return error.message;
	return error.issues
		.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
		.join('; ');
}
