/**
 * A target: all engine tests on one n8n-core, all jest tests on one Node, or the demo in one n8n.
 */
export interface Target {
	kind: 'engine' | 'node' | 'demo';
	/** The version of n8n or of Node. */
	version: string;
	/** The Node that jest runs on; the demo brings its own. */
	node?: string;
	/** The engine of that n8n. */
	packages?: Record<'n8n-core' | 'n8n-workflow', string>;
	/** Older than the minimum: the nodes must not run in it. */
	isTooOld?: true;
}

const NODE_22 = '22.23.3';
const NODE_24 = '24.21.0';

/** The engine of one n8n, on the oldest Node that it supports (`engines` of the package `n8n`). */
const engine = (version: string, node: string, core: string, workflow: string): Target => ({
	kind: 'engine',
	version,
	node,
	packages: { 'n8n-core': core, 'n8n-workflow': workflow },
});
const jestOn = (version: string): Target => ({ kind: 'node', version, node: version });

/** A patch of each line whose packages the registry has: 2.36.9 and 2.41.3 lack some. */
export const TARGETS: Target[] = [
	{ ...engine('2.20.12', NODE_22, '2.20.6', '2.20.3'), isTooOld: true },
	{ ...engine('2.30.8', NODE_22, '2.30.4', '2.30.2'), isTooOld: true },
	engine('2.36.0', NODE_24, '2.36.0', '2.36.0'),
	engine('2.41.1', NODE_24, '2.41.1', '2.41.0'),
	jestOn('20.20.2'),
	jestOn(NODE_22),
	jestOn(NODE_24),
	{ kind: 'demo', version: '2.36.0' },
	{ kind: 'demo', version: '2.41.1' },
];

export const nameOf = ({ kind, version }: Target): string => `${kind} ${version}`;
