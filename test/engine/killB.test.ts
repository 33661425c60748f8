import { type Sandbox, SEEDED_USER_ID, startSandbox } from '../../sandbox';
import { type NodeRun, runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const credentials = () => ({
	killBApi: {
		environment: 'custom',
		baseUrl: sandbox.details.killb,
		email: sandbox.details.email,
		password: sandbox.details.password,
	},
});

async function run(parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) {
	return await runNode({
		type: 'killB',
		parameters: parameters as never,
		credentials: credentials(),
		...more,
	});
}

const wire = () =>
	sandbox.state.journal
		.entries({ service: 'killb', direction: 'in' })
		.map(({ method, path, status }) => `${method} ${path} ${status}`);

describe('smoke', () => {
	it('gets', async () => {
		const { items, error } = await run({
			resource: 'user',
			operation: 'get',
			userId: SEEDED_USER_ID,
		});
		console.log(error, JSON.stringify(items), wire());
	});
	for (const operation of ['getCurrentUser', 'logIn', 'refreshToken']) {
		it(operation, async () => {
			const first = await run({ resource: 'auth', operation });
			console.log(first.error, JSON.stringify(first.items), wire());
			sandbox.state.journal.clear();
			const second = await run(
				{ resource: 'auth', operation },
				{ credentials: first.credentialStore, items: [{}, {}] },
			);
			console.log(second.error, JSON.stringify(second.items), wire());
			console.log(JSON.stringify(sandbox.state.journal.entries({}).map((e) => e.headers)));
		});
	}
	it('wrong password', async () => {
		const r = await run(
			{ resource: 'user', operation: 'get', userId: SEEDED_USER_ID },
			{ credentials: { killBApi: { ...credentials().killBApi, password: 'Wrong-Passw0rd!' } } },
		);
		console.log(r.error?.message, r.error?.description, r.items, wire());
	});
	it('unreachable', async () => {
		const r = await run(
			{ resource: 'user', operation: 'get', userId: SEEDED_USER_ID },
			{ credentials: { killBApi: { ...credentials().killBApi, baseUrl: 'http://127.0.0.1:1' } } },
		);
		console.log(r.error?.message, r.error?.description, r.items, wire());
	});
});
