import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PERSONALITIES } from '../../../sandbox';
import { ASSUMED } from '../../../core/kernelhost/overrides';

const page = readFileSync(path.join(__dirname, '../../../docs/assumptions.md'), 'utf8');
const rows = page
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) => line.split('|').map((cell) => cell.trim()))
	.map(([, what = '', assumption = '', setting = '', live = '']) => ({
		...{ what, assumption, setting, live },
	}))
	.slice(1);

describe('docs/assumptions.md', () => {
	it('names each assumption for which the sandbox has another behaviour, and no other', () => {
		const tried = Object.values(PERSONALITIES).map(({ assumption }) => assumption);
		expect(rows.length).toBeGreaterThan(20);
		expect([...new Set(tried)].sort()).toEqual(rows.map(({ what }) => what).sort());
	});

	it('says for each assumption whether the live check can decide it', () => {
		expect(rows.filter(({ live }) => !/^(yes|no)[:,]/.test(live))).toEqual([]);
	});

	it('names each member of Vendor Overrides', () => {
		const named = rows.flatMap(({ setting }) =>
			setting.includes('Vendor Overrides')
				? [...setting.matchAll(/`(\w+)`/g)].map(([, name]) => name)
				: [],
		);
		expect(named.sort()).toEqual(Object.keys(ASSUMED).sort());
	});
});
