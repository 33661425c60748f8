import { checkReading, checkWhatWasRead, type Reading } from '../../../bench/requests/reading';

const reading = (ids: unknown[], failed = 0): Reading => ({
	processorMs: 1,
	milliseconds: 1,
	ids,
	failed,
	firstFailure: failed > 0 ? '{"error":"refused"}' : null,
});

describe('the check of what a measured node did', () => {
	it('takes all items in their order', () => {
		expect(() => checkReading('it', reading([1, 2, 3]), [1, 2, 3])).not.toThrow();
	});

	it.each([
		['one that is missing', reading([1, 3])],
		['one too many', reading([1, 2, 3, 3])],
		['another order', reading([1, 3, 2])],
		['one in place of another', reading([1, 2, 4])],
		['one without an id', reading([1, undefined, 3])],
		['a failure', reading([1, 2], 1)],
	])('refuses %s', (_, wrong) => {
		expect(() => checkReading('it', wrong, [1, 2, 3])).toThrow(/^it: /);
	});

	it('names the first failure', () => {
		expect(() => checkReading('it', reading([1, 2], 1), [1, 2, 3])).toThrow('refused');
	});
});

describe('the check of what was read where items may fail', () => {
	it('takes what is left in its order', () => {
		expect(() => checkWhatWasRead('it', reading([1, 3, 3], 2), [1, 2, 3, 2, 3])).not.toThrow();
	});

	it.each([
		['another order', reading([3, 1], 1)],
		['a repetition', reading([1, 1], 1)],
		['a lost failure', reading([1], 1)],
		['one without an id', reading([undefined, 3], 1)],
	])('refuses %s', (_, wrong) => {
		expect(() => checkWhatWasRead('it', wrong, [1, 2, 3])).toThrow(/^it: /);
	});
});
