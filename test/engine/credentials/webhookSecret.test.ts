import { type Sandbox, startSandbox } from '../../../sandbox';
import { testCredential } from '../../support/engine';
import { KERNELHOST, KILLB } from '../../support/triggers/slots';

let sandbox: Sandbox;
beforeEach(async () => void (sandbox = await startSandbox()));
afterEach(async () => await sandbox.close());

describe.each([KILLB, KERNELHOST])('the test of the credential of $type', (subscription) => {
	async function tested(webhookSecret: string) {
		const [[type = '', fields = {}] = []] = Object.entries(subscription.credentials(sandbox));
		return await testCredential(type, { [type]: { ...fields, webhookSecret } });
	}

	it.each([
		['a', 'has only 1 character;'],
		['undefined', 'has only 9 characters'],
		['{{ $vars.secret }}', 'is an expression'],
		['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'has only 1 different character'],
	])('fails with the webhook secret %j, which %s', async (secret, weakness) => {
		const { status, message } = await tested(secret);
		expect(status).toBe('Error');
		expect(message).toMatch(/^The Webhook Secret of the credential .* 32 random characters\.$/);
		expect(message).toContain(weakness);
	});

	it.each(['', ' ', '0123456789abcdef0123456789abcdef'])('passes with %j', async (secret) => {
		expect(await tested(secret)).toMatchObject({ status: 'OK' });
		const sent = sandbox.state.journal.entries({ direction: 'in' });
		expect(JSON.stringify(sent)).not.toContain('x-n8n-');
	});
});
