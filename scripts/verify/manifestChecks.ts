import type { Manifest } from '../single/manifest';
import { type Check, check } from './check';

/** The members that n8n's rules look at. */
export interface VerifiedManifest extends Manifest {
	version: string;
	license: string;
	author: { name: string; email: string };
	repository: { url: string };
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	scripts?: Record<string, string>;
	overrides?: unknown;
}

const LIFECYCLE = [
	'prepare',
	'preinstall',
	'install',
	'postinstall',
	'prepublish',
	'preprepare',
	'postprepare',
];

/** What package.json alone answers. */
export function manifestChecks(manifest: VerifiedManifest): Check[] {
	const {
		name,
		keywords,
		license,
		dependencies = {},
		peerDependencies = {},
		scripts = {},
		version,
	} = manifest;
	const lifecycle = LIFECYCLE.filter((script) => script in scripts);
	return [
		check('The name begins with n8n-nodes-', /^(@[^/]+\/)?n8n-nodes-/.test(name), name),
		check(
			'The keyword that n8n searches for',
			keywords.includes('n8n-community-node-package'),
			'n8n-community-node-package',
		),
		check('MIT licence', license === 'MIT', license),
		check(
			'No runtime dependencies',
			Object.keys(dependencies).length === 0,
			Object.keys(dependencies).join(', ') || 'none',
		),
		check(
			'n8n-workflow is the only peer dependency, in any version',
			JSON.stringify(peerDependencies) === '{"n8n-workflow":"*"}',
			JSON.stringify(peerDependencies),
		),
		check(
			'No scripts that run on installation',
			lifecycle.length === 0,
			lifecycle.join(', ') || 'none',
		),
		check('No overrides', manifest.overrides === undefined, 'package.json'),
		check('A semantic version', /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version), version),
		...identityChecks(manifest),
	];
}

/** Reserved names stand where the publisher's will be (docs/publishing.md). */
const isReserved = (text: string) => /\.example(\/|$|:)/.test(text);

function identityChecks({ author, repository, name }: VerifiedManifest): Check[] {
	const waits = (asked: string, value: string): Check => ({
		asked,
		verdict: isReserved(value) ? 'waits' : 'yes',
		evidence: isReserved(value) ? `${value} is a reserved name: docs/publishing.md` : value,
	});
	return [
		waits('The author can be written to, and is the one of the npm account', author.email),
		waits('The repository is public, on GitHub, and the one of the package', repository.url),
		{
			asked: 'Published by a GitHub workflow, with provenance',
			verdict: 'waits',
			evidence: `publish.yml is there and was never run; afterwards: npm audit signatures, and @n8n/scan-community-package ${name}`,
		},
	];
}
