import { createHash, randomUUID } from 'node:crypto';
import { tellingHeaders } from '../../../core/webhook/delivery';

it('keeps descriptive headers and removes credentials, cookies and proxy headers', () => {
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
	'never keeps a signature: a header with %s in its name',
	(word) => {
		const headers = {
			[`X-${word}-Sha256`]: 'ab',
			[`kh-webhook-${word}`]: 't=1,v1=ab',
			[word]: 'ab',
		};
		expect(tellingHeaders(headers)).toEqual({});
	},
);

it.each([
	'x-webhook-sha256',
	'x-killb-hmac256',
	'x-webhook-sign',
	'x-webhook-signatures',
	'x-killb-digest',
	'x-webhook-token',
	'x-killb-api-key',
	'x-kernelhost-auth',
	'KH-Authorization',
	'x-webhook-secret',
])('never keeps a key: %s', (name) => {
	expect(tellingHeaders({ [name]: 'ab', 'x-webhook-attempt': '1' })).toEqual({
		'x-webhook-attempt': '1',
	});
});

it('never keeps a digest, whatever the name of its header', () => {
	const digest = createHash('sha256').update('body').digest();
	for (const encoding of ['hex', 'base64'] as const) {
		const text = `v1:${digest.toString(encoding)}`;
		expect(tellingHeaders({ 'x-webhook-check': text, 'kh-event': text.slice(0, 30) })).toEqual({
			'kh-event': text.slice(0, 30),
		});
	}
});

it('keeps identifiers', () => {
	const headers = {
		'x-webhook-id': `evt_${randomUUID()}`,
		'idempotency-key': `kernelhost-order-${randomUUID()}`,
		'x-request-id': 'a'.repeat(64),
	};
	expect(tellingHeaders(headers)).toEqual(headers);
});

it('never keeps the signature header, whatever its name', () => {
	const headers = { 'KH-Event-Proof': 't=1,v1=ab', 'KH-Event-Id': '1' };
	expect(tellingHeaders(headers, 'kh-event-proof')).toEqual({ 'kh-event-id': '1' });
});

it('never keeps another header of the form of a signature', () => {
	const headers = { 'KH-Sign': 't=1,v1=ab', 'X-KH-Auth': ['v1=cd', 't=2'], 'KH-Event': 'paid' };
	expect(tellingHeaders(headers, 'kh-sign')).toEqual({ 'kh-event': 'paid' });
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
])('keeps a header with %s in its name, regardless of case', (word) => {
	const headers = { [`X-${word.toUpperCase()}-Id`]: '1', [word]: '2', [`x${word}x`]: '3' };
	expect(tellingHeaders(headers)).toEqual({ [`x-${word}-id`]: '1', [word]: '2' });
});

it('matches the names of body and sender headers exactly', () => {
	const told = { date: 'd', 'content-type': 'c', 'user-agent': 'u', 'x-request-id': 'r' };
	const others = { 'x-date': 'd', content: 'c', agent: 'a', 'request-id': 'r' };
	expect(tellingHeaders({ ...told, ...others })).toEqual(told);
});

it('omits headers without a value', () => {
	expect(Object.keys(tellingHeaders({ date: undefined, 'user-agent': '' }))).toEqual([
		'user-agent',
	]);
});
