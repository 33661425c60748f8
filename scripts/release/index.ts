/**
 * `npm run release`: builds and verifies the three packages, and writes everything that a release
 * consists of into `release/`: the packages, `sbom.cdx.json`, `NOTES.md` and `SHA256SUMS`. Publishes
 * nothing. Fails if a package does not pass n8n's scanner or can't be loaded.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';
import { BUNDLED_PACKAGES } from '../bundle';
import { objectionsTo, SHIPPED_FILES } from '../n8nScanner';
import { npmPack } from '../npmPack';
import { packSingle } from '../single/pack';
import { ROOT, SERVICES } from '../single/service';
import { checksums } from './checksums';
import { notesOf } from './notes';
import { type Sbom, shippedOnly } from './sbom';

const RELEASE = path.join(ROOT, 'release');
/** Below the root, so that the unpacked packages find n8n-workflow in its node_modules. */
const UNPACKED = path.join(ROOT, '.tmp', 'release');

interface Loaded {
	name: string;
	n8n: { credentials: string[]; nodes: string[] };
}

async function main(): Promise<void> {
	for (const folder of [RELEASE, UNPACKED]) {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
	}
	const { version } = manifest;
	const notes = notesOf(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'), version);
	writeFileSync(path.join(RELEASE, 'NOTES.md'), notes);

	npmPack(ROOT, RELEASE);
	for (const service of SERVICES) {
		const { tarball } = await packSingle(service);
		copyFileSync(tarball, path.join(RELEASE, path.basename(tarball)));
	}
	for (const file of readdirSync(RELEASE).filter((name) => name.endsWith('.tgz'))) {
		const { name, loaded } = await verify(path.join(RELEASE, file));
		console.log(`${file}: passes n8n's scanner, ${loaded} nodes and credentials of ${name} load`);
	}

	const sbom = JSON.parse(
		execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
			cwd: ROOT,
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
		}),
	) as Sbom;
	const shipped = shippedOnly(sbom, manifest, BUNDLED_PACKAGES);
	writeFileSync(path.join(RELEASE, 'sbom.cdx.json'), `${JSON.stringify(shipped, null, '\t')}\n`);
	writeFileSync(path.join(RELEASE, 'SHA256SUMS'), checksums(RELEASE));
	console.log(`release/ holds ${readdirSync(RELEASE).sort().join(', ')}`);
}

/**
 * Unpacks a package, runs n8n's scanner on it, and loads each of its nodes and credentials.
 * @throws Error if one of them fails
 */
async function verify(tarball: string): Promise<{ name: string; loaded: number }> {
	const folder = path.join(UNPACKED, path.basename(tarball, '.tgz'));
	mkdirSync(folder);
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	const objections = await objectionsTo(folder, SHIPPED_FILES);
	if (objections !== undefined) throw new Error(`${tarball}: ${objections}`);
	const { name, n8n } = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	) as Loaded;
	const files = [...n8n.credentials, ...n8n.nodes];
	for (const file of files) {
		const loaded = (await import(path.join(folder, file))) as Record<string, new () => unknown>;
		const [className = ''] = path.basename(file).split('.');
		const type = loaded[className];
		if (type === undefined) throw new Error(`${tarball}: ${file} exports no ${className}`);
		new type();
	}
	return { name, loaded: files.length };
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
