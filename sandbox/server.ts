import Fastify, { type FastifyInstance } from 'fastify';
import { countWrites } from './carried-out';
import { control } from './control';
import { CONTROL_ROOT, KERNELHOST_ROOT, KILLB_ROOT } from './details';
import { ulid } from './ids';
import { recordRequests } from './journaling';
import { kernelhost } from './kernelhost';
import { killb } from './killb';
import { rewriteMalformed } from './malformed-target';
import { breakAnswers, meetFaults, replaceAnswers } from './meeting-faults';
import { page } from './serve-page';
import type { SandboxState } from './state';

/** Both services, the control API and its page in one server, not listening yet. */
export function buildServer(state: SandboxState, logger: boolean): FastifyInstance {
	const app = Fastify({
		// Standard output carries the details line, so the log goes to standard error.
		logger: logger && { level: 'info', stream: process.stderr },
		genReqId: () => ulid(),
		exposeHeadRoutes: false,
		rewriteUrl: rewriteMalformed,
		routerOptions: { maxParamLength: 2048 },
		forceCloseConnections: true,
		bodyLimit: 12 * 1024 * 1024,
		// A type is never bent to fit: the sandbox is strict.
		ajv: {
			customOptions: {
				coerceTypes: false,
				removeAdditional: false,
				useDefaults: false,
				allErrors: true,
			},
		},
	});
	// A body that a client sends with GET or DELETE is part of what it must have signed.
	for (const method of ['GET', 'DELETE']) {
		app.addHttpMethod(method, { hasBody: true, overrideExisting: true });
	}
	// The order in which answers pass: counted, replaced, recorded, broken.
	countWrites(app, state);
	replaceAnswers(app);
	recordRequests(app, state);
	meetFaults(app, state);
	breakAnswers(app);
	app.register(kernelhost(state), { prefix: KERNELHOST_ROOT });
	app.register(killb(state), { prefix: KILLB_ROOT });
	app.register(control(state), { prefix: CONTROL_ROOT });
	app.register(page);
	return app;
}
