import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z, ZodError } from 'zod';
import type { HasKernelHost } from '../kernelhost/kernelHost';
import type { HasKillB } from '../killb/killB';
import { detailsAt } from '../shared/details';
import {
	type ActivePersonalities,
	PERSONALITIES,
	personalityNames,
	type PersonalityName,
} from '../personalities';
import type { Environment } from '../shared/environment';
import { type Faults, faultSchema, serviceSchema } from '../shared/faults';
import type { Journal } from '../shared/journal';
import { settingsSchema, type SettingsSection } from '../shared/settings';
import { choiceRoutes } from './choices';
import { eventRoutes } from './events';
import { journalRoutes } from './journal';
import { killbRoutes } from './killb';
import { ownPageOnly } from './page';
import { recordRoutes } from './records';
import { stateRoutes } from './states';

/** What the control API controls. */
interface Controlled extends Environment, HasKernelHost, HasKillB {
	readonly journal: Journal;
	readonly faults: Faults;
	readonly personalities: ActivePersonalities;
	personify(names: readonly PersonalityName[]): void;
	reset(): void;
}

/**
 * The control API, by which a test or a person controls the sandbox. Documented in
 * sandbox/README.md.
 */
export function control(sandbox: Controlled) {
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

		journalRoutes(app, sandbox.journal);
		faultRoutes(app, sandbox.faults);
		settingsRoutes(app, sandbox);
		personalityRoutes(app, sandbox);
		eventRoutes(app, sandbox);
		choiceRoutes(app, sandbox);
		recordRoutes(app, sandbox);
		stateRoutes(app, sandbox);
		killbRoutes(app, sandbox);

		app.get('/details', async (request) => detailsAt(`http://${request.host}`));
		app.post('/reset', async () => {
			sandbox.reset();
			return { reset: true };
		});
	};
}

const faultsBody = z.object({ faults: z.array(faultSchema) }).strict();
const faultsQuery = z.object({ service: serviceSchema.optional() }).strict();

/**
 * `POST /faults` adds failures that the next matching requests meet, `GET` lists the remaining
 * ones, `DELETE` removes them, with `?service=` those of one service.
 */
function faultRoutes(app: FastifyInstance, faults: Faults): void {
	app.post('/faults', async (request) => {
		faults.add(faultsBody.parse(request.body).faults);
		return { faults: faults.list() };
	});

	app.get('/faults', async () => ({ faults: faults.list() }));

	app.delete('/faults', async (request, reply) => {
		faults.clear(faultsQuery.parse(request.query).service);
		return await reply.code(204).send();
	});
}

/**
 * `GET /settings`, and `PUT /<section>` with the members to change: clock, tokens, scopes, limits
 * and so on.
 */
function settingsRoutes(app: FastifyInstance, environment: Environment): void {
	app.get('/settings', async () => environment.settings);

	const changes = settingsSchema.deepPartial().shape;
	for (const section of Object.keys(settingsSchema.shape) as SettingsSection[]) {
		app.put(`/${section}`, async (request) =>
			environment.update(section, changes[section].unwrap().parse(request.body) as never),
		);
	}
}

const personalitiesBody = z.object({ names: z.array(z.string()) }).strict();

/**
 * `GET /personalities`: which ones exist and are active; `PUT /personalities` with `{names}`
 * replaces the active ones.
 */
function personalityRoutes(app: FastifyInstance, sandbox: Controlled): void {
	const list = () =>
		Object.entries(PERSONALITIES).map(([name, { service, assumption, differs }]) => ({
			...{ name, service, assumption, differs },
			active: sandbox.personalities.names.includes(name as PersonalityName),
		}));

	app.get('/personalities', async () => list());

	app.put('/personalities', async (request) => {
		const { names } = personalitiesBody.parse(request.body);
		try {
			sandbox.personify(personalityNames(names));
		} catch (error) {
			throw Object.assign(error as Error, { statusCode: 400 });
		}
		return list();
	});
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
