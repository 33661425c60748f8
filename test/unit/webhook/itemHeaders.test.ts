import { tellingHeaders } from '../../../core/webhook/itemHeaders';

it('keeps what describes the delivery and leaves out credentials, cookies and the proxies’ headers', () => {
	expect(
		tellingHeaders({
			...{
				'content-type': 'application/json',
				'user-agent': 'KillB/1',
				'x-signature-sha256': 'ab',
			},
			...{ 'KH-Event-Type': 'order.paid', 'x-request-id': 'r', 'x-webhook-id': ['a', 'b'] },
			...{ authorization: 'Basic x', cookie: 'a=b', 'x-forwarded-for': '1.2.3.4', host: 'n8n' },
		}),
	).toEqual({
		...{ 'content-type': 'application/json', 'user-agent': 'KillB/1', 'x-signature-sha256': 'ab' },
		...{ 'kh-event-type': 'order.paid', 'x-request-id': 'r', 'x-webhook-id': 'a, b' },
	});
});
