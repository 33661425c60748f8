import { isLoopback, parseApiRoot } from '../../../core/http/url';

describe('the API root', () => {
	it.each([
		['https://www.kernelhost.com/cp/api', 'https://www.kernelhost.com', '/cp/api'],
		[' https://killb.app ', 'https://killb.app', ''],
		['\u00a0https://killb.app\n', 'https://killb.app', ''],
		['https://killb.app/x//', 'https://killb.app', '/x'],
		['https://KILLB.app:443/', 'https://killb.app', ''],
		['https://killb.app:8443/a/b', 'https://killb.app:8443', '/a/b'],
		['http://127.0.0.1:8787', 'http://127.0.0.1:8787', ''],
		['http://localhost/x', 'http://localhost', '/x'],
		['http://[::1]:80/x', 'http://[::1]', '/x'],
		['http://sandbox:8787', 'http://sandbox:8787', ''],
		['http://host.docker.internal:8787/x', 'http://host.docker.internal:8787', '/x'],
	])('is read from %j', (text, origin, path) => {
		expect(parseApiRoot(text, 'API Root')).toEqual({ origin, path });
	});

	it.each([
		['killb.app', 'is not a URL. It must look like https://host/path.'],
		['', 'is not a URL. It must look like https://host/path.'],
		...[
			'http://killb.app',
			'ftp://127.0.0.1',
			'ftp://sandbox',
			'http://127.0.0.1.evil.example',
			'http://sandbox.',
			'http://host.docker.internal.evil.example',
			'http://10.1.2.3',
			'http://192.168.1.9:8787',
			'http://nas.lan',
		].map((text) => [
			text,
			'must start with https:// (http:// is accepted for this machine and other containers only, such as http://127.0.0.1:8787 or http://sandbox:8787).',
		]),
		...[
			'https://user@killb.app',
			'https://:password@killb.app',
			'https://killb.app/?a=1',
			'https://killb.app/#a',
		].map((text) => [text, 'must not contain a user name, a query or a fragment.']),
	])('rejects %j', (text, problem) => {
		expect(() => parseApiRoot(String(text), 'Base URL')).toThrow(
			new Error(`The Base URL of the credential ${problem}`),
		);
	});
});

it.each([
	['localhost', true],
	['127.0.0.1', true],
	['127.255.255.254', true],
	['[::1]', true],
	['localhost.evil.example', false],
	['xlocalhost', false],
	['127.0.0.1.evil.example', false],
	['1127.0.0.1', false],
	['127.0.0', false],
	['128.0.0.1', false],
	['[::12]', false],
	['killb.app', false],
])('classifies %s as loopback: %p', (hostname, expected) => {
	expect(isLoopback(hostname)).toBe(expected);
});
