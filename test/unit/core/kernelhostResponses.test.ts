import { problemLine } from '../../../core/http/fieldProblems';
import { clockVerdict, readProblem, scopesIn } from '../../../core/kernelhost/explain';
import { addressIn } from '../../../core/kernelhost/authenticate';

describe('this machine’s clock compared with KernelHost’s', () => {
	const date = 'Sun, 22 Nov 2026 02:05:59 GMT';
	const server = Date.UTC(2026, 10, 22, 2, 5, 59);

	it.each([
		[0, 'ok', 'The clocks match.'],
		[1499, 'ok', 'The clocks match.'],
		[-1499, 'ok', 'The clocks match.'],
		[2000, 'ok', 'n8n’s clock is 2 seconds ahead of KernelHost’s.'],
		[-2000, 'ok', 'n8n’s clock is 2 seconds behind KernelHost’s.'],
		[119_000, 'ok', 'n8n’s clock is 119 seconds ahead of KernelHost’s.'],
		[120_000, 'problem', 'n8n’s clock is 120 seconds ahead of KernelHost’s.'],
		[-3_600_000, 'problem', 'n8n’s clock is 3600 seconds behind KernelHost’s.'],
	])('with a skew of %i ms gives %s', (offset, verdict, message) => {
		expect(clockVerdict(date, server + offset)).toEqual({
			verdict,
			message,
			advice:
				'At 300 seconds KernelHost rejects every request. Set the clock of the machine that runs n8n (turn on NTP).',
		});
	});

	it.each([undefined, '', 'yesterday'])('is not compared if the response’s date is %p', (none) => {
		expect(clockVerdict(none, server)).toEqual({
			verdict: 'unknown',
			message: 'The server did not report its time.',
			advice: '',
		});
	});
});

describe('the scopes of a key', () => {
	it.each([
		[{ key: { scopes: ['read:products', 'write:orders'] } }],
		[{ data: { account: { key: ['read:products', 'write:orders'] } } }],
		[[{ other: ['x'] }, { permissions: ['read:products', 'write:orders'] }]],
	])('are found wherever a response lists them: %j', (answer) => {
		expect(scopesIn(answer)).toEqual(['read:products', 'write:orders']);
	});

	it('are strings, in a list of nothing else', () => {
		expect(scopesIn({ scopes: ['read:products', ['read:orders']] })).toEqual(['read:orders']);
	});

	it.each([
		[null],
		['read:products'],
		[{ scopes: [] }],
		[{ scopes: ['read:products', 'admin'] }],
		[{ scopes: ['read:products', 7] }],
		[{ scopes: ['xread:products'] }],
		[{ scopes: ['read:products2'] }],
		[{ scopes: ['read:'] }],
		[{ a: { b: { c: { d: ['read:products'] } } } }],
	])('are unknown for %j', (answer) => {
		expect(scopesIn(answer)).toBeUndefined();
	});
});

describe('the webhook URL in a response', () => {
	it.each([
		['https://n8n.example/w'],
		[{ url: 'https://n8n.example/w' }],
		[{ name: 'Webhook', active: true, data: { webhook: { to: 'https://n8n.example/w' } } }],
		[[null, 'none', 'https://n8n.example/w']],
	])('is found under any name: %j', (answer) => {
		expect(addressIn(answer, 'url')).toBe('https://n8n.example/w');
	});

	it.each([
		[{ links: { self: 'https://api.example' }, url: 'https://n8n.example/w' }],
		[{ url: 'https://n8n.example/w', links: { self: 'https://api.example' } }],
		[{ links: { self: 'https://api.example' }, data: { url: 'https://n8n.example/w' } }],
	])('is the one in its own field: %j', (answer) => {
		expect(addressIn(answer, 'url')).toBe('https://n8n.example/w');
	});

	it.each([[null], ['']])('is none where its own field is %j, whatever else there is', (url) => {
		const links = { self: 'https://api.example' };
		expect(addressIn({ links, url }, 'url')).toBeUndefined();
		expect(addressIn({ links, data: { callback: url } }, 'callback')).toBeUndefined();
	});

	it('may be in capitals and without TLS', () => {
		expect(addressIn({ url: 'HTTP://n8n.example/w' }, 'url')).toBe('HTTP://n8n.example/w');
	});

	it.each([
		[undefined],
		[null],
		[''],
		['see https://n8n.example'],
		['https://'],
		['ftp://n8n.example'],
		['httpx://n8n.example'],
		['xhttps://n8n.example'],
		[7],
		[{ a: { b: { c: { tooDeep: 'https://n8n.example' } } } }],
	])('is missing in %j', (answer) => {
		expect(addressIn(answer, 'url')).toBeUndefined();
	});
});

describe('a KernelHost error body', () => {
	const nothing = {
		type: undefined,
		title: undefined,
		detail: undefined,
		reason: undefined,
		requestId: undefined,
		fields: [],
	};

	it('is read by its documented members', () => {
		expect(
			readProblem({
				type: 'https://x/errors#card_declined/',
				title: 'T',
				detail: 'D',
				reason: 'R',
				request_id: '01',
				errors: [],
			}),
		).toEqual({
			type: 'card_declined',
			title: 'T',
			detail: 'D',
			reason: 'R',
			requestId: '01',
			fields: [],
		});
	});

	it.each([
		[undefined],
		[null],
		['text'],
		[[]],
		[{ type: '', title: 7, detail: null, reason: {}, request_id: [], errors: {} }],
		[{ type: '/' }],
		[{ title: '', detail: '', reason: '', request_id: '' }],
	])('is empty if it is %j', (body) => {
		expect(readProblem(body)).toEqual(nothing);
	});

	it.each([
		['plain', 'plain'],
		[null, 'null'],
		[7, '7'],
		[{ field: 'a', path: 'b', message: 'c', detail: 'd' }, 'a: c'],
		[{ path: 'b', detail: 'd', reason: 'e' }, 'b: d'],
		[{ pointer: '/p', reason: 'e' }, '/p: e'],
		[{ name: 'n', message: 'c' }, 'n: c'],
		[{ field: 7, message: 'c' }, 'c'],
		[{ field: 'a' }, '{"field":"a"}'],
		[{ field: 'a', message: 7 }, '{"field":"a","message":7}'],
	])('has the field error %j as %j', (entry, line) => {
		expect(readProblem({ errors: [entry] }).fields.map(problemLine)).toEqual([line]);
	});
});
