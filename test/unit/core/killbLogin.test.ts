import {
	attachToken,
	type KillBFields,
	noteFreshSession,
	type Renewal,
	renewalHeaderFor,
	SessionExpired,
	storedSession,
	takeForcedRenewal,
	takeRenewalHeader,
} from '../../../core/killb/credential';
import {
	renewalTime,
	renewalTimeByClaim,
	tokenTimes,
	checkLogin,
	killbRoot,
} from '../../../core/killb/login';
import { readErrorEnvelope } from '../../../core/killb/explain';
import { Sessions } from '../../../core/killb/session';

const fields = {
	environment: 'custom',
	baseUrl: 'http://127.0.0.1:8787/x',
	email: ' Ops@example.com ',
	password: 'P@ss word ',
};

/** A JWT with these claims, or with this text in place of the claims. */
const jwt = (claims: unknown) => {
	const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
	return `x.${Buffer.from(payload).toString('base64url')}.y`;
};

describe('login data', () => {
	it('is used as typed, except for a trimmed e-mail address', () => {
		expect(checkLogin(fields)).toEqual({
			root: { origin: 'http://127.0.0.1:8787', path: '/x' },
			email: 'Ops@example.com',
			password: 'P@ss word ',
			apiKey: undefined,
			fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
		});
	});

	it.each(['', 'ops', '@example.com', 'ops@', 'o ps@example.com', 'a@b@c', 'ops@exa mple.com'])(
		'rejects the e-mail address %j',
		(email) => {
			expect(() => checkLogin({ ...fields, email })).toThrow(
				'The Email of the KillB credential is not a valid email address.',
			);
		},
	);

	it('requires a password, which may consist of spaces', () => {
		expect(() => checkLogin({ ...fields, password: '' })).toThrow(
			'The Password of the KillB credential is empty.',
		);
		expect(checkLogin({ ...fields, password: ' ' }).password).toBe(' ');
	});

	it('requires a legacy key while that is switched on, and ignores it otherwise', () => {
		const on = { ...fields, legacyHeader: true };
		expect(checkLogin({ ...on, apiKey: ' key ' }).apiKey).toBe('key');
		expect(checkLogin({ ...fields, apiKey: 'key' }).apiKey).toBeUndefined();
		expect(checkLogin({ ...fields, legacyHeader: false, apiKey: 'key' }).apiKey).toBeUndefined();
		for (const missing of [on, { ...on, apiKey: ' ' }]) {
			expect(() => checkLogin(missing)).toThrow(
				'Send Legacy Header is on in the KillB credential, but the API Key is empty. Enter the API key, or turn Send Legacy Header off: KillB no longer seems to require it.',
			);
		}
	});

	it.each([
		['/api', ''],
		['/api/v2', ''],
		['/x/api/v2/', '/x'],
		['/api/v2/y', '/api/v2/y'],
		['/api/v3', '/api/v3'],
		['/xapi', '/xapi'],
	])('may have a base URL that ends in %s', (path, kept) => {
		expect(killbRoot({ environment: 'custom', baseUrl: `https://h${path}` })).toEqual({
			origin: 'https://h',
			path: kept,
		});
	});

	it('requires a base URL for a custom environment', () => {
		expect(() => killbRoot({ environment: 'custom' })).toThrow(
			'The Base URL of the credential is not a URL.',
		);
		expect(killbRoot({ environment: 'sandbox', baseUrl: 'https://h' }).origin).toBe(
			'https://sandbox.killb.app',
		);
	});
});

describe('the times of a token', () => {
	it.each([
		[jwt({ exp: 20, iat: 10 }), { expiresAt: 20, issuedAt: 10 }],
		[jwt({ exp: 20 }), { expiresAt: 20 }],
		[jwt({ iat: 10, exp: '20' }), { issuedAt: 10 }],
		[jwt('{"exp":1e400,"iat":-1e400}'), {}],
		[jwt({ exp: '20', iat: '10' }), {}],
		[jwt('null'), {}],
		[jwt('"text"'), {}],
		[jwt('{'), {}],
		['', {}],
		['opaque', {}],
	])('of %j are %j', (token, times) => {
		expect(tokenTimes(token)).toEqual(times);
	});

	it.each([
		[jwt({ exp: 5000, iat: 1000 }), 1000, 900],
		[jwt({ exp: 5000, iat: 1000 }), '1000', 900],
		[jwt({ exp: 1100, iat: 1000 }), undefined, 90_000],
		[jwt({ exp: 1100, iat: 1000 }), 0, 90_000],
		[jwt({ exp: 1100, iat: 1000 }), -5, 90_000],
		[jwt({ exp: 1100, iat: 1000 }), Infinity, 90_000],
		[jwt({ exp: 1000, iat: 1000 }), undefined, 3_540_000],
		[jwt({ exp: 900, iat: 1000 }), undefined, 3_540_000],
		[jwt({ exp: 1100 }), undefined, 3_540_000],
		[jwt({ iat: 1100 }), undefined, 3_540_000],
		['opaque', 600_000, 540_000],
		['opaque', 600_001, 540_001],
		['opaque', 599_000, 539_100],
	])('of %j with a lifetime of %p ms allow %i ms of use', (token, expiresIn, until) => {
		expect(renewalTime(token, expiresIn, 7)).toBe(7 + until);
	});

	it.each([
		[jwt({ exp: 1100, iat: 1000 }), 1_090_000],
		[jwt({ exp: 5000, iat: 1000 }), 4_940_000],
		[jwt({ exp: 5000 }), 4_940_000],
		[jwt({ iat: 5000 }), Infinity],
	])('of %j with an unknown arrival allow use until %p', (token, until) => {
		expect(renewalTimeByClaim(token)).toBe(until);
	});
});

describe('a stored session', () => {
	const login = checkLogin(fields);
	const stored: KillBFields = {
		...fields,
		accessToken: 'a',
		refreshToken: 'r',
		renewAt: '5000',
		tokenBinding: login.fingerprint,
		endedToken: '',
	};

	it('is used until it expires', () => {
		expect(storedSession(stored, login)).toEqual({
			accessToken: 'a',
			refreshToken: 'r',
			renewAt: 5000,
		});
		const { headers } = attachToken(stored, { url: '/y', headers: {} }, 4999, new Sessions());
		expect(headers).toEqual({ Authorization: 'Bearer a' });
		expect(() => attachToken(stored, { url: '/y' }, 5000, new Sessions())).toThrow(SessionExpired);
	});

	it.each(['', '0', '-1', 'soon'])('uses its own claim if its time is %j', (renewAt) => {
		const accessToken = jwt({ exp: 1100, iat: 1000 });
		expect(storedSession({ ...stored, accessToken, renewAt }, login)?.renewAt).toBe(1_090_000);
	});

	it('fails with a readable error if n8n does not renew it', () => {
		expect(new SessionExpired().isTransient).toBe(true);
		expect(new SessionExpired().message).toBe(
			'The KillB session must be refreshed before this request.',
		);
	});
});

describe('the header that demands a renewal', () => {
	const marked = (mark: Renewal = 'refresh') => ({
		headers: { Accept: '*/*', ...renewalHeaderFor(mark) },
	});

	it('is removed, and seen once by the renewal', () => {
		const credentials = { refreshToken: 'r' };
		const request = marked();
		expect(takeRenewalHeader(credentials, request)).toBe(true);
		expect(request.headers).toEqual({ Accept: '*/*' });
		expect(credentials.refreshToken).toBe('r');
		expect(takeForcedRenewal(credentials)).toBe(true);
		expect(takeForcedRenewal(credentials)).toBe(false);
		expect(takeRenewalHeader(credentials, request)).toBe(false);
	});

	it('makes the renewal skip the refresh token and log in', () => {
		const credentials = { refreshToken: 'r' };
		expect(takeRenewalHeader(credentials, marked('login'))).toBe(true);
		expect(credentials.refreshToken).toBe('');
	});

	it('accepts a session that was fetched for this very request', () => {
		const credentials = { refreshToken: 'r' };
		noteFreshSession(credentials);
		const request = marked('login');
		expect(takeRenewalHeader(credentials, request)).toBe(false);
		expect(request.headers).toEqual({ Accept: '*/*' });
		expect(credentials.refreshToken).toBe('r');
		expect(takeForcedRenewal(credentials)).toBe(false);
	});

	it('is rejected if no node set it', () => {
		const headers = { 'X-N8N-Renew-Session': 'login' };
		expect(() => takeRenewalHeader({}, { headers })).toThrow(
			'Remove the header "x-n8n-renew-session": it is reserved for the nodes of this package. Nothing was sent.',
		);
	});

	it('has no effect on any other request', () => {
		expect(takeRenewalHeader({}, {})).toBe(false);
		expect(takeRenewalHeader({}, { headers: { accept: 'x-n8n-renew-session' } })).toBe(false);
	});
});

describe('a KillB error body', () => {
	it.each([
		[
			{ errorCode: 'A.1', message: [' a ', '', 'b'], arguments: [{ key: 'k', value: ' v ' }] },
			{ errorCode: 'A.1', messages: ['a', 'b'], arguments: [{ key: 'k', value: 'v' }] },
		],
		[{ message: 'a' }, { messages: ['a'] }],
		[{ message: [7, null, undefined, { a: 1 }] }, { messages: ['7', '{"a":1}'] }],
		[{ message: ' ' }, {}],
		[{ errorCode: '' }, {}],
		[{ errorCode: 7 }, {}],
		[
			{ arguments: [{ key: 7 }, { value: 1 }, 'x', null] },
			{ arguments: [{ key: '7', value: '' }] },
		],
		[
			{ arguments: [{ key: 'k', value: { a: 1 } }] },
			{ arguments: [{ key: 'k', value: '{"a":1}' }] },
		],
		[{ arguments: { key: 'k' } }, {}],
		[null, {}],
		[undefined, {}],
		['text', {}],
		[{}, {}],
	])('is read from %j', (body, expected) => {
		expect(readErrorEnvelope(body)).toEqual({
			errorCode: undefined,
			messages: [],
			arguments: [],
			...expected,
		});
	});
});
