import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './command';
import { E2E } from './install';
import type { NotInstallable } from './result';
import { SCRATCH } from './target';

/** The newest n8n whose packages the registry has. */
export interface Newest {
	/** A folder with its package.json and lock file; that of test/support/n8n if there is none newer. */
	pinned: string;
	/** Newer ones whose packages it has not, newest first. */
	notInstallable: Array<Omit<NotInstallable, 'date'>>;
}

interface Manifest {
	dependencies: Record<string, string>;
	overrides: Record<string, string>;
}

/** Goes from the registry's newest n8n down to the one of test/support/n8n, until one has a complete tree of packages. */
export async function findNewest(): Promise<Newest> {
	const manifest = JSON.parse(readFileSync(path.join(E2E, 'package.json'), 'utf8')) as Manifest;
	const { succeeded, output } = await run('n8n-versions', [
		'npm',
		'view',
		'n8n',
		'versions',
		'--json',
	]);
	if (!succeeded) throw new Error(`npm can't tell the versions of n8n:\n${output}`);
	const list = JSON.parse(
		output.slice(output.indexOf('['), output.lastIndexOf(']') + 1),
	) as string[];
	const notInstallable: Newest['notInstallable'] = [];
	for (const n8n of newerThan(String(manifest.dependencies['n8n']), list)) {
		const pinned = path.join(SCRATCH, 'candidates', n8n);
		const reason = await whyNot(pinned, {
			dependencies: { ...manifest.dependencies, n8n },
			overrides: manifest.overrides,
		});
		if (reason === undefined) return { pinned, notInstallable };
		notInstallable.push({ n8n, reason });
	}
	return { pinned: E2E, notInstallable };
}

/** Makes the lock file of a manifest; returns npm's reason if there is a package that can't be had. */
async function whyNot(folder: string, manifest: Manifest): Promise<string | undefined> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, ...manifest }));
	const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
	// The repository's .npmrc asks for this, and so does the environment of `npm run`; n8n would lack packages.
	const env = { ...process.env, npm_config_legacy_peer_deps: 'false' };
	const log = `candidate-${path.basename(folder)}`;
	const { succeeded, output } = await run(log, ['npm', 'install', ...flags], env, folder);
	return succeeded ? undefined : reasonIn(output);
}

/** npm's own words of what is wrong, without the code before them and the advice after them. */
export function reasonIn(output: string): string {
	const lines = output.split('\n').filter((line) => line.startsWith('npm error '));
	const words = lines.map((line) => line.slice('npm error '.length));
	return words.find((line) => !/^(code|syscall|errno|A complete log)/.test(line)) ?? 'unknown';
}

/** Published versions above `version`, newest first; a preview is none. */
export function newerThan(version: string, published: string[]): string[] {
	return published
		.filter((candidate) => /^[\d.]+$/.test(candidate) && compare(candidate, version) > 0)
		.sort((a, b) => compare(b, a));
}

function compare(a: string, b: string): number {
	const [left, right] = [a, b].map((version) => version.split('.').map(Number));
	const index = (left ?? []).findIndex((part, at) => part !== right?.[at]);
	return index === -1 ? 0 : Number(left?.[index]) - Number(right?.[index]);
}
