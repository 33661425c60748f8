'use strict';

const path = require('node:path');

/** The folder into which `npm run test:versions` installed one n8n-core and its n8n-workflow. */
const line = process.env.VERSIONS_ENGINE;
if (!line)
	throw new Error('VERSIONS_ENGINE names no folder; start this with npm run test:versions.');

const isOfLine = (file) => `${file}${path.sep}`.startsWith(line + path.sep);

/**
 * jest's resolver with one difference: n8n's engine is always that of the line. A package that the
 * line lacks is an error, and not taken from the repository's own node_modules above it.
 */
module.exports = (request, options) => {
	const asksFromLine = isOfLine(options.basedir);
	const asksForEngine = /^n8n-(?:core|workflow)(?:\/|$)/.test(request);
	if (!asksFromLine && !asksForEngine) return options.defaultResolver(request, options);
	const basedir = asksFromLine ? options.basedir : line;
	const found = options.defaultResolver(request, { ...options, basedir });
	const isPackage = !/^[./]/.test(request) && path.isAbsolute(found);
	if (isPackage && !isOfLine(found)) {
		const error = new Error(`${request} is not in ${line}: ${found} is of another n8n.`);
		throw Object.assign(error, { code: 'MODULE_NOT_FOUND' });
	}
	return found;
};
