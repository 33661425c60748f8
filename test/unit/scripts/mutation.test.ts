import { mutationPage } from '../../../scripts/mutation/page';
import type { MutationReport, Reason } from '../../../scripts/mutation/report';
import { survivors, talliesByFolder } from '../../../scripts/mutation/report';

const SOURCE = 'if (a < b) {\n\treturn `x`;\n}\n';

const mutant = (status: string, line: number, from: number, to: number, replacement = 'true') => ({
	status,
	replacement,
	location: { start: { line, column: from }, end: { line, column: to } },
});

const report: MutationReport = {
	files: {
		'core/b/two.ts': {
			source: SOURCE,
			mutants: [
				mutant('NoCoverage', 2, 9, 12, '``'),
				mutant('Survived', 1, 5, 10),
				mutant('Killed', 1, 5, 10, 'false'),
				mutant('RuntimeError', 1, 5, 10, 'a'),
			],
		},
		'core/b/three.ts': { source: SOURCE, mutants: [mutant('Timeout', 1, 5, 10)] },
		'core/a/one.ts': { source: SOURCE, mutants: [mutant('Killed', 1, 5, 10)] },
	},
};

const reason = (line: string, replacement?: string): Reason => ({
	file: 'core/b/two.ts',
	line,
	...(replacement === undefined ? {} : { replacement }),
	reason: 'It is the same.',
});

it('counts what ran: killed and endless mutants as detected, survivors and uncovered ones as not', () => {
	expect([...talliesByFolder(report)]).toEqual([
		['core/a', { mutants: 1, detected: 1 }],
		['core/b', { mutants: 4, detected: 2 }],
	]);
});

it('shows each survivor by its line and by what was changed, in the order of the file', () => {
	expect(survivors(report)).toEqual([
		{ file: 'core/b/two.ts', line: 'if (a < b) {', original: 'a < b', replacement: 'true' },
		{ file: 'core/b/two.ts', line: 'return `x`;', original: '`x`', replacement: '``' },
	]);
});

it('shows a change of several lines as one', () => {
	const whole = { start: { line: 1, column: 12 }, end: { line: 3, column: 2 } };
	const mutants = [{ status: 'Survived', replacement: '{\n\t}', location: whole }];
	expect(survivors({ files: { 'core/a/one.ts': { source: SOURCE, mutants } } })).toEqual([
		expect.objectContaining({ original: '{ return `x`; }', replacement: '{ }' }),
	]);
});

it('writes scores rounded down, and a reason beside each survivor', () => {
	const { markdown } = mutationPage(report, [reason('if (a < b) {')], '1a2b3c4');
	expect(markdown).toContain('of commit 1a2b3c4: `git log 1a2b3c4.. -- core test/unit`');
	expect(markdown).toContain('| `core/a` | 1 | 1 | 100.0 % |\n| `core/b` | 4 | 2 | 50.0 % |');
	expect(markdown).toContain('| all | 5 | 3 | 60.0 % |');
	expect(markdown).toContain('- `if (a < b) {`: `a < b` → `true`. It is the same.\n');
	expect(markdown).toContain('- `` return `x`; ``: `` `x` `` → `` `` ``. **No reason given.**');
});

it('names survivors without a reason, and reasons without a survivor', () => {
	const { unexplained, outdated } = mutationPage(
		report,
		[reason('if (a < b) {', 'true'), reason('if (a < b) {', 'false'), reason('if (a > b) {')],
		'1a2b3c4',
	);
	expect(unexplained.map(({ line }) => line)).toEqual(['return `x`;']);
	expect(outdated).toEqual([reason('if (a < b) {', 'false'), reason('if (a > b) {')]);
});
