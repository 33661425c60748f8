import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { ICredentialType } from 'n8n-workflow';
import { modules, root } from '../support/n8n/runtime';

const require = createRequire(__filename);

/** n8n's own class, which its engine 2.0 asks for credentials; it is in no public interface. */
const { RemoteCredentialsHelper } = require(
	join(modules, 'n8n/dist/modules/engine-v2/remote-credentials-helper.js'),
) as {
	RemoteCredentialsHelper: new (
		client: undefined,
		delegate: { preAuthentication: () => Promise<string> },
		types: { getByName: () => ICredentialType },
		context: object,
		signal: undefined,
	) => { preAuthentication: (...given: unknown[]) => Promise<string> };
};

async function preAuthentication(name: 'KillBApi' | 'KernelHostApi'): Promise<string> {
	const classes = require(join(root, 'index.js')) as Record<string, new () => ICredentialType>;
	const Credential = classes[name] as new () => ICredentialType;
	const engine1 = { preAuthentication: async () => await Promise.resolve('as in engine 1') };
	const types = { getByName: () => new Credential() };
	const helper = new RemoteCredentialsHelper(undefined, engine1, types, {}, undefined);
	return await helper.preAuthentication({}, {}, name, {}, false);
}

/**
 * When these fail, n8n has changed what docs/install.md says of engine 2.0 (n8n.md 1.3): correct that
 * page.
 */
describe('the experimental engine 2.0 of n8n', () => {
	it('does not run nodes with the KillB credential, because its session expires', async () => {
		await assert.rejects(preAuthentication('KillBApi'), {
			message:
				'Engine 2.0 does not support credentials with an expirable property yet (credential type "KillBApi")',
		});
	});

	it('takes the KernelHost credential', async () => {
		assert.equal(await preAuthentication('KernelHostApi'), 'as in engine 1');
	});
});
