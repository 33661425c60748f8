'use strict';

/**
 * Puts the compiled modules together into the few files that ship: n8n loads every node when it
 * starts, and hundreds of small files take it longer than their code does. Nothing is minified or
 * renamed, so what ships can be read.
 */

const { existsSync } = require('node:fs');
const { mkdir, writeFile } = require('node:fs/promises');
const Module = require('node:module');
const path = require('node:path');
const { rollup } = require('@rollup/wasm-node');
const { n8n } = require('../package.json');

/** What n8n loads by its path, without `dist/` and `.js`. */
const entriesOf = ({ credentials, nodes }) =>
	[...credentials, ...nodes].map((file) => file.slice('dist/'.length, -3));

/**
 * A module that only says what a node's form looks like, which is known when the package is built.
 */
const FORM = './form';
/**
 * One line for each: white space everywhere would be a twentieth of the package. In a text of JSON
 * there is no bare quote.
 */
const BETWEEN_INPUTS = /\},\{(?="displayName":)/g;
const NODE = /\.node\.js$/;

const isOutside = (id) => !id.startsWith('.') && !path.isAbsolute(id);

/** The compiler leaves imports without extension, as the sources write them. */
const extensions = {
	name: 'extensions',
	resolveId(source, importer) {
		if (!importer || isOutside(source)) return null;
		const file = path.resolve(path.dirname(importer), source);
		return [`${file}.js`, path.join(file, 'index.js')].find((name) => existsSync(name)) ?? null;
	},
};

/**
 * Answers a form with JSON of its own, beside the node that shows it: what a form is made of is the
 * code of all operations.
 * @param {Map<string, string>} forms is told the file of each form, by the file of its JSON
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

/**
 * Throws for whatever Rollup would only warn of, such as a circle of files: a class could be used
 * before it is there.
 */
const strictly = {
	external: isOutside,
	onwarn: (warning) => {
		throw new Error(warning.message);
	},
};
const READABLE = {
	format: 'cjs',
	generatedCode: { preset: 'es2015', symbols: false },
	interop: 'auto',
	minifyInternalExports: false,
	// A file names what it uses, and not what that uses in turn.
	hoistTransitiveImports: false,
};

/** Runs a form's module and takes what it exports. */
async function valuesOf(file) {
	const bundle = await rollup({ ...strictly, input: file, plugins: [extensions] });
	const { output } = await bundle.generate({ ...READABLE, inlineDynamicImports: true });
	await bundle.close();
	const module = new Module(file);
	module.paths = Module._nodeModulePaths(__dirname);
	module._compile(output[0].code, file);
	return module.exports;
}

/**
 * @param {string} compiled the folder of the compiler's output, ES modules
 * @param {string} destination where the package's files go, under the paths that package.json names
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
		plugins: [formsAsJson(compiled, forms), extensions],
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
			const { isEntry, dynamicImporters } = graph.getModuleInfo(id);
			if (isEntry || dynamicImporters.length > 0) return undefined;
			return fileOf(path.relative(compiled, id), atStart.has(id));
		},
	});
	await bundled.close();
	for (const [json, file] of forms) {
		await mkdir(path.dirname(path.join(destination, json)), { recursive: true });
		const values = JSON.stringify(await valuesOf(file));
		await writeFile(path.join(destination, json), values.replace(BETWEEN_INPUTS, '},\n{'));
	}
	return output;
}

/**
 * The file that a module ships in, without `.js`: what n8n loads at its start in one, else one for
 * core/, one for what the services share and one for each service. Not used for modules that are
 * loaded later by themselves: each begins a file of its own.
 */
function fileOf(module, isAtStart) {
	if (isAtStart) return 'nodes/start';
	const [area, folder] = module.split(path.sep);
	if (area === 'core') return 'core/core';
	return folder === 'shared' ? 'nodes/shared' : `nodes/${folder}/${folder}`;
}

/** The modules that the entries import, at once or through others, and that are not put off. */
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

module.exports = { bundle };
