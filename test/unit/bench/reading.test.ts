import { checkReading, checkWhatWasRead, type Reading } from '../../../bench/requests/reading';

const reading = (ids: unknown[], failed = 0): Reading => ({
	milliseconds: 1,
	ids,
	failed,
	firstFailure: failed > 0 ? '{"error":"refused"}' : null,
});

describe('the check of a measured node’s items', () => {
	it('accepts all items in order', () => {
		expect(() => checkReading('it', reading([1, 2, 3]), [1, 2, 3])).not.toThrow();
	});

	it.each([
		['a missing item', reading([1, 3])],
		['an extra item', reading([1, 2, 3, 3])],
		['another order', reading([1, 3, 2])],
		['a replaced item', reading([1, 2, 4])],
		['an item without an ID', reading([1, undefined, 3])],
		['a failure', reading([1, 2], 1)],
	])('rejects %s', (_, wrong) => {
		expect(() => checkReading('it', wrong, [1, 2, 3])).toThrow(/^it: /);
	});

	it('names the first failure', () => {
		expect(() => checkReading('it', reading([1, 2], 1), [1, 2, 3])).toThrow('refused');
	});
});

describe('the check of items that may fail', () => {
	it('accepts the remaining items in order', () => {
		expect(() => checkWhatWasRead('it', reading([1, 3, 3], 2), [1, 2, 3, 2, 3])).not.toThrow();
	});

	it.each([
		['another order', reading([3, 1], 1)],
		['a duplicate', reading([1, 1], 1)],
		['a lost failure', reading([1], 1)],
		['an item without an ID', reading([undefined, 3], 1)],
	])('rejects %s', (_, wrong) => {
		expect(() => checkWhatWasRead('it', wrong, [1, 2, 3])).toThrow(/^it: /);
	});
});
