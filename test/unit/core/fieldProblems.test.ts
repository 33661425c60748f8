import {
	labelled,
	problemLine,
	readFieldProblems,
	rejectedTitle,
} from '../../../core/http/fieldProblems';

describe('rejected fields', () => {
	it.each([
		[[{ field: 'a', message: 'is wrong' }], ['a: is wrong']],
		[['plain'], ['plain']],
		[{ billing_cycle: ['is required', 'is short'] }, ['billing_cycle: is required; is short']],
		[{ billing_cycle: 'is required' }, ['billing_cycle: is required']],
		[{ a: { b: 1 } }, ['{"a":{"b":1}}']],
		[undefined, []],
		['text', []],
	])('are read from %j', (list, expected) => {
		expect(readFieldProblems(list).map(problemLine)).toEqual(expected);
	});

	it('of a long list are counted', () => {
		const read = readFieldProblems(Array.from({ length: 25 }, () => 'x'));
		expect(read.at(-1)).toEqual({ problem: 'and 5 more' });
	});

	const labelOf = (member: string) => (member === 'billing_cycle' ? 'Billing Cycle' : undefined);

	it.each([
		[{ field: 'billing_cycle', problem: 'is required' }, 'Billing Cycle: is required'],
		[{ field: 'vat_id', problem: 'is required' }, 'vat_id: is required'],
		[{ problem: 'billing_cycle is required' }, 'Billing Cycle: is required'],
		[{ problem: 'billing_cycle: is required' }, 'Billing Cycle: is required'],
		[{ problem: 'vat_id: is required' }, 'vat_id: is required'],
		[{ problem: 'user not found' }, 'user not found'],
		[{ problem: '' }, ''],
	])('have the form’s labels: %j', (problem, line) => {
		expect(labelled([problem], labelOf).map(problemLine)).toEqual([line]);
	});

	it.each([
		[[], 'X rejected the input'],
		[[{ problem: 'bad' }], 'X rejected the input: bad'],
		[[{ field: 'A', problem: 'is bad' }], 'X rejected A: is bad'],
		[
			[
				{ field: 'A', problem: 'is bad' },
				{ field: 'B', problem: 'is empty' },
			],
			'X rejected 2 fields: A: is bad; B: is empty',
		],
		[
			[
				{ field: 'A', problem: 'a'.repeat(150) },
				{ field: 'B', problem: 'b'.repeat(150) },
			],
			'X rejected 2 fields: A, B',
		],
	])('are in the title: %#', (problems, title) => {
		expect(rejectedTitle('X', problems)).toBe(title);
	});
});
