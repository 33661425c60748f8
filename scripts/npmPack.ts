import { execFileSync } from 'node:child_process';
import path from 'node:path';

interface Packed {
	filename: string;
	files: Array<{ path: string }>;
}

/**
 * Packs the package in a folder as `npm publish` would.
 * @returns the tarball, and the paths of the files in it
 * @throws Error when npm fails
 */
export function npmPack(folder: string, destination: string): { tarball: string; files: string[] } {
	const output = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
		{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [packed] = JSON.parse(output) as Packed[];
	if (!packed) throw new Error('npm pack named no package');
	return {
		tarball: path.join(destination, packed.filename),
		files: packed.files.map((file) => file.path),
	};
}
