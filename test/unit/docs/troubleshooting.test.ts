import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { vendorCode } from '../../../core/http/explanation';
import * as kernelHost from '../../../core/kernelhost/remedies';
import * as killB from '../../../core/killb/remedies';
import { helpOf, nodeError } from '../../../nodes/shared/errors/failure';
import manifest from '../../../package.json';
import { headingAnchor } from '../../../scripts/headingAnchor';

const ROOT = path.join(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const PAGE = read('docs/troubleshooting.md');
const entries = [...PAGE.matchAll(/^#### (.+)$/gm)].map(([, heading = '']) => heading);

/** The codes of errors that are not a vendor's answer. */
const own = [...read('core/errors.ts').matchAll(/^\t\| '(\w+)'/gm)].map(([, code = '']) => code);

/** The texts in capital letters in the shipped sources, codes among them. */
const inSources = ['core', 'nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
			path.join(folder, file),
		),
	)
	.filter((file) => file.endsWith('.ts') && file !== path.join('core', 'errors.ts'))
	.flatMap((file) => [...read(file).matchAll(/'([A-Z][A-Z0-9_]+)'/g)].map(([, text = '']) => text));

const ofVendors = [
	...[kernelHost.REASONS, kernelHost.TYPES]
		.flatMap(Object.keys)
		.map((name) => vendorCode('KH', name)),
	...Object.keys(kernelHost.STATUSES).map((status) => vendorCode('KH', `HTTP_${status}`)),
	...Object.keys(killB.CODES).map((name) => vendorCode('KILLB', name)),
	...Object.keys(killB.STATUSES).map((status) => vendorCode('KILLB', `HTTP_${status}`)),
];

describe('the troubleshooting page', () => {
	it('has an entry for each code and no other', () => {
		const others = inSources.filter((text) => /^(KH|KILLB)_/.test(text));
		expect(entries.toSorted()).toEqual([...new Set([...own, ...ofVendors, ...others])].sort());
	});

	it.each(own)('explains a code that the source uses: %s', (code) => {
		expect(inSources).toContain(code);
	});

	it('begins each entry with the error in one sentence', () => {
		const titled = [...PAGE.matchAll(/^#### (.+)\n\n\*\*[^*]+\.\*\* /gm)];
		expect(titled).toHaveLength(entries.length);
	});

	it('is the target of the error links, in the repository that package.json names', () => {
		const url = manifest.repository.url.replace(/\.git$/, '');
		const error = nodeError({} as INode, 'FIELD_INVALID', 'Amount is empty');
		expect(helpOf(error)).toBe(
			`${url}/blob/main/docs/troubleshooting.md#${headingAnchor('FIELD_INVALID')}`,
		);
	});
});
