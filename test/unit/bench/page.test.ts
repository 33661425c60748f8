import { page, type Record, updated } from '../../../bench/page';

const section = (name: string, value: number): Record['sections'][number] => ({
	name,
	title: `About ${name}`,
	method: 'Counted.',
	unit: 'ms',
	series: [{ name: 'ours', samples: [value] }],
	findings: [{ bench: name, value, goal: '≤ 1 ×', met: value <= 1 }],
});

const record = (commit: string, sections: Record['sections']): Record => ({
	machine: {
		processor: 'P',
		cores: 2,
		memoryGiB: 8,
		system: 'Linux',
		node: 'v20',
		n8n: '2.41.1',
		n8nNode: 'v24',
		date: '2026-01-01',
		commit,
	},
	rounds: 5,
	sections,
});

const ORDER = ['one', 'between', 'two'];

describe('the page about performance', () => {
	const whole = record('aaaaaaa', [section('one', 2), section('two', 1)]);

	it('lists every finding with its goal, and says which goals are not met', () => {
		expect(page(whole)).toContain('| [one](#about-one) | ≤ 1 × | 2 | **no** |');
		expect(page(whole)).toContain('| [two](#about-two) | ≤ 1 × | 1 | yes |');
	});

	it('takes over what was measured later, in its place, and says so there and only there', () => {
		const text = page(updated(whole, record('bbbbbbb', [section('one', 0.5)]), ORDER));
		expect(text).toContain('| [one](#about-one) | ≤ 1 × | 0.5 | yes |');
		expect(text.indexOf('## About one')).toBeLessThan(text.indexOf('## About two'));
		expect(text.match(/Measured on 2026-01-01 at commit bbbbbbb, after the others/g)).toHaveLength(
			1,
		);
		expect(text).toContain('at commit aaaaaaa, everything in one run');
	});

	it('puts what is measured for the first time in its place', () => {
		const { sections } = updated(whole, record('bbbbbbb', [section('between', 1)]), ORDER);
		expect(sections.map(({ name }) => name)).toEqual(ORDER);
	});

	it('keeps the rest as it was measured', () => {
		const { sections, machine } = updated(whole, record('bbbbbbb', [section('one', 0.5)]), ORDER);
		expect(machine.commit).toBe('aaaaaaa');
		expect(sections[1]).toEqual(section('two', 1));
	});
});
