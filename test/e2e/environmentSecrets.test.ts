import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runN8nCommand } from '../support/n8n/n8nServer';
import { node, runOnce, stackForTests } from './stackForTests';

const stack = stackForTests('environment-secrets');

/** As docs/credentials.md describes: secrets in n8n's environment, not in its database. */
describe('a credential whose secrets are in CREDENTIALS_OVERWRITE_DATA', () => {
	const ids: Record<string, string> = {};

	before(async () => {
		const { client, sandbox, restartN8n } = stack();
		const { keyId, secret, email, password, kernelhost, killb } = sandbox.details;
		ids['kernelHost'] = await client.createCredential('No secret', 'kernelHostApi', {
			keyId: '',
			secret: '',
			apiRoot: kernelhost,
		});
		ids['killB'] = await client.createCredential('No password', 'killBApi', {
			environment: 'custom',
			baseUrl: killb,
			email: '',
			password: '',
		});
		await restartN8n({
			CREDENTIALS_OVERWRITE_DATA: JSON.stringify({
				kernelHostApi: { keyId, secret },
				killBApi: { email, password },
			}),
		});
	});

	for (const [name, resource, operation] of [
		['kernelHost', 'account', 'get'],
		['killB', 'auth', 'getCurrentUser'],
	] as const) {
		it(`works in the node ${name}`, async () => {
			const call = node({
				name,
				type: `n8n-nodes-kernelhost-killb.${name}`,
				parameters: { resource, operation },
				credentials: { [`${name}Api`]: { id: ids[name] ?? '', name: 'any' } },
			});
			const { summary, data } = await runOnce(stack(), [call], `overwritten-${name}`);
			assert.equal(summary.status, 'success', data.resultData.error?.message);
		});
	}

	it('is stored without them, also after KillB’s login', () => {
		const { userFolder, sandbox } = stack();
		const file = join(userFolder, 'exported.json');
		runN8nCommand(userFolder, ['export:credentials', '--all', '--decrypted', `--output=${file}`]);
		const stored = JSON.parse(readFileSync(file, 'utf8')) as Array<{ id: string; data: object }>;
		const mine = stored.filter(({ id }) => Object.values(ids).includes(id));
		assert.equal(mine.length, 2);
		const text = JSON.stringify(mine);
		assert.match(text, /"accessToken":"ey/);
		for (const secret of [sandbox.details.secret, sandbox.details.password]) {
			assert.ok(!text.includes(secret));
		}
	});
});
