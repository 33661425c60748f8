'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const { bundle } = require('./scripts/bundle');

const OUTPUT = path.join(__dirname, 'dist');
/**
 * What the compiler makes of the sources, before it is put together; tsconfig.build.json names the
 * same folder.
 */
const COMPILED = path.join(__dirname, '.tmp', 'compiled');

/**
 * What the running package needs besides JavaScript. Anything else in these folders stays out of
 * the package.
 */
const ASSETS = [
	'nodes/**/*.svg',
	'nodes/**/*.node.json',
	// The form of a trigger's items, which n8n serves to its editor and its assistant.
	'nodes/**/__schema__/**/*.json',
	'credentials/**/*.svg',
];

/** Runs the pinned compiler, not one that happens to be on the PATH. */
function compile() {
	return new Promise((resolve, reject) => {
		const compiler = require.resolve('typescript/bin/tsc');
		const child = spawn(
			process.execPath,
			[compiler, '-p', path.join(__dirname, 'tsconfig.build.json')],
			{ stdio: 'inherit' },
		);
		child.on('error', reject);
		child.on('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`tsc ended with status ${code}`)),
		);
	});
}

async function clean() {
	// Also what was compiled: a module whose source is gone must not ship.
	for (const folder of [OUTPUT, COMPILED]) await rm(folder, { recursive: true, force: true });
}

async function together() {
	await bundle(COMPILED, OUTPUT);
}

function assets() {
	// encoding false: gulp 5 decodes files as UTF-8 otherwise, and an asset must arrive byte for
	// byte.
	return src(ASSETS, { base: '.', cwd: __dirname, encoding: false }).pipe(dest(OUTPUT));
}

const build = series(clean, parallel(series(compile, together), assets));

module.exports = {
	clean,
	build,
	default: build,
};
