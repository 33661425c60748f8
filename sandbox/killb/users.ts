import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxState } from '../state';
import type { User } from './data';
import { fromValidation, KillBError } from './errors';
import { sendKillBEvent } from './events';
import { querySchemaOf, schemaOf, type JsonSchema } from './facts';
import { paged } from './lists';
import { matching } from './user-filters';
import { checkUserData, emailTaken, isPending } from './user-rules';

const DATA_TYPES = { PERSON: 'CreatePersonUserDto', COMPANY: 'CreateCompanyUserDto' } as const;
const UPDATE_TYPES = { PERSON: 'UpdatePersonUserDto', COMPANY: 'UpdateCompanyUserDto' } as const;

/** `/users` without the uploads (killb.md section 3). */
export function userRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/users', { schema: { body: createSchema() } }, async (request, reply) => {
		const { type, data, externalId } = request.body as Pick<User, 'type' | 'data' | 'externalId'>;
		const known = externalId === undefined ? undefined : findByExternalId(state, externalId);
		if (known !== undefined) return await reply.code(201).send(repeated(state, known));
		checkUserData(type, data, state.clock);
		if (emailTaken(state, data['email'])) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		const user = state.killb.addUser(type, data, {
			status: state.settings.killb.newUserStatus,
			...(externalId === undefined ? {} : { externalId }),
		});
		void sendKillBEvent(state, { event: 'USER', action: 'CREATE', data: user });
		return await reply.code(201).send(user);
	});

	app.get(
		'/users',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/users') } },
		async (request) =>
			paged(request, 'users', [...state.killb.users.values()].filter(matching(request))),
	);

	app.get('/users/:id', async (request) => find(state, request));

	app.patch('/users/:id', async (request) => {
		const user = findActive(state, request);
		validateUpdate(request, user.type);
		const changes = request.body as Record<string, unknown>;
		checkUserData(user.type, { ...user.data, ...changes }, state.clock);
		if (emailTaken(state, changes['email'], user.id)) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		Object.assign(user.data, changes);
		// "May trigger re-verification" (section 3.4): here a new document always does.
		if (changes['document'] !== undefined) user.status = 'PENDING';
		user.updatedAt = state.clock.iso();
		void sendKillBEvent(state, { event: 'USER', action: 'UPDATE', data: user });
		return user;
	});

	app.delete('/users/:id', async (request, reply) => {
		const user = findActive(state, request);
		if (
			[...state.killb.ramps.values()].some((ramp) => ramp.userId === user.id && isPending(ramp))
		) {
			// Documented rule without a documented code (section 3.5): the code is the sandbox's own choice.
			throw new KillBError(
				400,
				'USER.PENDING_RAMPS',
				['The user has pending ramps'],
				[idArgument(user.id)],
			);
		}
		user.active = false;
		user.updatedAt = state.clock.iso();
		void sendKillBEvent(state, { event: 'USER', action: 'DELETE', data: user });
		return await reply.code(200).send();
	});
}

/** `data` follows `type`: each has its own members. */
function createSchema(): JsonSchema {
	return {
		...schemaOf('CreateUserDto'),
		properties: {
			type: { enum: ['PERSON', 'COMPANY'] },
			externalId: { type: 'string' },
			data: { type: 'object' },
		},
		allOf: Object.entries(DATA_TYPES).map(([type, name]) => ({
			if: { properties: { type: { const: type } }, required: ['type'] },
			then: { properties: { data: schemaOf(name) } },
		})),
	};
}

/** The schema of an update depends on what is stored, so it cannot stand on the route. */
function validateUpdate(request: FastifyRequest, type: User['type']): void {
	const schema = UPDATE_SCHEMAS[type];
	const validate =
		request.getValidationFunction(schema) ?? request.compileValidationSchema(schema, 'body');
	if (!validate(request.body ?? null)) throw fromValidation(validate.errors ?? []);
}

const UPDATE_SCHEMAS = {
	PERSON: schemaOf(UPDATE_TYPES.PERSON),
	COMPANY: schemaOf(UPDATE_TYPES.COMPANY),
};

function find(state: SandboxState, request: FastifyRequest): User {
	const { id } = request.params as { id: string };
	const user = state.killb.users.get(id);
	if (user === undefined)
		throw new KillBError(404, 'USER.0001', ['User not found'], [idArgument(id)]);
	return user;
}

/** A deleted user can still be read (its data is kept), but no longer changed: the sandbox's own choice. */
function findActive(state: SandboxState, request: FastifyRequest): User {
	const user = find(state, request);
	if (!user.active)
		throw new KillBError(404, 'USER.0001', ['User not found'], [idArgument(user.id)]);
	return user;
}

function idArgument(id: string): { key: string; value: string } {
	return { key: 'userId', value: id };
}

function findByExternalId(state: SandboxState, externalId: string): User | undefined {
	return [...state.killb.users.values()].find(
		(user) => user.active && user.externalId === externalId,
	);
}

/** The same record again, or a conflict: not documented, so a setting. */
function repeated(state: SandboxState, user: User): User {
	if (state.settings.killb.repeatedExternalId === 'same') return user;
	throw new KillBError(409, 'USER.EXTERNAL_ID', ['externalId already exists']);
}
