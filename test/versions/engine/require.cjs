'use strict';

/**
 * Lets a process without jest load n8n's engine from the folder that VERSIONS_ENGINE names. What the
 * engine itself imports is found from there.
 */
const Module = require('node:module');
const path = require('node:path');

const line = process.env.VERSIONS_ENGINE;
if (!line)
	throw new Error('VERSIONS_ENGINE names no folder; start this with npm run test:versions.');

const resolve = Module._resolveFilename;
const fromLine = Module.createRequire(path.join(line, 'package.json'));

Module._resolveFilename = function (request, ...rest) {
	const asksForEngine = /^n8n-(?:core|workflow)(?:\/|$)/.test(request);
	const isAsking = rest[0]?.filename === path.join(line, 'package.json');
	return asksForEngine && !isAsking
		? fromLine.resolve(request)
		: resolve.call(this, request, ...rest);
};
