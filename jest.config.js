'use strict';

const { mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

// n8n-core writes <N8N_USER_FOLDER>/.n8n/config when it loads; a test run must not touch the user's
// own n8n.
const userFolder = mkdtempSync(path.join(tmpdir(), 'kernelhost-killb-test-'));
process.env.N8N_USER_FOLDER = userFolder;
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

/**
 * `npm test` builds the package and then tests what it built. Without that (`npx jest <path>` while
 * working) every file of dist/ is answered by the source it is made of, so that no test runs
 * against a stale build. The tests of the layout always read the sources.
 */
const root = __dirname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const builtToSource = {
	[`^(?:${root}|\\.)/dist/((?:core|credentials|nodes)/.+)\\.js$`]: '<rootDir>/$1.ts',
	[`^${root}/dist/(nodes/.+\\.node\\.json)$`]: '<rootDir>/$1',
};

/**
 * What tests stand on: `--watch` sees only changes below jest's roots. Without the real n8n, whose
 * 100,000 files would all be watched.
 */
const SOURCES = [
	'core',
	'credentials',
	'nodes',
	'sandbox',
	'scripts',
	...supportOf('test/support'),
];

function supportOf(folder) {
	return readdirSync(path.join(__dirname, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== 'n8n')
		.map(({ name }) => `${folder}/${name}`);
}

const project = (name) => ({
	displayName: name,
	rootDir: __dirname,
	roots: [...SOURCES, `test/${name}`].map((folder) => `<rootDir>/${folder}`),
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/support/n8nEnvironment.js'],
	moduleNameMapper:
		name !== 'layout' && process.env.TEST_BUILT_PACKAGE === '1' ? {} : builtToSource,
	transform: {
		'(\\.ts|/(?:content-disposition/dist/index|@noble/hashes/\\w+|@scure/base/index)\\.js)$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	// ES modules, which jest can't load as they are.
	transformIgnorePatterns: ['/node_modules/(?!content-disposition/|@noble/hashes/|@scure/base/)'],
});

module.exports = {
	projects: [project('unit'), project('engine'), project('layout')],
	// Not a claim about speed: only what hangs shall end, also on a busy machine and in the longest
	// property test.
	testTimeout: 180_000,
	// Jest leaves one core to itself, and on two cores would run all in one process, which keeps a
	// copy of n8n-core for every test file that loaded it.
	maxWorkers: 2,
	workerIdleMemoryLimit: '1500MB',
};
