import { check, listed, mayBePublished } from '../../../scripts/verify/check';
import { manifestChecks, type VerifiedManifest } from '../../../scripts/verify/manifestChecks';
import combined from '../../../package.json';

const manifest = combined as unknown as VerifiedManifest;

/** What does not hold after a change of package.json. */
const failedAfter = (change: Partial<VerifiedManifest>) =>
	manifestChecks({ ...manifest, ...change })
		.filter(({ verdict }) => verdict === 'no')
		.map(({ asked }) => asked);

describe('what n8n asks of package.json', () => {
	it('holds', () => {
		expect(failedAfter({})).toEqual([]);
	});

	it.each<[string, Partial<VerifiedManifest>]>([
		['The name begins with n8n-nodes-', { name: 'kernelhost' }],
		['The keyword that n8n searches for', { keywords: ['n8n'] }],
		['MIT licence', { license: 'ISC' }],
		['No runtime dependencies', { dependencies: { axios: '1.0.0' } }],
		[
			'n8n-workflow is the only peer dependency, in any version',
			{ peerDependencies: { 'n8n-workflow': '^2' } },
		],
		['No scripts that run on installation', { scripts: { postinstall: 'node x' } }],
		['No overrides', { overrides: {} }],
		['A semantic version', { version: '1' }],
	])('would not hold: %s', (asked, change) => {
		expect(failedAfter(change)).toEqual([asked]);
	});

	it('waits for a publisher as long as reserved names stand there, and no longer', () => {
		const waiting = (change: Partial<VerifiedManifest>) =>
			manifestChecks({ ...manifest, ...change }).filter(({ verdict }) => verdict === 'waits')
				.length;
		const named = {
			author: { name: 'A', email: 'a@kernelhost.dev' },
			repository: { url: 'https://github.com/a/b.git' },
		};
		expect([waiting({}), waiting(named)]).toEqual([3, 1]);
	});
});

describe('a list of checks', () => {
	const missing = check('B', false, 'no b');

	it('lets a package be published without what the verified list alone asks for', () => {
		expect(mayBePublished([check('A', true, 'a'), { ...missing, forListOnly: true }])).toBe(true);
		expect(mayBePublished([missing])).toBe(false);
	});

	it('shows each with its verdict', () => {
		expect(listed('p', [check('A', true, 'a'), missing])).toBe(
			'\np: 1 of 2 hold, 1 do not, 0 wait\n  ✓ A: a\n  ✗ B: no b',
		);
	});
});
