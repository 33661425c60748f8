/**
 * A target: all engine tests or the whole chaos suite on one n8n-core, all jest tests on one Node,
 * or the demo or the triggers' lifecycle in one n8n.
 */
export interface Target {
	kind: 'engine' | 'chaos' | 'node' | 'demo' | 'triggers';
	/** The version of n8n or of Node. */
	version: string;
	/** The Node that the tests run on; a whole n8n brings its own. */
	node?: string;
	/** The engine of that n8n. */
	packages?: Record<'n8n-core' | 'n8n-workflow', string>;
	/** Older than the minimum: the nodes must not run in it. */
	isTooOld?: true;
}

const NODE_20 = '20.20.2';
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
const OLDEST = engine('1.123.81', NODE_20, '1.122.48', '1.120.31');
const NEWEST = engine('2.41.1', NODE_24, '2.41.1', '2.41.0');
const SUPPORTED = [
	OLDEST,
	engine('2.0.3', NODE_20, '2.0.2', '2.0.1'),
	engine('2.20.12', NODE_22, '2.20.6', '2.20.3'),
	engine('2.33.7', NODE_22, '2.33.2', '2.33.2'),
	engine('2.36.0', NODE_24, '2.36.0', '2.36.0'),
	NEWEST,
];

export const TARGETS: Target[] = [
	{ ...engine('1.101.1', NODE_20, '1.100.0', '1.98.0'), isTooOld: true },
	...SUPPORTED,
	{ ...OLDEST, kind: 'chaos' },
	{ ...NEWEST, kind: 'chaos' },
	jestOn(NODE_20),
	jestOn(NODE_22),
	jestOn(NODE_24),
	...SUPPORTED.map(({ version }): Target => ({ kind: 'demo', version })),
	...SUPPORTED.map(({ version }): Target => ({ kind: 'triggers', version })),
];

export const nameOf = ({ kind, version }: Target): string => `${kind} ${version}`;
