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
	'KillB does not document this error. If its message does not say what to correct, quote it and the time to KillB support.';

describe('explain, for KillB', () => {
	it.each(DOCUMENTED)('has its own text and remedy for %s', (code) => {
		const { message, description, details } = explainKillB(400, {}, envelope(code));
		expect(message).not.toMatch(/^the vendor’s words/);
		expect(message.length).toBeGreaterThan(15);
		expect(description).toMatch(/^[A-Z].{19,}\.\nKillB said: “the vendor’s words”\n/);
		expect(description).toContain(`\nCode: ${code} (HTTP 400)`);
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
		expect(description).toMatch(/^A record with the same unique value/);
	});

	it('gives advice even if neither the code nor the status is documented', () => {
		const { message, description } = explainKillB(402, {}, envelope('ELSE.1'));
		expect(message).toBe('the vendor’s words');
		expect(description).toBe(`${UNDOCUMENTED}\nCode: ELSE.1 (HTTP 402)`);
	});

	it('lets an operation give advice for a status, unless a documented code says more', () => {
		const advice = { 409: 'Check the one webhook.' };
		const { message, description } = explainKillB(409, {}, envelope('USER.X'), { advice });
		expect(message).toBe('the vendor’s words');
		expect(description).toMatch(/^Check the one webhook\.(\n| )/);
		expect(explainKillB(409, {}, json({}), { advice }).description).toMatch(
			/^Check the one webhook\.(\n| )/,
		);
		expect(explainKillB(409, {}, readBody(''), { advice }).message).toBe(
			'KillB already has this record',
		);
		expect(explainKillB(409, {}, envelope('USER.0003'), { advice }).description).toMatch(
			/^Use another/,
		);
		expect(explainKillB(400, {}, envelope('X.1'), { advice }).description).toMatch(
			/^Correct these fields/,
		);
		const html = readBody('<html><body>Conflict</body></html>');
		expect(explainKillB(409, {}, html, { advice }).description).not.toMatch(/webhook/);
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
		[400, 'KillB rejected the input'],
		[401, 'KillB rejected the session'],
		[403, 'The login does not have the permission for this operation'],
		[404, 'KillB found nothing with this ID'],
		[409, 'KillB already has this record'],
		[429, 'KillB’s rate limit was exceeded'],
		[500, 'KillB had an internal error'],
		[503, 'KillB had an internal error'],
	])('explains an empty %i', (status, message) => {
		const explained = explainKillB(status, {}, { kind: 'empty' });
		expect(explained.message).toBe(message);
		expect(explained.description).toMatch(
			new RegExp(`The response has no body\\.\nHTTP ${status}$`),
		);
	});

	it('explains the 500 without a code', () => {
		const body = json({ statusCode: '500', message: ['Internal server error'] });
		const { message, description } = explainKillB(500, {}, body);
		expect(message).toBe('Internal server error');
		expect(description).toMatch(/Try again later.*check at KillB whether that was done/);
	});

	it.each(['AUTH.0001', 'AUTH.0004', 'USER.0099', undefined])(
		'explains a 403 in KillB’s words, and advises on permissions, if its code is %s',
		(errorCode) => {
			const body = json({ errorCode, message: 'Not allowed' });
			expect(explainKillB(403, {}, body)).toMatchObject({
				code: 'KILLB_HTTP_403',
				message: 'Not allowed',
				description: expect.stringMatching(
					/^The login works, but a permission is missing\. Auth › Get Current User lists/,
				) as string,
			});
		},
	);

	it.each([
		[{ message: ['Requires permission ramp:create.'] }],
		[{ message: ['Forbidden'], arguments: [{ key: 'permission', value: 'ramp:create' }] }],
	])('names the missing permission if KillB does: %j', (body) => {
		const { description } = explainKillB(403, {}, json({ errorCode: 'AUTH.0004', ...body }));
		expect(description).toMatch(
			/^The login works, but does not have the permission ramp:create\. /,
		);
	});

	it('keeps a documented reason for a 403, such as a KYC limit', () => {
		expect(explainKillB(403, {}, envelope('RAMP.0003')).code).toBe('KILLB_RAMP_0003');
	});

	it.each([
		[400, { message: 'INVALID_ARGUMENT: API key not valid. Please pass a valid API key.' }],
		[400, { error: { status: 'INVALID_ARGUMENT', message: 'API key not valid.' } }],
		[401, { code: 401, message: "UNAUTHENTICATED: Method doesn't allow unregistered callers" }],
		[403, { message: 'PERMISSION_DENIED: The API key is not enabled for this service.' }],
	])('explains %i with the gateway’s message %j as the API key', (status, body) => {
		const { code, message, description } = explainKillB(status, {}, json(body));
		expect(code).toBe('KILLB_API_KEY_REJECTED');
		expect(message).toBe('KillB’s gateway rejected the API key');
		expect(description).toMatch(/Send Legacy Header[^]*\nKillB said: “/);
		expect(description).not.toContain('..');
	});

	const labelOf = (member: string) =>
		({ firstName: 'First Name', 'data.phone': 'Data › Phone' })[member];

	it.each([
		[['firstName should not be empty'], 'KillB rejected First Name: should not be empty'],
		[
			['firstName should not be empty', 'data.phone must be a phone number'],
			'KillB rejected 2 fields: First Name: should not be empty; Data › Phone: must be a phone number',
		],
		[['password is not strong enough'], 'KillB rejected the input: password is not strong enough'],
		[[], 'KillB rejected the input'],
	])('says in the title what is wrong with the input: %j', (message, title) => {
		const body = envelope('INVALID.INPUT', { message });
		expect(explainKillB(400, {}, body, { labelOf }).message).toBe(title);
		expect(explainKillB(422, {}, body, { labelOf }).message).toBe(title);
	});

	it('names the form’s fields also under a code that is not documented', () => {
		const body = envelope('USER.0042', { message: ['firstName is too long'] });
		const { message, details } = explainKillB(400, {}, body, { labelOf });
		expect(message).toBe('KillB rejected First Name: is too long');
		expect(details.fields).toEqual([{ field: 'First Name', problem: 'is too long' }]);
	});

	it.each([403, 404, 502, 200])('recognises a proxy’s page at %i', (status) => {
		const page = readBody('<!DOCTYPE html><html><head><title>Blocked</title></head></html>');
		const { message, description } = explainKillB(status, {}, page);
		expect(message).toBe(`KillB’s URL returned an unexpected response (HTTP ${status})`);
		expect(description).toContain('The response is a web page ("Blocked")');
	});

	it('does not treat a redirect as a response', () => {
		const { message, description } = explainKillB(
			302,
			{ location: 'https://x' },
			{ kind: 'empty' },
		);
		expect(message).toBe('KillB’s URL redirects to another one');
		expect(description).toMatch(/token is never sent to a redirect.*Base URL/);
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
			`${UNDOCUMENTED}\nArguments: k = v.\nCode: X.1 (HTTP 418)`,
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
			'KillB returned HTTP 418',
			`${UNDOCUMENTED}\nCode: X.1 (HTTP 418)`,
			{ errorCode: 'X.1' },
		],
		[
			418,
			'KILLB_UNDOCUMENTED',
			{ message: 'a' },
			'a',
			`${UNDOCUMENTED}\nHTTP 418`,
			{ messages: ['a'] },
		],
		[
			404,
			'KILLB_HTTP_404',
			{ errorCode: 'X.1' },
			'KillB found nothing with this ID',
			'Check the ID, and that it is from the credential’s environment (production or sandbox).\nCode: X.1 (HTTP 404)',
			{ errorCode: 'X.1' },
		],
		[
			418,
			'KILLB_UNDOCUMENTED',
			{ errorCode: 'RAMP.1', message: 'a' },
			'a',
			'This is about the ramp, its quotation or its account. Check their IDs and statuses.\nCode: RAMP.1 (HTTP 418)',
			{ errorCode: 'RAMP.1', messages: ['a'] },
		],
		[
			418,
			'WRONG_SERVICE',
			{},
			'KillB’s URL returned an unexpected response (HTTP 418)',
			'Check the Environment (or the Base URL) in the credential, and n8n’s proxy. The response is JSON, but not in the format that the API documents.\nHTTP 418',
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
		expect(description).toBe(`${UNDOCUMENTED}\nHTTP 418\nRequest ID: 01`);
		expect(details).toEqual({ httpCode: '418', requestId: '01', messages: ['a'] });
	});

	it('names the target of a redirect, with exactly this text', () => {
		expect(explainKillB(307, {}, { kind: 'empty' }).description).toBe(
			'A session token is never sent to a redirect. Check the Environment (or the Base URL) in the credential: it must be the final URL, after redirects. The response has no body.\nHTTP 307',
		);
	});

	it('treats 499 as a status of its own, and every 5xx as an internal error', () => {
		expect(explainKillB(499, {}, envelope('X', { message: [] })).message).toBe(
			'KillB returned HTTP 499',
		);
		expect(explainKillB(599, {}, envelope('X', { message: [] })).message).toBe(
			'KillB had an internal error',
		);
	});
});
