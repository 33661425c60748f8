import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxState } from '../state';
import type { User } from './data';
import { KillBError } from './errors';
import { sendKillBEvent } from './events';
import { repeated } from './external-ids';
import { querySchemaOf, schemaOf, type JsonSchema } from './facts';
import { findActiveUser, findUser } from './find-user';
import { kycState } from './kyc';
import { paged } from './lists';
import { matching } from './user-filters';
import { checkUserData, emailTaken, isPending } from './user-rules';
import { validate } from './validation';

const DATA_TYPES = { PERSON: 'CreatePersonUserDto', COMPANY: 'CreateCompanyUserDto' } as const;
const UPDATE_TYPES = { PERSON: 'UpdatePersonUserDto', COMPANY: 'UpdateCompanyUserDto' } as const;

/** `/users` without the uploads (killb.md 3). */
export function userRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post('/users', { schema: { body: createSchema() } }, async (request, reply) => {
		const { type, data, externalId } = request.body as Pick<User, 'type' | 'data' | 'externalId'>;
		const users = [...state.killb.users.values()].filter(({ active }) => active);
		const known = repeated(state, users, externalId, 'USER.EXTERNAL_ID');
		if (known !== undefined) return await reply.code(201).send(known);
		checkUserData(type, data, state.clock);
		if (emailTaken(state, data['email'])) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		const user = state.killb.addUser(type, data, {
			...kycState(state.settings.killb.newUserStatus),
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

	app.get('/users/:id', async (request) => findUser(state, idOf(request)));

	app.patch('/users/:id', async (request) => {
		const user = findActiveUser(state, idOf(request));
		validate(request, UPDATE_SCHEMAS[user.type], request.body ?? null);
		const changes = request.body as Record<string, unknown>;
		checkUserData(user.type, { ...user.data, ...changes }, state.clock);
		if (emailTaken(state, changes['email'], user.id)) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		user.data = { ...user.data, ...changes };
		// "May trigger re-verification" (killb.md 3.4): here a new document always does.
		if (changes['document'] !== undefined) Object.assign(user, kycState('PENDING'));
		user.updatedAt = state.clock.iso();
		void sendKillBEvent(state, { event: 'USER', action: 'UPDATE', data: user });
		return user;
	});

	app.delete('/users/:id', async (request, reply) => {
		const user = findActiveUser(state, idOf(request));
		if (
			[...state.killb.ramps.values()].some((ramp) => ramp.userId === user.id && isPending(ramp))
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

const UPDATE_SCHEMAS = {
	PERSON: schemaOf(UPDATE_TYPES.PERSON),
	COMPANY: schemaOf(UPDATE_TYPES.COMPANY),
};

function idOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}
