import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { fromValidation, invalidInput, KillBError } from './errors';
import type { HasKillB } from './killB';
import { asBody, readUpload, type Upload } from './multipart';
import { type Claims, invalidToken } from './sessions';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** KillB: reachable without an access token. */
		open?: boolean;
		/** KillB: accepts a form instead of JSON. */
		multipart?: boolean;
	}
	interface FastifyRequest {
		/** KillB: the claims of the access token, on routes that need one. */
		session: Claims;
		/** KillB: the form, on routes that accept one. */
		upload: Upload;
	}
}

/**
 * The steps of every KillB request, in this order: rate limit, access token, JSON or a form, the
 * route's schema.
 */
export function guardRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.decorateRequest('session');
	app.decorateRequest('upload');

	app.addHook('onRequest', async (request, reply) => {
		const { killb } = sandbox;
		const { enabled, perSecond } = killb.settings.limits.killb;
		if (enabled) {
			// Per IP address: what the vendor counts by is not documented.
			const verdict = await killb.limits.take(request.ip);
			// The documented sample names the rate, not the burst, as the limit; Remaining never exceeds
			// it.
			reply.headers({
				'x-ratelimit-limit': String(perSecond),
				'x-ratelimit-remaining': String(Math.min(perSecond, verdict.remaining)),
				'x-ratelimit-reset': String(Math.ceil((killb.clock.now() + verdict.resetMs) / 1000)),
			});
			if (!verdict.allowed) {
				killb.rateLimited += 1;
				throw new KillBError(429, 'RATE_LIMIT', ['Too many requests']);
			}
		}
		if (request.is404 || request.routeOptions.config.open === true) return;
		const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
		if (token === undefined) throw invalidToken();
		request.session = killb.sessions.check(token);
	});

	app.addHook('preValidation', async (request) => {
		if (request.is404) return;
		if (request.routeOptions.config.multipart === true) {
			request.upload = await readUpload(request);
			sandbox.killb.uploads.push(request.upload);
			request.body = asBody(request.upload);
			return;
		}
		if (request.rawBody.length === 0) return;
		if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
			throw invalidInput(['the body must be sent as application/json']);
		}
		try {
			request.body = JSON.parse(request.rawBody.toString('utf8'));
		} catch {
			throw invalidInput(['the body is not valid JSON']);
		}
	});

	app.setNotFoundHandler((request) => {
		throw new KillBError(404, 'NOT_FOUND', [`Cannot ${request.method} ${request.originalUrl}`]);
	});

	app.setErrorHandler(async (error: FastifyError | KillBError, request, reply) => {
		if (error instanceof KillBError) return await reply.code(error.status).send(error.body());
		if (error.validation !== undefined) {
			return await reply.code(400).send(fromValidation(error.validation).body());
		}
		if (error.statusCode !== undefined && error.statusCode < 500) {
			return await reply.code(400).send(invalidInput([error.message]).body());
		}
		request.log.error(error);
		// The documented 500 body has no errorCode (killb.md 1.1).
		return await reply.code(500).send({ statusCode: '500', message: ['Internal server error'] });
	});
}

/** The `id` of the path. */
export function idOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}
