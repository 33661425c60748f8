/**
 * `npm run test:compat`: reports what of HEAD breaks workflows saved with a release.
 * `npm run test:compat -- --release 0.1.0`: records the contract and the corpus of the version that
 * is released now, once. Both use the built package.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { version as packageVersion } from '../../package.json';
import { breakingChanges } from './contract/compare';
import { type PackageClasses, snapshotOf } from './contract/snapshot';
import {
	corpusFolder,
	filesOf,
	releasedSnapshot,
	releasedVersions,
	snapshotFile,
} from './replay/corpusFile';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { release: { type: 'string' } } });
	if (values.release !== undefined) await release(values.release);
	else await check();
}

async function builtPackage(): Promise<PackageClasses> {
	const file = path.resolve(__dirname, '../..', 'index.js');
	const { default: classes } = (await import(file)) as { default: PackageClasses };
	return classes;
}

async function check(): Promise<void> {
	const head = snapshotOf(await builtPackage());
	const findings = releasedVersions().flatMap((version) =>
		breakingChanges(releasedSnapshot(version), head).map(({ text }) => `Since ${version}: ${text}`),
	);
	for (const finding of findings) console.log(finding);
	console.log(`${findings.length} breaking changes`);
	if (findings.length > 0) process.exitCode = 1;
}

async function release(version: string): Promise<void> {
	if (version !== packageVersion) {
		throw new Error(`package.json has version ${packageVersion}, not ${version}`);
	}
	const [snapshot, corpus] = [snapshotFile(version), corpusFolder(version)];
	if (existsSync(snapshot) || existsSync(corpus)) {
		throw new Error(`${version} is kept already, and what is released never changes`);
	}
	await check();
	if (process.exitCode === 1) throw new Error('Nothing was kept: the findings come first');
	const files = await withUserFolder(async () => {
		const { recordCorpus } = await import('./release/recordCorpus');
		return (await recordCorpus()).map(filesOf);
	});
	await write(snapshot, snapshotOf(await builtPackage()));
	for (const [name, content] of files.flatMap((both) => Object.entries(both))) {
		await write(path.join(corpus, name), content);
	}
}

/** n8n-core writes its config there when it loads, not into the user's own n8n. */
async function withUserFolder<T>(work: () => Promise<T>): Promise<T> {
	const folder = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-compatibility-'));
	Object.assign(process.env, { N8N_USER_FOLDER: folder, N8N_LOG_LEVEL: 'silent' });
	try {
		return await work();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function write(file: string, content: unknown): Promise<void> {
	const options = await resolveConfig(file);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, await format(JSON.stringify(content), { ...options, parser: 'json' }));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
