/**
 * Runs n8n's scanner for published community packages on what we would publish: its two parts with
 * its own rules and its own pinned plugin, without the download of the published package
 * (n8n.md 5.3). Needs the built dist/. Prints the violations; exits with 1 if there are any.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { objectionsTo, SHIPPED_FILES, sourceFiles } from './n8nScanner';
import { npmPack } from './npmPack';

const ROOT = path.resolve(__dirname, '..');

/**
 * Packs as `npm publish` would and unpacks it again, so that exactly the shipped files are scanned.
 */
function unpackInto(directory: string): { shipped: string; javascript: number } {
	const { tarball, files } = npmPack(ROOT, directory);
	const shipped = path.join(directory, 'package');
	mkdirSync(shipped);
	execFileSync('tar', ['-xzf', tarball, '-C', shipped, '--strip-components=1']);
	return { shipped, javascript: files.filter((file) => file.endsWith('.js')).length };
}

async function main(): Promise<void> {
	const directory = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-scan-'));
	try {
		const { shipped, javascript } = unpackInto(directory);
		// Only index.js means that the package was not built: an empty scan would pass.
		if (javascript < 2) throw new Error('dist/ holds no JavaScript: run the build first');
		const legs = [
			{ name: 'sources', objections: await objectionsTo(ROOT, await sourceFiles()) },
			{
				name: `packed files (${javascript} JavaScript)`,
				objections: await objectionsTo(shipped, SHIPPED_FILES),
			},
		];
		for (const { name, objections } of legs) {
			console.log(`n8n scanner, ${name}: ${objections ?? 'passed'}`);
		}
		if (legs.some(({ objections }) => objections !== undefined)) process.exitCode = 1;
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
