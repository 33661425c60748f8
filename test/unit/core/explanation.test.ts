import { readBody } from '../../../core/http/response';
import {
	defined,
	foreignRemedy,
	mayBeTheApis,
	redirectRemedy,
	remedyFor,
	technicalLines,
} from '../../../core/http/explanation';

describe('the error text for a response that the API itself did not send', () => {
	it('says to wait if the server has an outage, and otherwise what to check', () => {
		const code = 'WRONG_SERVICE';
		const check = 'Check the API Root in the credential, and n8n’s proxy.';
		expect([499, 500].map((status) => foreignRemedy('KernelHost', status, 'API Root'))).toEqual([
			{
				code,
				message: 'KernelHost’s URL returned an unexpected response (HTTP 499)',
				advice: check,
			},
			{
				code,
				message: 'KernelHost’s URL returned an unexpected response (HTTP 500)',
				advice: 'Try again later.',
			},
		]);
	});

	it('says that redirects are not followed, and names the target URL', () => {
		expect(redirectRemedy('KillB', 'Base URL', 'A session token')).toEqual({
			code: 'REDIRECTED',
			message: 'KillB’s URL redirects to another one',
			advice:
				'A session token is never sent to a redirect. Check the Base URL in the credential: it must be the final URL, after redirects.',
		});
	});

	it.each([
		['{}', true],
		['', true],
		['<html>', false],
		['no', false],
	])('tells whether %j can be the API’s body: %p', (text, expected) => {
		expect(mayBeTheApis(readBody(text))).toBe(expected);
	});
});

it('finds a remedy only under an own property name', () => {
	const remedy = { message: 'No money', advice: 'Top up.' };
	expect(remedyFor('KH', { poor: remedy }, 'poor')).toEqual({ code: 'KH_POOR', ...remedy });
	expect(remedyFor('KH', { poor: remedy }, 'constructor')).toBeUndefined();
	expect(remedyFor('KH', { undefined: remedy }, undefined)).toBeUndefined();
});

it('puts the code and the request ID on lines of their own', () => {
	expect(technicalLines('X.1', 429, '01')).toEqual(['Code: X.1 (HTTP 429)', 'Request ID: 01']);
	expect(technicalLines(undefined, 429, undefined)).toEqual(['HTTP 429']);
});

it('keeps the members that have a value', () => {
	expect(defined({ a: 1, b: undefined, c: null, d: '' })).toEqual({ a: 1, c: null, d: '' });
	expect(Object.keys(defined({ b: undefined }))).toEqual([]);
});
