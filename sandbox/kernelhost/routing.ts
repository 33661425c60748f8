import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from './authentication';
import type { HasKernelHost, KernelHost } from './kernelHost';
import { limitHeaders } from './limits';
import { invalid, notFound, Problem, sendProblem } from './problem';

declare module 'fastify' {
	interface FastifyContextConfig {
		/**
		 * KernelHost: the scope that a route needs; `any` valid key, or `public` without a signature.
		 */
		scope?: string;
	}
}

/**
 * The steps of every KernelHost request, in this order: IP limit, signature, key limit, scope,
 * JSON.
 */
export function guardRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	app.addHook('onRequest', async (request, reply) => {
		reply.header('x-request-id', request.id);
		const { kernelhost } = sandbox;
		const limits = kernelhost.settings.limits.kernelhost;
		if (!limits.enabled) return;
		const verdict = await kernelhost.limits.takeForIp(request.ip);
		if (verdict.allowed) return;
		reply.headers(limitHeaders(verdict, kernelhost.clock.now(), limits));
		throw tooMany(kernelhost);
	});

	// Runs after the raw body is read, and before it is parsed.
	app.addHook('preValidation', async (request, reply) => {
		const scope = request.routeOptions.config.scope ?? 'any';
		if (scope === 'public') return;
		const { kernelhost } = sandbox;
		authenticate(request, kernelhost);

		const limits = kernelhost.settings.limits.kernelhost;
		if (limits.enabled) {
			const verdict = await kernelhost.limits.takeForKey(String(request.headers['kh-key']));
			reply.headers(limitHeaders(verdict, kernelhost.clock.now(), limits));
			if (!verdict.allowed) throw tooMany(kernelhost);
		}
		if (scope !== 'any' && !kernelhost.settings.scopes.scopes.includes(scope)) {
			throw new Problem('forbidden_scope', `This key lacks the scope ${scope}.`, {
				reason: 'missing_scope',
			});
		}
	});

	app.setNotFoundHandler(() => {
		throw notFound();
	});

	app.setErrorHandler(async (error, request, reply) => {
		if (error instanceof Problem) return await sendProblem(reply, error);
		// Errors of the HTTP layer itself, such as a body that is too large.
		const { statusCode, message } = error as { statusCode?: number; message?: string };
		if (statusCode !== undefined && statusCode < 500) {
			return await sendProblem(reply, invalid('body', message ?? 'The request is not valid.'));
		}
		request.log.error(error);
		return await sendProblem(
			reply,
			new Problem('internal_error', 'Something went wrong in the sandbox. Quote the request id.'),
		);
	});
}

/**
 * The body as a JSON object. The vendor's samples send `application/json`; anything else is
 * rejected here.
 * @throws Problem 400
 */
export function jsonBody(request: FastifyRequest): Record<string, unknown> {
	if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
		throw invalid('Content-Type', 'The body must be sent as application/json.');
	}
	let body: unknown;
	try {
		body = JSON.parse(request.rawBody.toString('utf8'));
	} catch {
		throw invalid('body', 'The body is not valid JSON.');
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw invalid('body', 'The body must be a JSON object.');
	}
	return body as Record<string, unknown>;
}

/** An id from the path; anything but a plain positive integer is an object that does not exist. */
export function idParam(request: FastifyRequest): number {
	const { id } = request.params as { id: string };
	if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound();
	return Number(id);
}

function tooMany(kernelhost: KernelHost): Problem {
	kernelhost.rateLimited += 1;
	return new Problem('rate_limited', 'Too many requests. Wait as long as Retry-After says.');
}
