/**
 * Installs what a folder below versions/ pins into another one, with the steps of scripts/setup.mjs. Built-ins only.
 *
 *   node versions/prepare.mjs <packages|node|n8n> <folder with package.json and, if it has one, a lock file> <folder to install into>
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgetNpmSettingsOf, installPackages } from '../scripts/setup/packages.mjs';
import { prepareRealN8n, provideNode } from '../scripts/setup/realN8n.mjs';
import { npm, SetupError } from '../scripts/setup/steps.mjs';

const [what, pinned, folder] = process.argv.slice(2);
const lockFile = 'package-lock.json';
mkdirSync(folder, { recursive: true });
forgetNpmSettingsOf(join(dirname(fileURLToPath(import.meta.url)), '..'));

try {
	copyFileSync(join(pinned, 'package.json'), join(folder, 'package.json'));
	if (existsSync(join(pinned, lockFile))) {
		copyFileSync(join(pinned, lockFile), join(folder, lockFile));
	} else if (!existsSync(join(folder, lockFile))) {
		const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
		await npm('resolving all packages', ['install', ...flags], { cwd: folder });
	}
	if (what === 'n8n') await prepareRealN8n(folder);
	else await installPackages(folder, pinned);
	if (what === 'node') await provideNode(folder);
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`FAILED: ${error.message}\n`);
	process.exitCode = 1;
}
