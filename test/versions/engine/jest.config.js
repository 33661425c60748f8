'use strict';

const base = require('../../../jest.config.js');

const engine = base.projects.find(({ displayName }) => displayName === 'engine');
const [swc] = Object.values(engine.transform);
const ES_MODULES = 'p-retry|is-network-error';
const isSupported = process.env.VERSIONS_SUPPORTED === '1';

/**
 * The engine tests, on the n8n-core in the folder that VERSIONS_ENGINE names; for an n8n that is
 * too old, only that the nodes do not run in it.
 */
module.exports = {
	...base,
	// Older n8n-cores leave timers behind, and jest would wait for them.
	forceExit: true,
	projects: [
		{
			...engine,
			roots: [...engine.roots, __dirname],
			testMatch: [...(isSupported ? engine.testMatch : []), `${__dirname}/*.test.ts`],
			resolver: `${__dirname}/resolver.js`,
			setupFilesAfterEnv: [`${__dirname}/onlyThisLine.ts`],
			// ES modules of n8n-core 2.0, which jest can't load as they are.
			transform: { ...engine.transform, [`/(?:${ES_MODULES})/index\\.js$`]: swc },
			transformIgnorePatterns: engine.transformIgnorePatterns.map((pattern) =>
				pattern.replace('(?!', `(?!(?:${ES_MODULES})/|`),
			),
		},
	],
};
