import { tellingHeaders } from '../../../core/webhook/itemHeaders';

it('keeps what describes the delivery and leaves out credentials, cookies and the proxies’ headers', () => {
	expect(
		tellingHeaders({
			'content-type': 'application/json',
			'user-agent': 'KillB/1',
			'KH-Event-Type': 'order.paid',
			'x-request-id': 'r',
			'x-webhook-id': ['a', 'b'],
			authorization: 'Basic x',
			cookie: 'a=b',
			'x-forwarded-for': '1.2.3.4',
			host: 'n8n',
		}),
	).toEqual({
		'content-type': 'application/json',
		'user-agent': 'KillB/1',
		'kh-event-type': 'order.paid',
		'x-request-id': 'r',
		'x-webhook-id': 'a, b',
	});
});

it.each(['hmac', 'sig', 'signature', 'Signature'])(
	'never keeps a signature: a header with the word %s in its name',
	(word) => {
		const headers = {
			[`X-${word}-Sha256`]: 'ab',
			[`kh-webhook-${word}`]: 't=1,v1=ab',
			[word]: 'ab',
		};
		expect(tellingHeaders(headers)).toEqual({});
	},
);

it('never keeps the header that carried the signature, whatever its name', () => {
	const headers = { 'KH-Event-Proof': 't=1,v1=ab', 'KH-Event-Id': '1' };
	expect(tellingHeaders(headers, 'kh-event-proof')).toEqual({ 'kh-event-id': '1' });
});

it.each([
	'attempt',
	'delivery',
	'event',
	'idempotency',
	'kernelhost',
	'kh',
	'killb',
	'retry',
	'timestamp',
	'webhook',
])('keeps a header with the word %s in its name, whatever the case', (word) => {
	const headers = { [`X-${word.toUpperCase()}-Id`]: '1', [word]: '2', [`x${word}x`]: '3' };
	expect(tellingHeaders(headers)).toEqual({ [`x-${word}-id`]: '1', [word]: '2' });
});

it('keeps the headers that tell of the body and the sender by their whole names', () => {
	const told = { date: 'd', 'content-type': 'c', 'user-agent': 'u', 'x-request-id': 'r' };
	const others = { 'x-date': 'd', content: 'c', agent: 'a', 'request-id': 'r' };
	expect(tellingHeaders({ ...told, ...others })).toEqual(told);
});

it('names no header without a value', () => {
	expect(Object.keys(tellingHeaders({ date: undefined, 'user-agent': '' }))).toEqual([
		'user-agent',
	]);
});
