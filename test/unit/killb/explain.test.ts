import * as fc from 'fast-check';
import { readBody } from '../../../core/http/response';
import { explainKillB } from '../../../core/killb/explain';

const json = (value: unknown) => readBody(JSON.stringify(value));
const envelope = (errorCode: string, more: object = {}) =>
	json({ errorCode, arguments: [], message: ['the vendor’s words'], statusCode: '400', ...more });

/** killb.md 1.1, table of error codes, and the two families that its samples add. */
const DOCUMENTED = [
	'AUTH.0001',
	'AUTH.0002',
	'AUTH.0003',
	'USER.0001',
	'USER.0002',
	'USER.0003',
	'USER.0004',
	'ACCOUNT.0001',
	'ACCOUNT.0002',
	'ACCOUNT.0003',
	'RAMP.0001',
	'RAMP.0002',
	'RAMP.0003',
	'RAMP.0004',
	'INVALID.INPUT',
];

const UNDOCUMENTED =
	'KillB does not document this answer. If its words do not say what to correct, quote them and the time to the support of KillB.';

describe('explain, for KillB', () => {
	it.each(DOCUMENTED)('has its own text and remedy for %s', (code) => {
		const { message, description, details } = explainKillB(400, {}, envelope(code));
		expect(message).not.toContain('the vendor’s words');
		expect(message.length).toBeGreaterThan(15);
		expect(description).toMatch(/^[A-Z].{20,}\. .*KillB said: “the vendor’s words”/);
		expect(description).toContain(`(code ${code}, HTTP 400)`);
		expect(details).toMatchObject({ errorCode: code, httpCode: '400' });
	});

	it('gives every documented code a distinct message', () => {
		const messages = DOCUMENTED.map((code) => explainKillB(400, {}, envelope(code)).message);
		expect(new Set(messages).size).toBe(DOCUMENTED.length);
	});

	it('keeps KillB’s message for an undocumented code, and gives advice by its family', () => {
		const { message, description } = explainKillB(
			400,
			{},
			envelope('API_USER.0001', { message: ['User not found'] }),
		);
		expect(message).toBe('User not found');
		expect(description).toMatch(/does not document this code.*credential.*user ID/);
		expect(explainKillB(400, {}, envelope('RAMP.9999')).description).toMatch(/about the ramp/);
		expect(explainKillB(400, {}, envelope('USER.PENDING_RAMPS')).description).toMatch(
			/about the user/,
		);
	});

	it('gives advice by the status if the family is unknown too', () => {
		const { message, description } = explainKillB(409, {}, envelope('ELSE.1'));
		expect(message).toBe('the vendor’s words');
		expect(description).toMatch(/^Something with the same identifying value/);
	});

	it('gives advice even if neither the code nor the status is documented', () => {
		const { message, description } = explainKillB(402, {}, envelope('ELSE.1'));
		expect(message).toBe('the vendor’s words');
		expect(description).toBe(`${UNDOCUMENTED} (code ELSE.1, HTTP 402)`);
	});

	it('lets an operation give advice for a status, unless a documented code says more', () => {
		const advice = { 409: 'Look at the one webhook.' };
		const { message, description } = explainKillB(409, {}, envelope('USER.X'), advice);
		expect(message).toBe('the vendor’s words');
		expect(description).toMatch(/^Look at the one webhook\. /);
		expect(explainKillB(409, {}, json({}), advice).description).toMatch(
			/^Look at the one webhook\. /,
		);
		expect(explainKillB(409, {}, readBody(''), advice).message).toBe('KillB already has this');
		expect(explainKillB(409, {}, envelope('USER.0003'), advice).description).toMatch(
			/^Use another/,
		);
		expect(explainKillB(400, {}, envelope('X.1'), advice).description).toMatch(
			/^Correct the fields/,
		);
		const html = readBody('<html><body>Conflict</body></html>');
		expect(explainKillB(409, {}, html, advice).description).not.toMatch(/webhook/);
	});

	it('shows all messages and all arguments', () => {
		const { description, details } = explainKillB(
			400,
			{},
			envelope('INVALID.INPUT', {
				message: ['first', 'second'],
				arguments: [
					{ key: 'email', value: 'x' },
					{ key: 'phone', value: 'y' },
				],
			}),
		);
		expect(description).toContain('“first; second”');
		expect(description).toContain('Arguments: email = x; phone = y.');
		expect(details).toMatchObject({
			messages: ['first', 'second'],
			arguments: [
				{ key: 'email', value: 'x' },
				{ key: 'phone', value: 'y' },
			],
		});
	});

	it('does not repeat the same text', () => {
		const { message, description } = explainKillB(404, {}, json({ message: 'Cannot GET /x' }));
		expect(message).toBe('Cannot GET /x');
		expect(description).not.toContain('Cannot GET');
	});

	it.each([
		[400, 'KillB refused the input'],
		[401, 'KillB does not accept the session'],
		[403, 'The login lacks a permission for this operation'],
		[404, 'KillB found nothing under this ID'],
		[409, 'KillB already has this'],
		[429, 'KillB’s limit of requests is reached'],
		[500, 'KillB had an internal error'],
		[503, 'KillB had an internal error'],
	])('explains an empty %i', (status, message) => {
		const explained = explainKillB(status, {}, { kind: 'empty' });
		expect(explained.message).toBe(message);
		expect(explained.description).toMatch(new RegExp(`The answer has no body.*HTTP ${status}\\)$`));
	});

	it('explains the 500 without a code', () => {
		const body = json({ statusCode: '500', message: ['Internal server error'] });
		const { message, description } = explainKillB(500, {}, body);
		expect(message).toBe('Internal server error');
		expect(description).toMatch(/Try again later.*look at KillB whether it was done/);
	});

	it.each(['AUTH.0004', 'USER.0099', undefined])(
		'explains a 403 in KillB’s words, and advises on permissions, if its code is %s',
		(errorCode) => {
			const body = json({ errorCode, message: 'ramps.create is needed' });
			expect(explainKillB(403, {}, body)).toMatchObject({
				code: 'KILLB_HTTP_403',
				message: 'ramps.create is needed',
				description: expect.stringMatching(
					/^Auth › Get Current User lists the permissions/,
				) as string,
			});
		},
	);

	it.each([403, 404, 502, 200])('recognises a proxy’s page at %i', (status) => {
		const page = readBody('<!DOCTYPE html><html><head><title>Blocked</title></head></html>');
		const { message, description } = explainKillB(status, {}, page);
		expect(message).toBe(`KillB’s address answered HTTP ${status}`);
		expect(description).toContain('The answer is a web page ("Blocked")');
	});

	it('does not treat a redirect as a response', () => {
		const { message, description } = explainKillB(
			302,
			{ location: 'https://x' },
			{ kind: 'empty' },
		);
		expect(message).toBe('KillB’s address answered with a redirect');
		expect(description).toMatch(/token does not follow redirects.*Base URL/);
	});

	it('is not confused by inherited property names', () => {
		for (const errorCode of ['constructor', '__proto__.1', 'toString.0001', 'hasOwnProperty']) {
			expect(explainKillB(418, {}, envelope(errorCode)).message).toBe('the vendor’s words');
		}
	});

	it('accepts any body at any status without throwing, and always returns a text', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 100, max: 599 }),
				fc.oneof(
					fc.jsonValue(),
					fc.record(
						{
							errorCode: fc.jsonValue(),
							message: fc.jsonValue(),
							arguments: fc.jsonValue(),
							statusCode: fc.jsonValue(),
						},
						{ requiredKeys: [] },
					),
				),
				(status, body) => {
					const { message, description } = explainKillB(status, {}, json(body));
					expect(message.trim()).not.toBe('');
					expect(description).toContain(`HTTP ${status}`);
					expect(description).not.toMatch(/undefined|\[object/);
				},
			),
		);
	});

	it.each([
		[
			418,
			'KILLB_UNDOCUMENTED',
			{ errorCode: 'X.1', message: ['a', 'b'], arguments: [{ key: 'k', value: 'v' }] },
			'a; b',
			`${UNDOCUMENTED} Arguments: k = v. (code X.1, HTTP 418)`,
			{
				errorCode: 'X.1',
				messages: ['a', 'b'],
				arguments: [{ key: 'k', value: 'v' }],
			},
		],
		[
			418,
			'KILLB_UNDOCUMENTED',
			{ errorCode: 'X.1' },
			'KillB answered HTTP 418',
			`${UNDOCUMENTED} (code X.1, HTTP 418)`,
			{ errorCode: 'X.1' },
		],
		[
			418,
			'KILLB_UNDOCUMENTED',
			{ message: 'a' },
			'a',
			`${UNDOCUMENTED} (HTTP 418)`,
			{ messages: ['a'] },
		],
		[
			404,
			'KILLB_HTTP_404',
			{ errorCode: 'X.1' },
			'KillB found nothing under this ID',
			'Check the ID, and that it belongs to the environment (production or sandbox) of this credential. (code X.1, HTTP 404)',
			{ errorCode: 'X.1' },
		],
		[
			418,
			'KILLB_UNDOCUMENTED',
			{ errorCode: 'RAMP.1', message: 'a' },
			'a',
			'It is about the ramp, its quotation or its account. Check their IDs and states. (code RAMP.1, HTTP 418)',
			{ errorCode: 'RAMP.1', messages: ['a'] },
		],
		[
			418,
			'WRONG_SERVICE',
			{},
			'KillB’s address answered HTTP 418',
			'Check the Environment (or the Base URL) of the credential and the proxy of this n8n. The answer is JSON of another form than the API documents. (HTTP 418)',
			{},
		],
	])(
		'explains %i as %s with exactly this text: %j',
		(status, code, body, message, description, details) => {
			expect(explainKillB(status, {}, json(body))).toEqual({
				message,
				code,
				description,
				details: { httpCode: String(status), ...details },
			});
		},
	);

	it('includes the request ID if the response has one', () => {
		const { description, details } = explainKillB(
			418,
			{ 'x-request-id': '01' },
			json({ message: 'a' }),
		);
		expect(description).toBe(`${UNDOCUMENTED} (HTTP 418, request ID 01)`);
		expect(details).toEqual({ httpCode: '418', requestId: '01', messages: ['a'] });
	});

	it('names the target of a redirect, with exactly this text', () => {
		expect(explainKillB(307, {}, { kind: 'empty' }).description).toBe(
			'A session token does not follow redirects. Check the Environment (or the Base URL) of the credential; it must be the final address. The answer has no body. (HTTP 307)',
		);
	});

	it('treats 499 as a status of its own, and every 5xx as an internal error', () => {
		expect(explainKillB(499, {}, envelope('X', { message: [] })).message).toBe(
			'KillB answered HTTP 499',
		);
		expect(explainKillB(599, {}, envelope('X', { message: [] })).message).toBe(
			'KillB had an internal error',
		);
	});
});
