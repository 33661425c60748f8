import { countDemo } from '../../../versions/demo';

const OUTPUT = `What was to happen
  ✓ one order was placed
  ✓ the order was paid
  ✗ the team was told
`;

describe('the checks that the demo printed', () => {
	it('are counted by their marks, and what failed is named', () => {
		expect(countDemo(OUTPUT, false)).toEqual({
			passed: 2,
			failed: 1,
			skipped: 0,
			failures: ['the team was told'],
		});
	});

	it('count as passed only if the demo ended well', () => {
		const output = OUTPUT.replace('✗', '✓');
		expect(countDemo(output, true)).toMatchObject({ passed: 3, failed: 0 });
		expect(countDemo(output, false)).toMatchObject({ passed: 3, failed: 1 });
	});

	it('are one failure, with the end of what was said, if there are none', () => {
		expect(countDemo('n8n did not start\n', true)).toMatchObject({
			passed: 0,
			failed: 1,
			failures: ['n8n did not start'],
		});
	});
});
