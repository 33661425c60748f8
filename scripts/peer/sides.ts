import type { JournalEntry, Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { runNode } from '../../test/support/engine';
import type { Arrived } from './arrived';
import { arrivedAs } from './arrived';
import type { Ask, Ids, PeerCall } from './call';
import type { SdkClient } from './loadSdk';
import { loadSdk } from './loadSdk';

const ROOT = '/api/v2';
const isSession = ({ path }: { path: string }) => /\/auth\/(login|refresh)$/.test(path);

/** What one side sent, and the error that it ended with. */
export interface Sent {
	arrived: Arrived[];
	error: string | undefined;
}

/** Starts a sandbox for one use. */
export async function inSandbox<T>(use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
	const sandbox = await startSandbox();
	try {
		return await use(sandbox);
	} finally {
		await sandbox.close();
	}
}

/** A client of a freshly loaded SDK, logged in nowhere yet. */
export function sdkClient(
	folder: string,
	{ details }: Sandbox,
	webhookSecret = details.webhookSecret,
): SdkClient {
	const { Client } = loadSdk(folder, details.killb);
	const { email, password } = details;
	return new Client({ testEnv: true, credentials: { email, password, webhookSecret } });
}

/** What the SDK sends for a call. */
export async function sentBySdk(folder: string, call: PeerCall): Promise<Sent> {
	return await sent(call, async (sandbox, ids) => {
		const [group = '', method = ''] = call.sdk.split('.');
		const owner = sdkClient(folder, sandbox)[group];
		const run = owner?.[method];
		if (!run) throw new Error(`This SDK has no ${call.sdk}`);
		await run.apply(owner, call.given(ids));
	});
}

/** What the node sends for the same. */
export async function sentByNode(call: PeerCall): Promise<Sent> {
	return await sent(call, async (sandbox, ids) => {
		await runOperation(sandbox, call.node, call.form(ids), call.files);
	});
}

/** Runs an operation of the KillB node on n8n's engine. @throws the node's error */
export async function runOperation(
	{ details }: Sandbox,
	operation: string,
	form: ReturnType<PeerCall['form']>,
	files?: PeerCall['files'],
): Promise<void> {
	const [resource, name] = operation.split('.') as [string, string];
	const { killb: baseUrl, email, password } = details;
	const { error } = await runNode({
		type: 'killB',
		parameters: { resource, operation: name, ...form },
		credentials: { killBApi: { environment: 'custom', baseUrl, email, password } },
		...(files ? { files } : {}),
	});
	if (error) throw error;
}

async function sent(
	call: PeerCall,
	act: (sandbox: Sandbox, ids: Ids) => Promise<void>,
): Promise<Sent> {
	return await inSandbox(async (sandbox) => {
		const ids = (await call.prepare?.(askIn(sandbox))) ?? {};
		const { journal, killb } = sandbox.state;
		const before = journal.entries({ service: 'killb' }).at(-1)?.seq ?? 0;
		const formsBefore = killb.uploads.length;
		const error = await act(sandbox, ids).then(() => undefined, messageOf);
		const entries = journal
			.entries({ service: 'killb', direction: 'in', since: before })
			.filter((entry) => isSession(entry) === (call.login ?? false));
		const forms = killb.uploads.slice(formsBefore);
		const arrived = entries.map((entry) =>
			arrivedAs(entry, ids, isForm(entry) ? forms.shift() : undefined),
		);
		return { arrived, error };
	});
}

function isForm({ headers }: JournalEntry): boolean {
	return (headers['content-type'] ?? '').startsWith('multipart/');
}

function messageOf(error: unknown): string {
	// The errors of an execution are what n8n stored of them.
	return String((error as { message?: unknown } | null)?.message ?? error);
}

/** Asks the sandbox directly, under a login of its own. */
function askIn({ details }: Sandbox): Ask {
	const post = async (method: string, path: string, body: unknown, token?: string) => {
		const answer = await fetch(`${details.killb}${ROOT}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			},
			body: JSON.stringify(body),
		});
		const content = (await answer.json()) as Record<string, unknown>;
		if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(content)}`);
		return content;
	};
	return async (method, path, body) => {
		const { email, password } = details;
		const { accessToken } = await post('POST', '/auth/login', { email, password });
		return await post(method, path, body, String(accessToken));
	};
}
