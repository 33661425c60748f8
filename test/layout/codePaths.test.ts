import { Session } from 'node:inspector/promises';
import path from 'node:path';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { KernelHostSandbox, byId } from '../support/kernelhost/kernelHostSandbox';
import { KillBSandbox } from '../support/killb/killBSandbox';
import { PERSON_DATA } from '../support/killb/people';
import { killB, ramp } from '../support/triggers/deliveries';
import { freezeClockForThisFile, HOUR, later } from '../support/engine';

/**
 * The number of files of this package that one job runs through. A reader who follows an order has
 * to open these files, so the number is limited: raise a limit only for a good reason, lower it
 * when a job needs fewer.
 *
 * A file counts if one of its functions runs in a second, warm run, by V8's precise coverage.
 */

const ROOT = path.resolve(__dirname, '../..');
const SHIPPED = ['core', 'nodes', 'credentials'].map(
	(folder) => path.join(ROOT, folder) + path.sep,
);

freezeClockForThisFile();
const kernelHost = KernelHostSandbox.forEachTest();
const killBSandbox = KillBSandbox.forEachTest();

/**
 * The compiler's getter through which another module reads an export: not a function of the source.
 */
const EXPORT_GETTER = /^(get )?\w*\s*\w*\(\)\s*\{\s*return [\w.]+;\s*\}$/;

/** The shipped files in which a function runs during `work`. */
async function filesRun(work: () => Promise<unknown>): Promise<string[]> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
	await session.post('Profiler.takePreciseCoverage');
	await work();
	const { result } = await session.post('Profiler.takePreciseCoverage');
	await session.post('Profiler.stopPreciseCoverage');
	await session.post('Debugger.enable');
	const files = new Set<string>();
	for (const { url, scriptId, functions } of result) {
		const file = url.replace(/^file:\/\//, '');
		if (!SHIPPED.some((folder) => file.startsWith(folder))) continue;
		const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId });
		const hasRun = functions.some(({ ranges: [range] }) => {
			if (range === undefined || range.count === 0) return false;
			return !EXPORT_GETTER.test(scriptSource.slice(range.startOffset, range.endOffset));
		});
		if (hasRun) files.add(path.relative(ROOT, file));
	}
	session.disconnect();
	return [...files].sort();
}

/** Shows the files if there are too many. */
function expectAtMost(limit: number, files: string[]): void {
	expect(files.length).toBeGreaterThan(5);
	if (files.length > limit) expect(files).toEqual([]);
}

async function withoutError(run: Promise<{ error?: unknown }>): Promise<void> {
	expect((await run).error).toBeUndefined();
}

it('an order runs through at most 32 files', async () => {
	const order = () =>
		withoutError(
			kernelHost.run('order.create', {
				productId: byId('42'),
				billingCycle: 'monthly',
				idempotencyMode: 'automatic',
			}),
		);
	await order();
	expectAtMost(32, await filesRun(order));
});

it('a list of five pages runs through at most 34 files', async () => {
	for (let n = 0; n < 45; n++) {
		killBSandbox.state.killb.addUser('PERSON', { ...PERSON_DATA, email: `${n}@x.test` });
	}
	const credentials = await killBSandbox.withoutLimits();
	const list = () =>
		withoutError(
			killBSandbox.run(
				'user.getAll',
				{ userType: 'PERSON', returnAll: true, options: { pageSize: 10 } },
				{ credentials },
			),
		);
	await list();
	expectAtMost(34, await filesRun(list));
});

it('a delivery runs through at most 12 files', async () => {
	const delivery = async () => expect((await killB(ramp)).items).toHaveLength(1);
	await delivery();
	expectAtMost(12, await filesRun(delivery));
});

it('the refresh of a KillB session runs through at most 12 files', async () => {
	const { KillBApi } = await import('../../credentials/KillBApi.credentials');
	const credential = new KillBApi();
	const fields = killBSandbox.credentials().killBApi ?? {};
	const helper: IHttpRequestHelper = {
		helpers: {
			httpRequest: async ({ url, body, headers }) => {
				const answer = await fetch(url, {
					method: 'POST',
					headers: { ...(headers as Record<string, string>), 'Content-Type': 'application/json' },
					body: JSON.stringify(body),
				});
				return {
					statusCode: answer.status,
					headers: Object.fromEntries(answer.headers),
					body: Buffer.from(await answer.arrayBuffer()),
				};
			},
		},
	};
	const renew = async (stored: ICredentialDataDecryptedObject) => ({
		...stored,
		...(await credential.preAuthentication.call(helper, stored)),
	});
	const stored = await renew(fields);
	later(HOUR);
	const again = await renew(stored);
	later(HOUR);
	expectAtMost(12, await filesRun(() => renew(again)));
	expect(killBSandbox.renewals()).toEqual([
		'POST /auth/login 201',
		'POST /auth/refresh 201',
		'POST /auth/refresh 201',
	]);
});
