'use strict';

const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

// n8n-core writes <N8N_USER_FOLDER>/.n8n/config when it loads; a test run must not touch the user's own n8n.
const userFolder = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-test-'));
process.env.N8N_USER_FOLDER = userFolder;
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

const project = (name) => ({
	displayName: name,
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/n8nUserFolder.js'],
	transform: {
		'\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
});

module.exports = { projects: [project('unit'), project('engine')] };
