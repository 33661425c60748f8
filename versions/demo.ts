import { existsSync } from 'node:fs';
import path from 'node:path';
import { nodeIn } from '../test/support/n8n/runtime';
import { environmentOf, run } from './command';
import { E2E, install, installedVersion } from './install';
import { findNewest, type Newest } from './newest';
import { ROOT, type Target } from './target';
import type { Tested } from './tests';

export interface Demonstrated extends Tested {
	/** Of the newest demo: the versions that were to be newer still. */
	notInstallable?: Newest['notInstallable'];
}

/** `npm run demo -- --once` in another n8n than the one of test/support/n8n. */
export async function runDemo({ name }: Target): Promise<Demonstrated> {
	if (name !== 'newest') {
		return await demonstrate(
			await install('n8n', path.join(__dirname, 'n8n', name), `n8n/${name}`),
		);
	}
	const { pinned, notInstallable } = await findNewest();
	const isOfE2e = pinned === E2E && existsSync(nodeIn(E2E));
	const folder = isOfE2e ? E2E : await install('n8n', pinned, 'n8n/newest');
	return { ...(await demonstrate(folder)), notInstallable };
}

async function demonstrate(folder: string): Promise<Tested> {
	const node = nodeIn(folder);
	const { output: version } = await run('demo-node', [node, '--version']);
	const n8n = installedVersion(folder, 'n8n');
	const { succeeded, output } = await run(
		`demo-${n8n}`,
		[node, '--import', 'tsx', path.join(ROOT, 'test/e2e/demo/index.ts'), '--once'],
		environmentOf(node, { E2E_N8N: folder }),
	);
	return {
		...countDemo(output, succeeded),
		versions: { n8n, node: version.trim().replace(/^v/, '') },
	};
}

/** What was to happen and did or did not, as the demo says it. Without a word of it, or with status 1 for another reason: one failure. */
export function countDemo(output: string, succeeded: boolean): Omit<Tested, 'versions'> {
	const linesWith = (mark: string) =>
		output
			.split('\n')
			.filter((line) => line.startsWith(`  ${mark} `))
			.map((line) => line.slice(4));
	const passed = linesWith('✓').length;
	const failures = linesWith('✗');
	if (failures.length === 0 && (!succeeded || passed === 0)) {
		failures.push(output.trim().split('\n').slice(-5).join(' '));
	}
	return { passed, failed: failures.length, skipped: 0, failures };
}
