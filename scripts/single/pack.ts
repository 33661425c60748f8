import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { bundle } from '../bundle';
import { objectionsTo, SHIPPED_FILES } from '../n8nScanner';
import { npmPack } from '../npmPack';
import { type Manifest, manifestOf } from './manifest';
import { readmeOf } from './readme';
import { ROOT, type SingleService } from './service';

/** A packed package, as it would be published. */
interface PackedSingle {
	/** The packed folder. */
	folder: string;
	tarball: string;
	bytes: number;
	/** The objections of n8n's scanner; undefined if there are none. */
	objections: string | undefined;
}

const FOLDER = path.join(ROOT, '.tmp', 'single');
/** The build's compiled modules, as in the combined package. */
const COMPILED = path.join(ROOT, '.tmp', 'compiled');

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/**
 * Bundles and packs the package of one service.
 * @throws Error if the build is missing or npm fails
 */
export async function packSingle(service: SingleService): Promise<PackedSingle> {
	if (!existsSync(COMPILED)) throw new Error('Run npm run build first');
	const combined = JSON.parse(textOf('package.json')) as Manifest;
	const manifest = manifestOf(service, combined);
	const folder = path.join(FOLDER, service.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await bundle(COMPILED, path.join(folder, 'dist'), manifest.n8n);
	copyAssets(service, path.join(folder, 'dist'), combined.name);
	copyFileSync(path.join(ROOT, 'LICENSE.md'), path.join(folder, 'LICENSE.md'));
	writeFileSync(path.join(folder, 'README.md'), readmeOf(service, combined));
	writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	const { tarball } = npmPack(folder, FOLDER);
	const objections = await objectionsTo(folder, SHIPPED_FILES);
	return { folder, tarball, bytes: statSync(tarball).size, objections };
}

/** Copies icons and item schemas unchanged; the codex files include the package's name. */
function copyAssets({ title, name }: SingleService, destination: string, combined: string): void {
	const built = path.join(ROOT, 'dist', 'nodes', title);
	const target = path.join(destination, 'nodes', title);
	cpSync(built, target, {
		recursive: true,
		filter: (file) => statSync(file).isDirectory() || /\.svg$|\.node\.json$|__schema__/.test(file),
	});
	for (const node of [title, `${title}PollingTrigger`, `${title}Trigger`]) {
		const codex = path.join(target, `${node}.node.json`);
		const text = readFileSync(codex, 'utf8');
		writeFileSync(codex, text.replace(`"${combined}.`, `"${name}.`));
	}
}
