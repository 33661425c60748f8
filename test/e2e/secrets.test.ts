import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { INode } from 'n8n-workflow';
import { SecretSearch } from '../support/secrets/secretForms';
import { secretsOf } from '../support/secrets/sentSecrets';
import { node, publishTrigger, runOnce, stackForTests } from './stackForTests';
import { browserOf, filesOf, type Places, restOf } from './secretPlaces';

const stack = stackForTests('secrets', { N8N_LOG_LEVEL: 'debug' });

/** A public value, to prove that each place is really searched. */
const CANARY = `canary-${randomUUID()}`;
const WRONG = { secret: `WRONG${randomUUID()}`, password: `Wrong-${randomUUID()}` };

const places: Places = new Map();
let secrets: Map<string, string>;

type Call = [operation: string, parameters: Record<string, unknown>];

/** Nodes of this package one after another, each of which continues when it fails. */
function calls(type: 'killB' | 'kernelHost', credential: string, list: Call[]): INode[] {
	const credentials = { [`${type}Api`]: { id: credential, name: 'any' } };
	return list.map(([id, parameters]) => {
		const [resource = '', operation = ''] = id.split('.');
		return node({
			name: `${type} ${id} ${randomUUID().slice(0, 4)}`,
			type: `n8n-nodes-kernelhost-killb.${type}`,
			parameters: { resource, operation, ...parameters } as INode['parameters'],
			onError: 'continueRegularOutput',
			credentials,
		});
	});
}

const ORDER: Call = [
	'order.create',
	{
		productId: { __rl: true, mode: 'id', value: '42' },
		billingCycle: 'monthly',
		idempotencyMode: 'automatic',
	},
];
const USERS: Call = ['user.getAll', { userType: 'PERSON' }];
const RENEWALS: Call[] = [
	['auth.logIn', {}],
	['auth.refreshToken', {}],
];

/** Runs nodes; the last one ends the execution when it fails. */
async function run(path: string, nodes: INode[]): Promise<string> {
	const last = nodes.at(-1);
	if (last) delete last.onError;
	const { summary } = await runOnce(stack(), nodes, path);
	return summary.id;
}

async function fault(service: string, rest: object): Promise<void> {
	await stack().sandbox.control('POST', '/faults', { faults: [{ service, times: 50, ...rest }] });
}

describe('secrets, tokens and signatures', () => {
	before(async () => {
		const { client, sandbox, credentials } = stack();
		const { keyId, kernelhost, killb, email } = sandbox.details;
		const kernelHost = await client.createCredential('Wrong secret', 'kernelHostApi', {
			keyId,
			secret: WRONG.secret,
			apiRoot: kernelhost,
		});
		const killB = await client.createCredential('Wrong password', 'killBApi', {
			environment: 'custom',
			baseUrl: killb,
			email,
			password: WRONG.password,
		});
		for (const id of [...Object.values(credentials), kernelHost, killB]) {
			await client.testCredential(id);
		}
		const good = (list: Call[], killBs: Call[]) => [
			...calls('kernelHost', credentials.kernelhost, list),
			...calls('killB', credentials.killb, killBs),
		];

		const succeeded = await run(CANARY, good([ORDER], [USERS, ...RENEWALS]));
		await run('wrong-login', [
			...calls('kernelHost', kernelHost, [ORDER]),
			...calls('killB', killB, [USERS, ORDER_OF_MONEY]),
		]);
		await sandbox.control('POST', '/tokens/revoke');
		await run('revoked', good([], [USERS]));
		await fault('killb', { path: '/users', status: 401 });
		await fault('kernelhost', { status: 500, body: { title: CANARY, detail: CANARY } });
		await run('rejected', good([ORDER], [USERS]));
		await sandbox.control('DELETE', '/faults');
		await fault('killb', { path: '/payouts', status: 500, body: { message: [CANARY] } });
		await fault('kernelhost', { kind: 'reset' });
		const failed = await run('broken', good([ORDER, ORDER], [ORDER_OF_MONEY]));
		await sandbox.control('DELETE', '/faults');
		await deliver();

		secrets = secretsOf(sandbox.details, await sandbox.journal());
		secrets.set('the wrong secret', WRONG.secret).set('the wrong password', WRONG.password);
		const all = await client.call<Array<{ id: string; name: string }>>('GET', '/workflows');
		const workflowOf = (name: string) => all.find((one) => one.name === name)?.id ?? '';
		const seen = await browserOf(stack(), [
			[`/workflow/${workflowOf(CANARY)}/executions/${succeeded}`, 'Succeeded'],
			[`/workflow/${workflowOf('broken')}/executions/${failed}`, 'Error'],
			[`/home/credentials/${credentials.kernelhost}`, 'Key ID'],
			[`/home/credentials/${credentials.killb}`, 'Webhook Secret'],
		]);
		const found = [...filesOf(stack()), ...(await restOf(stack())), ...seen];
		for (const [name, text] of found) places.set(name, text);
	});

	it('of every kind were used in the run', () => {
		const kinds = [...secrets.keys()].map((name) => name.replace(/ \d+$/, ''));
		assert.deepEqual(
			[...new Set(kinds)].sort(),
			[
				'accessToken',
				'refreshToken',
				'signature',
				'signature of a delivery',
				'the KernelHost secret',
				'the KillB password',
				'the webhook secret',
				'the wrong password',
				'the wrong secret',
			].sort(),
		);
	});

	it('would be found in each place, as a public value is', () => {
		const search = new SecretSearch([['canary', CANARY]]);
		const found = [...places].filter(([, text]) => search.in(text).length > 0);
		const names = found.map(([name]) => name);
		for (const place of [
			'log',
			'database.sqlite',
			'executions/',
			'workflows',
			'page /workflow',
			'browser',
		]) {
			assert.ok(
				names.some((name) => name.includes(place)),
				`${place} does not have the canary: ${names.join('; ')}`,
			);
		}
	});

	it('are in no form in n8n’s log, its database, its answers and the pages of its editor', () => {
		const search = new SecretSearch(secrets);
		const found = [...places].flatMap(([place, text]) =>
			search.in(text).map((name) => `${name} in ${place}`),
		);
		assert.deepEqual(found, []);
	});
});

const ORDER_OF_MONEY: Call = [
	'payout.create',
	{
		preFundAccountId: { __rl: true, mode: 'id', value: 'e3cb0d59-74f6-4b82-8d30-bf9e8c716054' },
		amount: '8000',
		beneficiaryType: 'json',
		beneficiaryJson: '{"type":"BANK","account":{"accountNumber":"1"}}',
		externalIdMode: 'automatic',
	},
];

/** Genuine and forged deliveries to both triggers, with what n8n stores of them. */
async function deliver(): Promise<void> {
	const { sandbox, credentials } = stack();
	for (const [service, type, event] of [
		['killb', 'killB', { event: 'RAMP', data: { status: 'COMPLETED' } }],
		['kernelhost', 'kernelHost', { type: 'order.paid', data: { id: 1 } }],
	] as const) {
		const trigger = node({
			name: `${service} trigger`,
			type: `n8n-nodes-kernelhost-killb.${type}Trigger`,
			webhookId: randomUUID(),
			credentials: { [`${type}Api`]: { id: credentials[service], name: 'any' } },
		});
		const { url } = await publishTrigger(stack(), trigger);
		const fire = async (rest: object) =>
			await sandbox.control<{ status: number }>('POST', '/events', {
				service,
				url,
				maxAttempts: 1,
				...event,
				...rest,
			});
		assert.equal((await fire({})).status, 200);
		assert.equal((await fire({ secret: 'a forger’s own secret' })).status, 401);
	}
}
