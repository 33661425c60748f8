import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from './freePort';
import type { N8nClient } from './n8nClient';
import { n8nClient } from './olderN8nClient';
import type { Owner, WorkflowFile } from './n8nTypes';
import { startN8n } from './n8nServer';
import { installIntoN8n, packPackage } from './packedPackage';
import { root } from './runtime';
import { SandboxProcess } from './sandboxProcess';
import { waitFor } from './waitFor';

/** The credential names in the workflows of examples/. */
export const credentialNames = { killb: 'KillB account', kernelhost: 'KernelHost account' };

/** The first user of every n8n here. */
export const owner: Owner = { email: 'demo@n8n.example', password: 'Demo-n8n-2026' };

/** Reports a step of a long process; runs `work` and returns its result. */
export type Step = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** A sandbox and a real n8n that has the packed package, an owner and both credentials. */
export interface Stack {
	sandbox: SandboxProcess;
	client: N8nClient;
	owner: Owner;
	/** The ids of the credentials in n8n. */
	credentials: { killb: string; kernelhost: string };
	/**
	 * Restarts n8n at the same address, with the same database; sessions stay valid.
	 * @param changes environment variables that differ from now on
	 */
	restartN8n: (changes?: NodeJS.ProcessEnv) => Promise<void>;
	/** Kills n8n (SIGKILL); `restartN8n` starts it again. */
	killN8n: () => Promise<void>;
	/** Terminates n8n, so that its files can be changed; `restartN8n` starts it again. */
	stopN8n: () => Promise<void>;
	/** N8N_USER_FOLDER: n8n's database and its log `n8n.log`. */
	userFolder: string;
}

export interface StackOptions {
	/** Emptied first; keeps n8n's files and all logs. */
	folder: string;
	step: Step;
	/** Gets the stop function of each part as soon as it runs, also when a later step fails. */
	onStarted: (stop: () => Promise<void>) => void;
	/** Further environment variables of n8n. */
	env?: NodeJS.ProcessEnv;
	/**
	 * Puts the package into n8n's user folder before n8n starts. By default packs the current build
	 * and installs that.
	 */
	install?: (userFolder: string) => Promise<void>;
}

/** Installs the package and starts everything around it. */
export async function startStack({
	folder,
	step,
	onStarted,
	env = {},
	install = async (userFolder) => await installIntoN8n(await packPackage(folder), userFolder),
}: StackOptions): Promise<Stack> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const userFolder = join(folder, 'n8n');
	await step('Packing the package and installing it into n8n', () => install(userFolder));
	const sandbox = await step('Starting the sandbox of KernelHost and KillB', () =>
		SandboxProcess.start(join(folder, 'sandbox.log')),
	);
	onStarted(sandbox.stop);
	let server = await step('Starting n8n', () => startN8n({ userFolder, env }));
	onStarted(() => server.stop());
	const environment = { ...env };
	const restartN8n = async (changes: NodeJS.ProcessEnv = {}) => {
		Object.assign(environment, changes);
		await server.stop();
		// Only the web address has to stay; a connection may have taken the other port meanwhile.
		const [runnersBroker = 0] = await freePorts(1);
		server = await startN8n({
			userFolder,
			env: environment,
			ports: { ...server.ports, runnersBroker },
		});
	};
	const killN8n = async () => await server.process.kill();
	const stopN8n = async () => await server.stop();

	const client = n8nClient(server.url);
	const credentials = await step('Setting up its owner and both credentials', async () => {
		await client.setUpOwner(owner);
		return await createCredentials(client, sandbox);
	});
	return { sandbox, client, owner, credentials, restartN8n, killN8n, stopN8n, userFolder };
}

/**
 * Creates both credentials under the names that the examples use.
 * @param killBChanges fields of KillB's that are overridden
 */
export async function createCredentials(
	client: N8nClient,
	sandbox: Pick<SandboxProcess, 'details'>,
	killBChanges: Partial<ReturnType<typeof credentialFields>['killb']> = {},
): Promise<Stack['credentials']> {
	const fields = credentialFields(sandbox);
	const killb = await client.createCredential(credentialNames.killb, 'killBApi', {
		...fields.killb,
		...killBChanges,
	});
	const kernelhost = await client.createCredential(
		credentialNames.kernelhost,
		'kernelHostApi',
		fields.kernelhost,
	);
	return { killb, kernelhost };
}

/** What a user types into the credentials for a sandbox; n8n does not return it afterwards. */
export function credentialFields({ details }: Pick<SandboxProcess, 'details'>) {
	return {
		killb: {
			environment: 'custom',
			baseUrl: details.killb,
			email: details.email,
			password: details.password,
			webhookSecret: details.webhookSecret,
		},
		kernelhost: {
			keyId: details.keyId,
			secret: details.secret,
			apiRoot: details.kernelhost,
			webhookSecret: details.webhookSecret,
		},
	};
}

export function readExample(name: string): WorkflowFile {
	return JSON.parse(readFileSync(join(root, 'examples', name), 'utf8')) as WorkflowFile;
}

/** The production URL of a trigger of this package. */
export function webhookUrl(n8nUrl: string, workflow: WorkflowFile, nodeType: string): string {
	const trigger = workflow.nodes.find(({ type }) => type.endsWith(`.${nodeType}`));
	if (trigger?.webhookId === undefined)
		throw new Error(`The workflow has no ${nodeType} with a webhook id.`);
	return `${n8nUrl}/webhook/${trigger.webhookId}/webhook`;
}

/**
 * Waits until n8n serves a trigger. It publishes a moment after it said so; until then the URL
 * answers 404. A request without a signature gets a 401 once the trigger is live, and starts no
 * execution.
 */
export async function waitUntilLive(url: string): Promise<void> {
	await waitFor(`${url} to be live`, async () => {
		const { status } = await fetch(url, { method: 'POST', body: '' });
		return status === 401 || undefined;
	});
}
