import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './steps.mjs';

/** Installs what package-lock.json names into `folder`, unless it is all there already. */
export async function installPackages(folder, what) {
	if (isInstalled(folder)) return;
	// Install scripts stay off: several download prebuilt binaries from other hosts than the registry.
	// A step that is needed is run by itself, see realN8n.mjs.
	await npm(`installing ${what}`, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
	});
}

/**
 * Whether node_modules holds what the lock file names. npm writes its own record of the installed tree
 * at the end of each install, so an install that broke off doesn't count, and neither does one of an
 * older lock file. Packages for other platforms, and optional ones that failed, are in the lock file only.
 */
function isInstalled(folder) {
	const wanted = packagesOf(join(folder, 'package-lock.json'));
	const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
	if (wanted === undefined || present === undefined) return false;
	if (Object.keys(present).some((path) => !(path in wanted))) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '') return true;
		const installed = present[path];
		if (installed === undefined) return Boolean(entry.optional || entry.os || entry.cpu);
		return installed.version === entry.version && installed.integrity === entry.integrity;
	});
}

/**
 * `npm run` hands the settings of the root's .npmrc on in the environment, where they outrank the .npmrc of another folder:
 * with the root's legacy-peer-deps, n8n would be installed without a part of its packages.
 */
export function forgetNpmSettingsOf(folder) {
	const file = join(folder, '.npmrc');
	if (!existsSync(file)) return;
	for (const [, name] of readFileSync(file, 'utf8').matchAll(/^([\w-]+)\s*=/gm)) {
		delete process.env[`npm_config_${name.replaceAll('-', '_')}`];
	}
}

function packagesOf(lockFile) {
	try {
		return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
	} catch {
		return undefined;
	}
}
