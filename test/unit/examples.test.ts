import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KernelHostApi } from '../../credentials/KernelHostApi.credentials';
import { KillBApi } from '../../credentials/KillBApi.credentials';
import type { WorkflowFile } from '../support/n8n/n8nTypes';
import { credentialNames } from '../support/n8n/stack';

const folder = join(__dirname, '..', '..', 'examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

/**
 * Returns the name that n8n gives a new credential of a type, the first of it (n8n-editor-ui
 * 2.41.1, credentials.store.ts :: getNewCredentialName and getAppNameFromCredType; bundled only, so
 * this repeats them).
 */
function defaultCredentialName(displayName: string): string {
	const leftOut = ['API', 'OAuth1', 'OAuth2', 'MCP'];
	const words = displayName.split(' ').filter((word) => !leftOut.includes(word));
	return `${words.join(' ')} account`;
}

it('new credentials have the names that the examples look for', () => {
	expect({
		killb: defaultCredentialName(new KillBApi().displayName),
		kernelhost: defaultCredentialName(new KernelHostApi().displayName),
	}).toEqual(credentialNames);
});

describe.each(files)('the example workflow %s', (file) => {
	const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile &
		Record<string, unknown>;

	it('contains no ID of an n8n instance', () => {
		for (const member of ['id', 'versionId', 'meta', 'shared', 'active']) {
			expect(workflow).not.toHaveProperty(member);
		}
	});

	it('references its credentials by name only', () => {
		const credentials = workflow.nodes.flatMap((node) => Object.values(node.credentials ?? {}));
		const ours: string[] = Object.values(credentialNames);
		expect(credentials.some(({ name }) => ours.includes(name))).toBe(true);
		for (const { id, name } of credentials) {
			expect(id).toBeNull();
			// For n8n's own credentials, such as a form's password, the README must say how to create
			// them.
			if (!ours.includes(name)) expect(readme).toContain(`**${name}**`);
		}
	});

	it('has a webhook ID for each trigger of this package', () => {
		const triggers = workflow.nodes.filter(({ type }) =>
			/^n8n-nodes-kernelhost-killb\.\w+Trigger$/.test(type),
		);
		expect(triggers.map(({ webhookId }) => typeof webhookId)).toEqual(triggers.map(() => 'string'));
	});

	it('is explained on the canvas and in the README', () => {
		expect(workflow.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
		expect(readme).toContain(`(${file})`);
	});
});
