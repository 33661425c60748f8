import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { config as n8nRules } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const SHIPPED = ['nodes/**/*.ts', 'credentials/**/*.ts', 'core/**/*.ts'];
const TOOLS = ['test/**/*.ts', 'sandbox/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'];

/**
 * Which modules a part may import by name. n8n's rule of the same purpose also lets through
 * whatever package.json lists as a development dependency; users do not have those.
 */
const onlyImport = (names, message) => ({
	patterns: [{ regex: `^(?!\\.{1,2}/|(?:${names.join('|')})$)`, message }],
});

/** Who may not import whom, as paths: `target` may not import `from`. */
const boundary = (target, from, message) => ({ target, from, message });
/** The folders of nodes/shared, each standing on those before it. */
const SHARED_LAYERS = [
	'errors',
	'fields',
	'client',
	'operation',
	'execute',
	'trigger',
	'connection',
];
const upwards = (root, layers) =>
	layers.slice(0, -1).map((layer, index) => {
		const above = layers.slice(index + 1);
		const folders = above.map((name) => `${root}/${name}`);
		return boundary(`${root}/${layer}`, folders, `${layer} stands below ${above.join(', ')}.`);
	});
const NOT_SHIPPED = ['./test', './sandbox', './scripts', './bench', './dist'];

export default defineConfig([
	globalIgnores(['dist', '.tmp', 'coverage', 'test/e2e/artifacts', '**/node_modules']),

	{
		// No comment may switch a rule off, as n8n's scanner ignores such comments too.
		linterOptions: {
			noInlineConfig: true,
			reportUnusedDisableDirectives: 'error',
			reportUnusedInlineConfigs: 'error',
		},
		settings: {
			// Without these the import rules do not look into TypeScript files.
			...importX.flatConfigs.typescript.settings,
			'import-x/resolver-next': [createTypeScriptImportResolver()],
		},
	},

	{
		name: "n8n's own rules, as its CLI configures them",
		files: ['package.json', 'nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [n8nRules],
	},
	{
		name: 'nodes and credentials stand on n8n-workflow alone',
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				onlyImport(
					['n8n-workflow', 'crypto', 'node:crypto'],
					'Shipped code imports only n8n-workflow, node:crypto and relative files.',
				),
			],
		},
	},

	{
		name: 'core: the rules of shipped code, and no n8n',
		files: ['core/**/*.ts'],
		extends: [
			js.configs.recommended,
			tseslint.configs.recommended,
			n8nCommunityNodesPlugin.configs.recommended,
			importX.flatConfigs.recommended,
		],
		rules: {
			'no-console': 'error',
			// Core does not know n8n, so it cannot throw n8n's error classes; the nodes turn its errors
			// into those.
			'@n8n/community-nodes/require-node-api-error': 'off',
			'@typescript-eslint/no-restricted-imports': [
				'error',
				onlyImport(
					['crypto', 'node:crypto', 'content-disposition', '@noble/hashes/sha3.js', '@scure/base'],
					'core/ imports only node:crypto, bundled libraries and relative files.',
				),
			],
		},
	},

	{
		name: 'shipped code: direction of imports',
		files: SHIPPED,
		rules: {
			'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
			'import-x/no-self-import': 'error',
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						boundary(
							['./core', './nodes', './credentials'],
							NOT_SHIPPED,
							'Shipped code imports only shipped code.',
						),
						boundary('./core', ['./nodes', './credentials'], 'core/ does not know n8n.'),
						boundary('./nodes/KernelHost', './nodes/KillB', 'The services do not know each other.'),
						boundary('./nodes/KillB', './nodes/KernelHost', 'The services do not know each other.'),
						boundary(
							'./nodes/shared',
							['./nodes/KernelHost', './nodes/KillB'],
							'nodes/shared is what both services stand on.',
						),
						...upwards('./nodes/shared', SHARED_LAYERS),
					],
				},
			],
		},
	},

	{
		name: 'index.js is shipped: what the scanner asks of built JavaScript',
		files: ['index.js'],
		extends: [js.configs.recommended, n8nCommunityNodesPlugin.configs.recommended],
		languageOptions: {
			sourceType: 'commonjs',
			globals: { require: 'readonly', module: 'writable' },
		},
		rules: { 'no-console': 'error' },
	},

	{
		name: 'tests and tools',
		files: TOOLS,
		extends: [
			js.configs.recommended,
			tseslint.configs.recommended,
			importX.flatConfigs.recommended,
			importX.flatConfigs.typescript,
		],
		rules: {
			// The compiler checks both.
			'import-x/default': 'off',
			'import-x/namespace': 'off',
			'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
			'import-x/no-self-import': 'error',
		},
	},
	{
		name: 'tests know their types',
		files: ['test/**/*.ts', 'sandbox/**/*.ts', 'scripts/**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			// A promise that nobody waits for is a test that cannot fail.
			'@typescript-eslint/no-floating-promises': [
				'error',
				{
					// Node's runner waits for `it` and `describe` itself. Its types call them `test` and
					// `suite`, and declare the latter in a namespace, where only the file is known.
					allowForKnownSafeCalls: [
						{ from: 'package', name: 'test', package: 'node:test' },
						{ from: 'file', name: 'suite', path: 'node_modules/@types/node/test.d.ts' },
					],
				},
			],
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
		},
	},
	{
		name: 'configuration files and scripts that run before anything is installed',
		files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
		ignores: ['index.js'],
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.node },
	},
	{
		name: 'CommonJS, as package.json says',
		files: ['**/*.js', '**/*.cjs'],
		languageOptions: { sourceType: 'commonjs' },
	},
	{
		name: 'the page of the sandbox: modules of a browser',
		files: ['sandbox/page/*.js'],
		languageOptions: { sourceType: 'module', globals: { ...globals.browser } },
	},
]);
