import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { control } from './control';
import { page } from './control/page';
import { kernelhost } from './kernelhost';
import { killb } from './killb';
import { breakAnswers, meetFaults, replaceAnswers } from './meetFaults';
import { translateAnswers, translateRequests } from './personalities/translate';
import { recordRequests } from './recordRequests';
import { CONTROL_ROOT, KERNELHOST_ROOT, KILLB_ROOT } from './shared/details';
import { ulid } from './shared/ulid';
import type { SandboxState } from './state';

/** Both services, the control API and its page in one server, not listening yet. */
export function buildServer(sandbox: SandboxState, logger: boolean): FastifyInstance {
	const app = Fastify({
		// Standard output has the details line, so the log goes to standard error.
		logger: logger && { level: 'info', stream: process.stderr },
		genReqId: () => ulid(),
		exposeHeadRoutes: false,
		rewriteUrl: rewriteMalformed,
		routerOptions: { maxParamLength: 2048 },
		forceCloseConnections: true,
		bodyLimit: 12 * 1024 * 1024,
		// No type is coerced: the sandbox is strict.
		ajv: {
			customOptions: {
				coerceTypes: false,
				removeAdditional: false,
				useDefaults: false,
				allErrors: true,
			},
		},
	});
	// A body that a client sends with GET or DELETE is part of its signature.
	for (const method of ['GET', 'DELETE']) {
		app.addHttpMethod(method, { hasBody: true, overrideExisting: true });
	}
	// The order of the hooks of an answer: counted, translated, replaced, recorded, broken.
	countWrites(app, sandbox);
	translateAnswers(app, sandbox);
	replaceAnswers(app);
	recordRequests(app, sandbox.journal, sandbox.clock);
	meetFaults(app, sandbox);
	translateRequests(app, sandbox);
	breakAnswers(app);
	app.register(kernelhost(sandbox), { prefix: KERNELHOST_ROOT });
	app.register(killb(sandbox), { prefix: KILLB_ROOT });
	app.register(control(sandbox), { prefix: CONTROL_ROOT });
	app.register(page);
	return app;
}

/**
 * A request target that can't be decoded is routed to a path that does not exist below the same API
 * root, so that it is recorded, authenticated and answered like any other unknown path.
 * `originalUrl` keeps the original.
 */
function rewriteMalformed({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
	try {
		decodeURIComponent(url.split('?')[0] ?? '');
		return url;
	} catch {
		const root = [KERNELHOST_ROOT, KILLB_ROOT].find((prefix) => url.startsWith(`${prefix}/`));
		return `${root ?? ''}/malformed`;
	}
}

/**
 * Counts the writes that a service answered with 2xx, even if a fault replaced the answer, by
 * method and route below the API's root, e.g. `POST /users/:id/documents`. A repetition that got
 * the earlier answer again counts too: it was answered.
 */
function countWrites(app: FastifyInstance, sandbox: SandboxState): void {
	app.addHook('onSend', async (request, reply, payload) => {
		const { journalEntry, fault, method, routeOptions } = request;
		const acted = fault === null || fault.kind !== 'status' || fault.carriedOut;
		if (journalEntry === null || method === 'GET' || !acted) return payload;
		if (reply.statusCode < 200 || reply.statusCode > 299) return payload;
		const root = journalEntry.service === 'killb' ? KILLB_ROOT : KERNELHOST_ROOT;
		const route = `${method} ${(routeOptions.url ?? '').slice(root.length)}`;
		const { writes } = sandbox[journalEntry.service];
		writes.set(route, (writes.get(route) ?? 0) + 1);
		return payload;
	});
}
