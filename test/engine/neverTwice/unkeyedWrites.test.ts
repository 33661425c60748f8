import { messageIn } from '../../support/engine';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { SEEDED_ACCOUNT_ID, SEEDED_SAVINGS_ID } from '../../../sandbox';
import type { FaultRequest } from '../../../sandbox/shared/faults';
import { byId, KillBSandbox } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CONTINUE = { onError: 'continueRegularOutput' as const };
const ALREADY_DONE = { alreadyDone: true };

const withdraw = async (
	amounts: unknown[],
	node: Partial<INode> = {},
	change: { sendAgainIfUnknown?: boolean } = {},
) =>
	await sandbox.run(
		'savings.withdraw',
		{
			savingsAccountId: SEEDED_SAVINGS_ID,
			externalAccountId: byId(SEEDED_ACCOUNT_ID),
			amount: '={{ $json.amount }}',
			comment: 'A test',
			...change,
		},
		{ items: amounts.map((amount) => ({ amount: amount as number })), node },
	);

const fail = (rest: Partial<FaultRequest>) =>
	sandbox.state.faults.add([{ service: 'killb', path: '/savings/withdrawal', ...rest }]);
/** The requested amounts, in order. */
const requested = () =>
	(sandbox.bodies('POST', '/savings/withdrawal') as Array<{ amount: number }>).map(
		({ amount }) => amount,
	);

describe('a withdrawal that succeeded', () => {
	it('is not sent again by Retry On Fail under Continue On Fail', async () => {
		const { items } = await withdraw([1_000_000, 1, 2], { ...RETRY_ON_FAIL, ...CONTINUE });
		expect(items.map(({ json }) => json.amount)).toEqual([undefined, 1, 2]);
		expect(requested().filter((amount) => amount !== 1_000_000)).toEqual([1, 2]);
		expect(items.slice(1).map(({ json }) => json.idempotency)).toEqual([
			ALREADY_DONE,
			ALREADY_DONE,
		]);
	});

	it('is not sent again by Retry On Fail that ends with a success', async () => {
		fail({ status: 400, after: 1 });
		const { items, error } = await withdraw([1, 2, 3], RETRY_ON_FAIL);
		expect(error).toBeUndefined();
		expect(requested()).toEqual([1, 2, 2, 3]);
		expect(items.map(({ json }) => json.idempotency)).toEqual([ALREADY_DONE, undefined, undefined]);
	});

	it('is not sent again by a retry of the execution, nor by a retry of that', async () => {
		fail({ status: 400, after: 1, times: 2 });
		const failed = await withdraw([1, 2, 3]);
		const again = await failed.retry();
		const done = await again.retry();
		expect(done.error).toBeUndefined();
		expect(requested()).toEqual([1, 2, 2, 2, 3]);
		expect(done.items[0]?.json).toMatchObject({ amount: 1, idempotency: ALREADY_DONE });
	});

	it('is not sent again if the node was replaced under its name', async () => {
		fail({ status: 400, after: 1 });
		const failed = await withdraw([1, 2]);
		const nodes = failed.workflow.nodes.map((node) => ({ ...node, id: `${node.id}-again` }));
		await failed.retry({ ...failed.workflow, nodes });
		expect(requested()).toEqual([1, 2, 2]);
	});

	it('is an error of the retry if the amount changed', async () => {
		fail({ status: 400, after: 1 });
		const failed = await withdraw([1, 2]);
		const nodes = failed.workflow.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...('amount' in node.parameters ? { amount: '7' } : {}) },
		}));
		const { error } = await failed.retry({ ...failed.workflow, nodes });
		expect(error?.message).toMatch(/Amount was 1 and is now 7/);
		expect(error?.description).toMatch(/^Nothing was done now\./);
		expect(requested()).toEqual([1, 2]);
	});

	it('is sent by another execution', async () => {
		await withdraw([1]);
		await withdraw([1]);
		expect(requested()).toEqual([1, 1]);
	});
});

describe('a withdrawal whose outcome is unknown', () => {
	it.each([
		{ what: 'processed, with a 500 response', fault: { status: 500, carriedOut: true } },
		{ what: 'processed, with a lost response', fault: { kind: 'lostAnswer' as const } },
		{
			what: 'processed, with an empty list as the response',
			fault: {
				status: 201,
				body: '[]',
				headers: { 'content-type': 'application/json' },
				carriedOut: true,
			},
		},
	])('($what) is not sent again, and the error says what to check first', async ({ fault }) => {
		fail({ ...fault, after: 1 });
		const failed = await withdraw([1, 2, 3]);
		expect(failed.error?.message).toMatch(
			/The outcome is unknown: KillB may have processed the request\./,
		);
		const { error } = await failed.retry();
		expect(error?.message).toMatch(/^The outcome of an earlier attempt is unknown/);
		expect(error?.description).toMatch(/First check at KillB whether it was done/);
		expect(requested()).toEqual([1, 2]);
	});

	it('does not block the others under Continue On Fail', async () => {
		fail({ kind: 'lostAnswer', after: 0 });
		const { items } = await withdraw([1, 2, 3], { ...RETRY_ON_FAIL, ...CONTINUE });
		expect(requested()).toEqual([1, 2, 3]);
		expect(messageIn(items[0]?.json)).toMatch(/^The outcome of an earlier attempt is unknown/);
	});

	it('is sent again if the user allows it', async () => {
		fail({ kind: 'lostAnswer', after: 1 });
		const failed = await withdraw([1, 2], {}, { sendAgainIfUnknown: true });
		const { error } = await failed.retry();
		expect(error).toBeUndefined();
		expect(requested()).toEqual([1, 2, 2]);
	});

	it('stays unknown if the allowed attempt is rejected', async () => {
		fail({ kind: 'lostAnswer' });
		fail({ status: 400 });
		const failed = await withdraw([1], RETRY_ON_FAIL, { sendAgainIfUnknown: true });
		expect(requested()).toEqual([1, 1, 1]);
		expect(failed.error).toBeUndefined();
	});
});

it('a retry for another object than before is an error, and changes neither', async () => {
	const [first, second, other] = [1, 2, 3].map(() => sandbox.state.killb.addUser('PERSON', {}).id);
	sandbox.state.faults.add([{ service: 'killb', method: 'DELETE', status: 400, after: 1 }]);
	const failed = await sandbox.run(
		'user.delete',
		{ userId: byId('={{ $json.id }}'), confirmation: 'everyItem' },
		{ items: [{ id: String(first) }, { id: String(second) }] },
	);
	expect(failed.error).toBeDefined();
	const nodes = failed.workflow.nodes.map((node) =>
		'userId' in node.parameters
			? { ...node, parameters: { ...node.parameters, userId: byId(String(other)) } }
			: node,
	);
	const { error } = await failed.retry({ ...failed.workflow, nodes });
	expect(error?.message).toContain(`User was ${first} and is now ${other}`);
	expect(sandbox.state.killb.users.has(String(other))).toBe(true);
});

describe('a retry of an API Request', () => {
	const PATH = '/api/v2/savings/withdrawal';
	const bodyOf = (amount: number) =>
		JSON.stringify({
			source: { savingsAccountId: SEEDED_SAVINGS_ID },
			destination: { savingsAccountId: SEEDED_SAVINGS_ID, externalAccountId: SEEDED_ACCOUNT_ID },
			amount,
			comment: 'A test',
		});
	/** Two items, of which the second one is rejected; then a retry with other inputs. */
	const retryWith = async (changes: IDataObject) => {
		fail({ status: 400, after: 1 });
		const parameters = { method: 'POST', path: PATH, body: bodyOf(1) };
		const failed = await sandbox.run('apiRequest.send', parameters, { items: [{}, {}] });
		expect(failed.error).toBeDefined();
		const nodes = failed.workflow.nodes.map((node) =>
			'body' in node.parameters
				? { ...node, parameters: { ...node.parameters, ...changes } as INodeParameters }
				: node,
		);
		return await failed.retry({ ...failed.workflow, nodes });
	};

	it('returns the first result and sends the rest, if it is the same', async () => {
		const { items, error } = await retryWith({});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.idempotency)).toEqual([ALREADY_DONE, undefined]);
		expect(requested()).toEqual([1, 1, 1]);
	});

	it.each([
		['body', { body: bodyOf(7) }, /Body was ….*"amount":1,.* and is now ….*"amount":7,/],
		['path', { path: `${PATH}s` }, /Path was .*withdrawal and is now .*withdrawals/],
		['method', { method: 'PUT' }, /Method was POST and is now PUT/],
		['query', { options: { query: '{"a":1}' } }, /Query Parameters was empty and is now \{"a":1\}/],
	])('is an error with another %s, and sends nothing', async (_, changes, message) => {
		const { error } = await retryWith(changes);
		expect(error?.message).toMatch(message);
		expect(requested()).toEqual([1, 1]);
	});

	it('reads if it is a read now', async () => {
		const { error } = await retryWith({ method: 'GET', path: '/api/v2/customers/balances' });
		expect(error).toBeUndefined();
		expect(sandbox.ownRequests().slice(-2)).toEqual([
			'GET /customers/balances 200',
			'GET /customers/balances 200',
		]);
	});
});

it('an unkeyed operation that only reads is not remembered', async () => {
	const read = async () =>
		await sandbox.run('apiRequest.send', { method: 'GET', path: '/api/v2/users/favorite' });
	const { data } = await read();
	const context = data.executionData?.contextData['node:Node under test'];
	expect(context?.unkeyed ?? {}).toEqual({});
});
