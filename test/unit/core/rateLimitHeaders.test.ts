import * as fc from 'fast-check';
import { remainingRequests } from '../../../core/http/headers';

describe('how many requests a server says are left', () => {
	it('is what X-RateLimit-Remaining says, with no limit or one that is larger', () => {
		fc.assert(
			fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 1000 }), (remaining, more) => {
				const headers = { 'x-ratelimit-remaining': ` ${remaining} ` };
				expect(remainingRequests(headers)).toBe(remaining);
				const limit = String(remaining + more);
				expect(remainingRequests({ ...headers, 'x-ratelimit-limit': limit })).toBe(remaining);
			}),
		);
	});

	it('is unknown where it is as large as the limit: more may be left than that names', () => {
		fc.assert(
			fc.property(fc.nat(1e6), fc.nat(1e6), (limit, more) => {
				const headers = {
					'x-ratelimit-remaining': String(limit + more),
					'x-ratelimit-limit': String(limit),
				};
				expect(remainingRequests(headers)).toBeUndefined();
			}),
		);
	});

	it.each([undefined, '', 'many', '-1', '1.5', '1e3', '1234567890'])(
		'is unknown where it says %j',
		(text) => {
			expect(
				remainingRequests(text === undefined ? {} : { 'x-ratelimit-remaining': text }),
			).toBeUndefined();
		},
	);

	it('is believed where the limit can’t be read', () => {
		const headers = { 'x-ratelimit-remaining': '7', 'x-ratelimit-limit': 'five' };
		expect(remainingRequests(headers)).toBe(7);
	});
});
