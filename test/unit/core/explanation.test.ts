import { readBody } from '../../../core/http/response';
import {
	defined,
	foreignRemedy,
	mayBeTheApis,
	paragraph,
	redirectRemedy,
	remedyFor,
} from '../../../core/http/explanation';

describe('the error text for a response that the API itself did not send', () => {
	it('says to wait if the server has an outage, and otherwise what to check', () => {
		const code = 'WRONG_SERVICE';
		const check = 'Check the API Root of the credential and the proxy of this n8n.';
		expect([499, 500].map((status) => foreignRemedy('KernelHost', status, 'API Root'))).toEqual([
			{ code, message: 'KernelHost’s address answered HTTP 499', advice: check },
			{ code, message: 'KernelHost’s address answered HTTP 500', advice: 'Try again later.' },
		]);
	});

	it('says that redirects are not followed, and names the target URL', () => {
		expect(redirectRemedy('KillB', 'Base URL', 'A session token')).toEqual({
			code: 'REDIRECTED',
			message: 'KillB’s address answered with a redirect',
			advice:
				'A session token does not follow redirects. Check the Base URL of the credential; it must be the final address.',
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

it('joins the parts into a paragraph with the technical details in brackets at the end', () => {
	expect(
		paragraph(['Wait.', '', undefined, 'It said: no'], [undefined, 'HTTP 429', '', 'ID 1']),
	).toBe('Wait. It said: no (HTTP 429, ID 1)');
});

it('keeps the members that have a value', () => {
	expect(defined({ a: 1, b: undefined, c: null, d: '' })).toEqual({ a: 1, c: null, d: '' });
	expect(Object.keys(defined({ b: undefined }))).toEqual([]);
});
