#!/usr/bin/env node
/**
 * The command of this folder as a separate package. It runs the sources directly, so npm can fetch
 * them from git and start them without a build.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Otherwise the working directory's configuration would apply.
process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('command.tsconfig.json', import.meta.url));

try {
	const { register } = await import('tsx/cjs/api');
	register();
	createRequire(import.meta.url)('./start.ts');
} catch (error) {
	if (!/^(ERR_)?MODULE_NOT_FOUND$/.test(error.code)) throw error;
	// npx only links a folder, without installing its dependencies, unless it is told to.
	process.stderr.write(
		`The sandbox did not start: what it needs is not installed. Call "npx --install-links <this folder>".\n${error.message}\n`,
	);
	process.exitCode = 1;
}
