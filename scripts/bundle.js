'use strict';

/**
 * Bundles the compiled modules into the few files that ship: n8n loads every node when it starts,
 * and opening hundreds of small files takes longer than running their code. Nothing is minified or
 * renamed, so the shipped code stays readable.
 */

const { existsSync } = require('node:fs');
const { mkdir, readFile, writeFile } = require('node:fs/promises');
const Module = require('node:module');
const path = require('node:path');
const { rollup } = require('@rollup/wasm-node');
const { n8n, repository } = require('../package.json');

/** Returns the files that n8n loads by path, without `dist/` and `.js`. */
const entriesOf = ({ credentials, nodes }) =>
	[...credentials, ...nodes].map((file) => file.slice('dist/'.length, -3));

/** A module that only describes a node's form, which is known at build time. */
const FORM = './form';
/**
 * One input per line: full white space would be a twentieth of the package. JSON text contains no
 * bare quote.
 */
const BETWEEN_INPUTS = /\},\{(?="displayName":)/g;
const NODE = /\.node\.js$/;

/** Libraries that ship inside the bundle: n8n's rules allow no dependencies. */
const BUNDLED = ['content-disposition', '@noble/hashes/sha3.js', '@scure/base'];

const isOutside = (id) => !id.startsWith('.') && !path.isAbsolute(id) && !BUNDLED.includes(id);

/** The packages of these libraries. */
const BUNDLED_PACKAGES = BUNDLED.map((name) =>
	name
		.split('/')
		.slice(0, name.startsWith('@') ? 2 : 1)
		.join('/'),
);

/** Returns the licenses of the bundled libraries, which want to be in every copy. */
async function licenses() {
	const texts = BUNDLED_PACKAGES.map(async (name) => {
		const file = path.join(__dirname, '..', 'node_modules', name, 'LICENSE');
		return `${name}\n\n${await readFile(file, 'utf8')}`;
	});
	return (await Promise.all(texts)).join('\n\n');
}

/** Resolves imports, which the compiler leaves without extension, as in the sources. */
const extensions = {
	name: 'extensions',
	resolveId(source, importer) {
		if (!importer || isOutside(source)) return null;
		if (BUNDLED.includes(source)) return require.resolve(source);
		const file = path.resolve(path.dirname(importer), source);
		return [`${file}.js`, path.join(file, 'index.js')].find((name) => existsSync(name)) ?? null;
	},
};

/**
 * Replaces a form with a JSON file next to its node: building the form would load the code of all
 * operations.
 * @param {Map<string, string>} forms receives the file of each form, by its JSON file
 */
const formsAsJson = (compiled, forms) => ({
	name: 'forms as JSON',
	resolveId(source, importer) {
		if (source !== FORM || !NODE.test(importer)) return null;
		const module = path.resolve(path.dirname(importer), source);
		const json = `${path.relative(compiled, module)}.json`;
		forms.set(json, `${module}.js`);
		return { id: path.join(compiled, json), external: 'relative' };
	},
});

/** Puts the repository's address in place of an import of package.json, which stays outside dist. */
const manifest = {
	name: 'manifest',
	resolveId: (source, importer) =>
		source.endsWith('/package.json') ? path.join(path.dirname(importer), 'manifest') : null,
	load: (id) =>
		path.basename(id) === 'manifest'
			? `export const repository = ${JSON.stringify(repository)};`
			: null,
};

/**
 * Turns Rollup's warnings into errors, such as circular imports: a class could be used before it is
 * defined.
 */
const strictly = {
	external: isOutside,
	onwarn: (warning) => {
		// A library explains Rollup's annotations in a comment, which Rollup takes for one.
		if (warning.code === 'INVALID_ANNOTATION' && warning.id?.includes('/node_modules/')) return;
		throw new Error(warning.message);
	},
};
const READABLE = {
	format: 'cjs',
	generatedCode: { preset: 'es2015', symbols: false },
	interop: 'auto',
	minifyInternalExports: false,
	// A file imports what it uses, but not indirect dependencies.
	hoistTransitiveImports: false,
};

/** Runs a form's module and returns its exports. */
async function valuesOf(file) {
	const bundle = await rollup({ ...strictly, input: file, plugins: [manifest, extensions] });
	const { output } = await bundle.generate({ ...READABLE, inlineDynamicImports: true });
	await bundle.close();
	const module = new Module(file);
	module.paths = Module._nodeModulePaths(__dirname);
	module._compile(output[0].code, file);
	return module.exports;
}

/**
 * Bundles the package.
 * @param {string} compiled the folder of the compiler's output, ES modules
 * @param {string} destination the folder for the package's files, under the paths in package.json
 * @param {{credentials: string[], nodes: string[]}} loaded what n8n loads of it, as package.json
 *   lists it
 */
async function bundle(compiled, destination, loaded = n8n) {
	const forms = new Map();
	const entries = Object.fromEntries(
		entriesOf(loaded).map((name) => [name, path.join(compiled, `${name}.js`)]),
	);
	const bundled = await rollup({
		...strictly,
		input: entries,
		plugins: [formsAsJson(compiled, forms), manifest, extensions],
	});
	let atStart;
	const { output } = await bundled.write({
		...READABLE,
		dir: destination,
		entryFileNames: '[name].js',
		chunkFileNames: ({ name, facadeModuleId }) =>
			facadeModuleId ? path.relative(compiled, facadeModuleId) : `${name}.js`,
		manualChunks: (id, graph) => {
			atStart ??= importedAtStart(Object.values(entries), graph);
			const module = path.relative(compiled, id);
			const { isEntry, dynamicImporters } = graph.getModuleInfo(id);
			const isLazy = dynamicImporters.length > 0 && !module.startsWith('core');
			return isEntry || isLazy ? undefined : fileOf(module, atStart.has(id));
		},
	});
	await bundled.close();
	await writeFile(path.join(destination, 'bundled-licenses.txt'), await licenses());
	for (const [json, file] of forms) {
		await mkdir(path.dirname(path.join(destination, json)), { recursive: true });
		const values = JSON.stringify(await valuesOf(file));
		await writeFile(path.join(destination, json), values.replace(BETWEEN_INPUTS, '},\n{'));
	}
	return output;
}

/**
 * Returns the file that a module ships in, without `.js`: one file for all that n8n loads at its
 * start, and otherwise one for core/, one for shared code and one per service. Lazy modules of
 * nodes/ are not included: each starts its own file. Those of core/, which the credentials load, are
 * in the file of core/: otherwise signing a request would load the node.
 */
function fileOf(module, isAtStart) {
	if (isAtStart) return 'nodes/start';
	// Only core/ imports libraries.
	if (module.includes('node_modules')) return 'core/core';
	const [area, folder] = module.split(path.sep);
	if (area === 'core') return 'core/core';
	return folder === 'shared' ? 'nodes/shared' : `nodes/${folder}/${folder}`;
}

/** Returns the modules that the entries import directly or indirectly, except lazy ones. */
function importedAtStart(entries, { getModuleInfo }) {
	const found = new Set();
	const visit = (id) => {
		for (const imported of getModuleInfo(id)?.importedIds ?? []) {
			if (found.has(imported)) continue;
			found.add(imported);
			visit(imported);
		}
	};
	entries.forEach(visit);
	return found;
}

module.exports = { BUNDLED_PACKAGES, bundle };
