import { breakingChanges } from '../../compatibility/contract/compare';
import { releasedSnapshot, releasedVersions } from '../../compatibility/replay/corpusFile';
import { headSnapshot } from './head';

it('at least one release is kept', () => {
	expect(releasedVersions()).toContain('0.1.0');
});

describe.each(releasedVersions())('the contract of release %s', (version) => {
	it('names all nodes and credentials', () => {
		const { nodes, credentials } = releasedSnapshot(version);
		expect(Object.keys(nodes).sort()).toEqual(
			expect.arrayContaining(['kernelHost', 'kernelHostTrigger', 'killB', 'killBTrigger']),
		);
		expect(Object.keys(credentials).sort()).toEqual(
			expect.arrayContaining(['kernelHostApi', 'killBApi']),
		);
	});

	it('is compatible: nothing that was saved with it breaks', () => {
		const findings = breakingChanges(releasedSnapshot(version), headSnapshot());
		expect(findings.map(({ text }) => text)).toEqual([]);
	});
});
