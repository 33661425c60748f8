import * as fc from 'fast-check';
import { remainingRequests } from '../../../core/http/headers';

describe('the remaining requests reported by a server', () => {
	it('are X-RateLimit-Remaining, without a limit or below it', () => {
		fc.assert(
			fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 1000 }), (remaining, more) => {
				const headers = { 'x-ratelimit-remaining': ` ${remaining} ` };
				expect(remainingRequests(headers)).toBe(remaining);
				const limit = String(remaining + more);
				expect(remainingRequests({ ...headers, 'x-ratelimit-limit': limit })).toBe(remaining);
			}),
		);
	});

	it('are unknown if they equal the limit, because that number may be capped', () => {
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
		'are unknown for %j',
		(text) => {
			expect(
				remainingRequests(text === undefined ? {} : { 'x-ratelimit-remaining': text }),
			).toBeUndefined();
		},
	);

	it('are trusted if the limit is unreadable', () => {
		const headers = { 'x-ratelimit-remaining': '7', 'x-ratelimit-limit': 'five' };
		expect(remainingRequests(headers)).toBe(7);
	});
});
