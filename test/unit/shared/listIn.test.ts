import { listIn } from '../../../nodes/shared/operation/results';

const entries = [{ id: 1 }, { id: 2 }];

describe('the entries of a list answer', () => {
	it.each([
		['a bare array', entries],
		['data', { data: entries, total: 2 }],
		['items', { items: entries }],
		['the resource’s name', { services: entries, data: [] }],
		['the only list of objects', { results: entries, total: 2, tags: ['a'] }],
		['the only list of objects in data', { data: { entries, total: 2 } }],
	])('are found in %s', (_, body) => {
		expect(listIn(body, 'services')).toEqual(entries);
	});

	it.each([
		['a record, whose lists are its parts', { id: 7, disks: [{ size: 1 }] }],
		['an object with two lists', { up: [{ a: 1 }], down: [{ a: 1 }] }],
		['an object without a list', { status: 'ok' }],
	])('are the one object where the answer is %s', (_, body) => {
		expect(listIn(body, 'services')).toEqual([body]);
	});

	it('are none in an empty list under any name', () => {
		expect(listIn({ results: [] }, 'services')).toEqual([]);
	});
});
