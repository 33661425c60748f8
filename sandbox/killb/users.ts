import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HasKillB } from './killB';
import { KillBError } from './errors';
import { repeated } from './externalIds';
import { querySchemaOf, schemaOf, type JsonSchema } from './facts';
import { isPending } from './rampData';
import { findActiveUser, findUser, kycState, type User } from './userData';
import { paged } from './lists';
import { matching } from './userFilters';
import { checkUserData, emailTaken } from './userRules';
import { validate } from './validation';

const DATA_TYPES = { PERSON: 'CreatePersonUserDto', COMPANY: 'CreateCompanyUserDto' } as const;
const UPDATE_TYPES = { PERSON: 'UpdatePersonUserDto', COMPANY: 'UpdateCompanyUserDto' } as const;

/** `/users` without the uploads (killb.md 3). */
export function userRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post('/users', { schema: { body: createSchema() } }, async (request, reply) => {
		const { type, data, externalId } = request.body as Pick<User, 'type' | 'data' | 'externalId'>;
		const users = [...sandbox.killb.users.values()].filter(({ active }) => active);
		const known = repeated(sandbox.killb, users, externalId, 'USER.EXTERNAL_ID');
		if (known !== undefined) return await reply.code(201).send(known);
		checkUserData(type, data, sandbox.killb.clock);
		if (emailTaken(sandbox.killb.users.values(), data['email'])) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		const user = sandbox.killb.addUser(type, data, {
			...kycState(sandbox.killb.settings.killb.newUserStatus),
			...(externalId === undefined ? {} : { externalId }),
		});
		void sandbox.killb.events.send({ event: 'USER', action: 'CREATE', data: user });
		return await reply.code(201).send(user);
	});

	app.get(
		'/users',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/users') } },
		async (request) =>
			paged(request, 'users', [...sandbox.killb.users.values()].filter(matching(request))),
	);

	app.get('/users/:id', async (request) => findUser(sandbox.killb.users, idOf(request)));

	app.patch('/users/:id', async (request) => {
		const user = findActiveUser(sandbox.killb.users, idOf(request));
		validate(request, UPDATE_SCHEMAS[user.type], request.body ?? null);
		const changes = request.body as Record<string, unknown>;
		checkUserData(user.type, { ...user.data, ...changes }, sandbox.killb.clock);
		if (emailTaken(sandbox.killb.users.values(), changes['email'], user.id)) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		user.data = { ...user.data, ...changes };
		// "May trigger re-verification" (killb.md 3.4): here a new document always does.
		if (changes['document'] !== undefined) Object.assign(user, kycState('PENDING'));
		user.updatedAt = sandbox.killb.clock.iso();
		void sandbox.killb.events.send({ event: 'USER', action: 'UPDATE', data: user });
		return user;
	});

	app.delete('/users/:id', async (request, reply) => {
		const user = findActiveUser(sandbox.killb.users, idOf(request));
		if (
			[...sandbox.killb.ramps.values()].some((ramp) => ramp.userId === user.id && isPending(ramp))
		) {
			// Documented rule without a documented code (killb.md 3.5): the code is the sandbox's own choice.
			throw new KillBError(
				400,
				'USER.PENDING_RAMPS',
				['The user has pending ramps'],
				[{ key: 'userId', value: user.id }],
			);
		}
		user.active = false;
		user.updatedAt = sandbox.killb.clock.iso();
		void sandbox.killb.events.send({ event: 'USER', action: 'DELETE', data: user });
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

const UPDATE_SCHEMAS = {
	PERSON: schemaOf(UPDATE_TYPES.PERSON),
	COMPANY: schemaOf(UPDATE_TYPES.COMPANY),
};

function idOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}
