import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account, NewAccount } from './accountData';
import { checkAccountData } from './accountRules';
import { CREATE_DATA_SCHEMAS, createSchema, UPDATE_DATA_SCHEMAS } from './accountTypes';
import { invalidInput } from './errors';
import { answerAs, querySchemaOf, schemaOf } from './facts';
import type { HasKillB, KillB } from './killB';
import { paged } from './lists';
import { idOf } from './routing';
import { findActiveUser, findUser } from './userData';
import { repeated, validate } from './validation';

/**
 * `/accounts` without the files (killb.md 5). Reads and changes answer 201 because the vendor's own
 * document says so, although that is probably a mistake of its generator: a client has to accept
 * any 2xx.
 */
export function accountRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.post('/accounts', { schema: { body: createSchema() } }, async (request, reply) => {
		return await reply.code(201).send(createAccount(sandbox.killb, request.body as NewAccount));
	});

	app.get(
		'/accounts',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/accounts') } },
		async (request, reply) => {
			const accounts = [...sandbox.killb.accounts.byId.values()].filter(matching(request));
			return await reply.code(201).send(paged(request, 'accounts', accounts.map(asListed)));
		},
	);

	app.get('/accounts/:id', async (request, reply) => {
		return await reply.code(201).send(find(sandbox.killb, request));
	});

	app.get('/accounts/userId/:userId', async (request, reply) => {
		const { id } = findUser(sandbox.killb.users, (request.params as { userId: string }).userId);
		const accounts = [...sandbox.killb.accounts.byId.values()];
		return await reply.code(201).send(accounts.filter(({ userId }) => userId === id));
	});

	app.patch(
		'/accounts/:id',
		{ schema: { body: { ...schemaOf('UpdateAccountDto'), properties: UPDATE_MEMBERS } } },
		async (request, reply) => {
			const { killb } = sandbox;
			const account = find(killb, request);
			const { type, data } = request.body as Pick<Account, 'type' | 'data'>;
			if (type !== account.type) throw invalidInput([`type must be ${account.type}`]);
			validate(request, UPDATE_DATA_SCHEMAS[type], data, 'data');
			const changed = { ...account.data, ...data };
			validate(request, CREATE_DATA_SCHEMAS[type], changed, 'data');
			checkAccountData(type, changed);
			Object.assign(account, { data: changed, updatedAt: killb.clock.iso() });
			void killb.events.send({ event: 'ACCOUNT', action: 'UPDATE', data: account });
			return await reply.code(201).send(answerAs('UpdateAccountResponseDto', account));
		},
	);

	app.delete('/accounts/:id', async (request, reply) => {
		const { killb } = sandbox;
		const account = find(killb, request);
		killb.accounts.byId.delete(account.id);
		void killb.events.send({ event: 'ACCOUNT', action: 'DELETE', data: account });
		return await reply.code(200).send();
	});
}

/** `data` is typed by `type`, which only the stored account confirms. */
const UPDATE_MEMBERS = { type: { type: 'string' }, data: { type: 'object' } };

/**
 * Creates an account from valid data, and sends the webhook.
 * @throws KillBError as the rules of its type say, and 404 USER.0001
 */
export function createAccount(killb: KillB, body: NewAccount): Account {
	const { type, userId, data, externalId } = body;
	const { accounts } = killb;
	const known = repeated(killb, accounts.byId.values(), externalId, 'ACCOUNT.EXTERNAL_ID');
	if (known !== undefined) return known;
	if (userId !== undefined) findActiveUser(killb.users, userId);
	checkAccountData(type, data);
	const account = accounts.add(type, data, {
		status: killb.settings.killb.newAccountStatus,
		...(userId === undefined ? {} : { userId }),
		...(externalId === undefined ? {} : { externalId }),
	});
	void killb.events.send({ event: 'ACCOUNT', action: 'CREATE', data: account });
	return account;
}

function find(killb: KillB, request: FastifyRequest): Account {
	return killb.accounts.find(idOf(request));
}

/** The items of the list lack two members of an account (`QueryAccountDataResponseDto`). */
function asListed(account: Account): Partial<Account> {
	const listed: Partial<Account> = { ...account };
	delete listed.externalId;
	delete listed.complianceUrl;
	return listed;
}

const DATA_MEMBERS = [
	'accountNumber',
	'routingNumber',
	'address',
	'clabe',
	'cci',
	'cvu',
	'firstName',
	'middleName',
	'lastName',
	'companyName',
	'email',
];

/**
 * Every filter must equal its member. Exact comparison, and commas between `ids`, are the sandbox's
 * own choice.
 */
function matching(request: FastifyRequest): (account: Account) => boolean {
	const query = request.query as Record<string, string>;
	const ids = query['ids']?.split(',').map((id) => id.trim());
	const own = (['userId', 'type'] as const).filter((name) => query[name] !== undefined);
	const inData = DATA_MEMBERS.filter((name) => query[name] !== undefined);
	return (account) =>
		(ids === undefined || ids.includes(account.id)) &&
		own.every((name) => account[name] === query[name]) &&
		inData.every((name) => account.data[name] === query[name]);
}
