import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidInput, KillBError } from './errors';
import { type JsonSchema, membersOf, querySchemaOf, schemaOf } from './facts';
import type { HasKillB } from './killB';
import { paged } from './lists';
import { fileOf, FORM_ROUTE, IMAGES_AND_PDF } from './multipart';
import { isPending } from './rampData';
import { idOf } from './routing';
import { CUSTOMER_ID } from './seededIds';
import {
	checkUserData,
	emailTaken,
	findActiveUser,
	findUser,
	kycState,
	type User,
} from './userData';
import { repeated, validate } from './validation';

const DATA_TYPES = { PERSON: 'CreatePersonUserDto', COMPANY: 'CreateCompanyUserDto' } as const;
const UPDATE_TYPES = { PERSON: 'UpdatePersonUserDto', COMPANY: 'UpdateCompanyUserDto' } as const;

/** `/users` without the uploads (killb.md 3). */
export function userRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post('/users', { schema: { body: createSchema() } }, async (request, reply) => {
		const { killb } = sandbox;
		const { type, data, externalId } = request.body as Pick<User, 'type' | 'data' | 'externalId'>;
		const users = [...killb.users.values()].filter(({ active }) => active);
		const known = repeated(killb, users, externalId, 'USER.EXTERNAL_ID');
		if (known !== undefined) return await reply.code(201).send(known);
		checkUserData(type, data, killb.clock);
		if (emailTaken(killb.users.values(), data['email'])) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		const user = killb.addUser(type, data, {
			...kycState(killb.settings.killb.newUserStatus),
			...(externalId === undefined ? {} : { externalId }),
		});
		void killb.events.send({ event: 'USER', action: 'CREATE', data: user });
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
		const { killb } = sandbox;
		const user = findActiveUser(killb.users, idOf(request));
		validate(request, UPDATE_SCHEMAS[user.type], request.body ?? null);
		const changes = request.body as Record<string, unknown>;
		checkUserData(user.type, { ...user.data, ...changes }, killb.clock);
		if (emailTaken(killb.users.values(), changes['email'], user.id)) {
			throw new KillBError(409, 'USER.0003', ['Email already exists']);
		}
		user.data = { ...user.data, ...changes };
		// "May trigger re-verification" (killb.md 3.4): here a new document always does.
		if (changes['document'] !== undefined) Object.assign(user, kycState('PENDING'));
		user.updatedAt = killb.clock.iso();
		void killb.events.send({ event: 'USER', action: 'UPDATE', data: user });
		return user;
	});

	app.delete('/users/:id', async (request, reply) => {
		const { killb } = sandbox;
		const user = findActiveUser(killb.users, idOf(request));
		if ([...killb.ramps.values()].some((ramp) => ramp.userId === user.id && isPending(ramp))) {
			// Documented rule without a documented code (killb.md 3.5): the code is the sandbox's own
			// choice.
			throw new KillBError(
				400,
				'USER.PENDING_RAMPS',
				['The user has pending ramps'],
				[{ key: 'userId', value: user.id }],
			);
		}
		user.active = false;
		user.updatedAt = killb.clock.iso();
		void killb.events.send({ event: 'USER', action: 'DELETE', data: user });
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

const OWN_MEMBERS = ['id', 'externalId', 'customerId', 'type'] as const;
const DATA_MEMBERS = [...membersOf('CreatePersonUserDto'), ...membersOf('CreateCompanyUserDto')];

/**
 * Every filter must equal its member; deleted users are not listed. Exact comparison is the
 * sandbox's own choice.
 */
function matching(request: FastifyRequest): (user: User) => boolean {
	const query = request.query as Record<string, string | string[]>;
	const own = OWN_MEMBERS.filter((name) => query[name] !== undefined);
	const inData = DATA_MEMBERS.filter((name) => query[name] !== undefined);
	return (user) =>
		user.active &&
		own.every((name) => user[name] === query[name]) &&
		inData.every((name) => equals(user.data[name], query[name]));
}

function equals(value: unknown, wanted: string | string[] | undefined): boolean {
	if (Array.isArray(value)) return [wanted ?? []].flat().every((one) => value.includes(one));
	return value === wanted;
}

/** `/users/favorite`: the customer's one favourite user (killb.md 3). */
export function favoriteRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get('/users/favorite', async () => {
		const { favoriteUserId, users } = sandbox.killb;
		return {
			favoriteUserId,
			favoriteUser: favoriteUserId === null ? null : (users.get(favoriteUserId) ?? null),
		};
	});

	app.patch(
		'/users/favorite',
		{ schema: { body: schemaOf('SetFavoriteUserDto') } },
		async (request) => {
			const { killb } = sandbox;
			const { userId = null } = request.body as { userId?: string | null };
			if (userId !== null) findActiveUser(killb.users, userId);
			killb.favoriteUserId = userId;
			return { id: CUSTOMER_ID, favoriteUserId: userId, updatedAt: killb.clock.iso() };
		},
	);
}

const ENDPOINTS: Array<[path: string, schema: string, type: User['type']]> = [
	['/users/person/document', 'UploadPersonDocumentDto', 'PERSON'],
	['/users/company/document', 'UploadBusinessDocumentDto', 'COMPANY'],
];

/**
 * KYC and KYB files (killb.md 3.6): 201 and no body. Each endpoint accepts only its own kind of
 * user: the sandbox's interpretation. A file's effect on the user's status is not documented, so it
 * has none.
 */
export function userDocumentRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	for (const [path, schema, type] of ENDPOINTS) {
		app.post(
			path,
			{ ...FORM_ROUTE, schema: { body: schemaOf(schema) } },
			async (request, reply) => {
				const { userId } = request.body as { userId: string };
				fileOf(request.upload, 'frontDocument', IMAGES_AND_PDF);
				fileOf(request.upload, 'backDocument', IMAGES_AND_PDF);
				if (findActiveUser(sandbox.killb.users, userId).type !== type) {
					throw invalidInput([`the user must be a ${type}`]);
				}
				return await reply.code(201).send();
			},
		);
	}
}

/**
 * `/compliance/access-token` (killb.md 3.7): a token for the KYC provider's own screens, in its
 * form.
 */
export function complianceRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post(
		'/compliance/access-token',
		{ schema: { body: schemaOf('GenerateAccessTokenRequestDto') } },
		async (request, reply) => {
			const { id, idType } = request.body as { id: string; idType: 'userId' | 'accountId' };
			if (idType === 'userId') findActiveUser(sandbox.killb.users, id);
			else sandbox.killb.accounts.find(id);
			return await reply.code(201).send({ token: `_act-${randomUUID()}` });
		},
	);
}
