import { differences } from '../../compatibility/replay/differences';
import { expectationOf } from '../../compatibility/replay/expectation';
import type { Outcome, SentRequest } from '../../compatibility/replay/outcome';

const read: SentRequest = { method: 'GET', path: '/v1/me', query: {}, body: null, keyed: false };
const write = (id: string, amount = '5'): SentRequest => ({
	method: 'POST',
	path: `/v1/orders/${id}/pay`,
	query: { page: '1' },
	keyed: true,
	body: { amount, mark: id },
});
const outcome = (id: string, change: Partial<Outcome> = {}): Outcome => ({
	requests: [read, write(id)],
	items: [{ id, list: [{ a: 1, b: id }, { a: 2 }], note: null }],
	files: { data: 'application/pdf' },
	error: null,
	...change,
});
const expected = expectationOf(outcome('one'), outcome('two'), []);
const found = (change: Partial<Outcome>) => differences(expected, outcome('three', change));

it('values that vary between runs are ignored, and all others are expected', () => {
	expect(expected.requests[1]).toEqual({
		method: 'POST',
		path: '/v1/orders/<varies>/pay',
		query: { page: '1' },
		keyed: true,
		body: { amount: '5', mark: '<varies>' },
	});
	expect(expected.shape).toEqual({ id: 'string', list: [{ a: 'number' }], note: 'null' });
	expect(found({})).toEqual([]);
});

it.each<[string, Partial<Outcome>]>([
	['more members', { items: [{ id: 'x', list: [{ a: 1, c: 1 }], note: 'now known', more: 1 }] }],
	['an empty list', { items: [{ id: 'x', list: [], note: null }] }],
	['one more read', { requests: [read, { ...read, path: '/v1/other' }, write('x')] }],
	['one more file', { files: { data: 'application/pdf', other: 'text/plain' } }],
])('%s is an addition', (_what, change) => {
	expect(found(change)).toEqual([]);
});

it.each<[string, Partial<Outcome>, RegExp]>([
	['an error', { error: 'Refused' }, /fails: Refused/],
	['a member less', { items: [{ list: [], note: null }] }, /id is missing and not string/],
	['another type', { items: [{ id: 1, list: [], note: null }] }, /id is number and not string/],
	['a member less in a list', { items: [{ id: 'x', list: [{}], note: null }] }, /list\[0\]\.a/],
	['no list', { items: [{ id: 'x', list: {}, note: null }] }, /not a list/],
	['no item', { items: [] }, /gives 0 items and not one/],
	['more items', { items: [...outcome('x').items, ...outcome('x').items] }, /gives 2 items/],
	['no file', { files: {} }, /"data" is missing/],
	['a read less', { requests: [write('x')] }, /no longer asks GET \/v1\/me/],
	['a write less', { requests: [read] }, /sends nothing and not POST/],
	['a write more', { requests: [read, write('x'), write('x')] }, /and not nothing/],
	['another amount', { requests: [read, write('x', '6')] }, /"amount":"6"/],
	['another path', { requests: [read, { ...write('x'), path: '/v1/orders' }] }, /sends POST/],
	['another query', { requests: [read, { ...write('x'), query: {} }] }, /sends POST/],
	['no key', { requests: [read, { ...write('x'), keyed: false }] }, /sends POST/],
	[
		'one more member of a body',
		{ requests: [read, { ...write('x'), body: { amount: '5', mark: 'x', more: 1 } }] },
		/"more":1/,
	],
])('%s is a difference', (_what, change, words) => {
	expect(found(change).join('\n')).toMatch(words);
});
