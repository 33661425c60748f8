import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox } from '../../../sandbox';

const SCRIPT = path.join(__dirname, '../../fixtures/kernelhost-quickstart.sh');

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

/** Runs a script with the vendor's own tools: bash, openssl and curl. */
async function run(script: string, secret = sandbox.details.secret): Promise<void> {
	await promisify(execFile)('bash', ['-c', script], {
		env: {
			PATH: process.env['PATH'] ?? '',
			KH_API_ROOT: sandbox.details.kernelhost,
			KH_KEY: sandbox.details.keyId,
			KH_SECRET: secret,
		},
	});
}

function journal() {
	return sandbox.state.journal.entries({ direction: 'in' }).map((entry) => ({
		request: `${entry.method} ${entry.path}`,
		status: entry.status,
		reason: (JSON.parse(entry.answer ?? '') as { reason?: string }).reason,
	}));
}

test("the vendor's quick start, signed by openssl and sent by curl, lists products and places an order", async () => {
	await run(readFileSync(SCRIPT, 'utf8'));
	expect(journal()).toEqual([
		{ request: 'GET /cp/kh_reseller_api/v1/products', status: 200, reason: undefined },
		{ request: 'POST /cp/kh_reseller_api/v1/orders', status: 201, reason: undefined },
	]);
	expect([...sandbox.state.kernelhost.orders.values()]).toMatchObject([
		{ product_id: 42, billing_cycle: 'monthly' },
	]);
});

test('the same script with a body that differs from the signed one places no order', async () => {
	const script = readFileSync(SCRIPT, 'utf8');
	const tampered = script.replace(
		'--data "$BODY"',
		`--data '{"product_id":43,"billing_cycle":"monthly"}'`,
	);
	expect(tampered).not.toBe(script);
	await run(tampered);
	expect(journal().map(({ status, reason }) => [status, reason])).toEqual([
		[200, undefined],
		[401, 'signature_mismatch'],
	]);
	expect(sandbox.state.kernelhost.orders.size).toBe(0);
});

test('the same script with another secret is rejected from the start', async () => {
	await run(readFileSync(SCRIPT, 'utf8'), 'Y'.repeat(32));
	expect(journal().map(({ reason }) => reason)).toEqual([
		'signature_mismatch',
		'signature_mismatch',
	]);
});
