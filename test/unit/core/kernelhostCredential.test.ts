import { clockSkews } from '../../../core/clockSkew';
import { signWithCredential } from '../../../core/kernelhost/authenticate';
import { signatureOf, type Signed } from './signedRequest';

const NOW = 1_700_000_000_000;
const credentials = {
	keyId: `kh_live_${'A1'.repeat(16)}`,
	secret: 's3cret',
	apiRoot: 'https://clock.example/root',
	vendorOverrides: '{"signedPath":"fullPath"}',
};

const signed = (with_: Record<string, unknown> = credentials) =>
	signWithCredential(with_, { method: 'GET', url: '/v1/me' }, NOW) as unknown as Signed;

describe('a request signed by n8n’s credential', () => {
	it('is signed with the credential’s key', () => {
		const request = signed();
		expect(request.url).toBe('https://clock.example/root/v1/me');
		expect(request.headers['KH-Key']).toBe(credentials.keyId);
		expect(request.headers['KH-Timestamp']).toBe('1700000000');
		expect(request.headers['KH-Signature']).toBe(signatureOf(request, '/root/v1/me'));
	});

	it('follows the clock of its own server only', () => {
		clockSkews.confirm('https://clock.example', 3_600_000);
		expect(signed().headers['KH-Timestamp']).toBe('1700003600');
		const other = signed({ ...credentials, apiRoot: 'https://other.example' });
		expect(other.headers['KH-Timestamp']).toBe('1700000000');
	});

	it.each([
		['keyId', 'The Key ID of the KernelHost credential is malformed'],
		['secret', 'The Secret of the KernelHost credential is empty'],
		['apiRoot', 'API Root'],
	])('is not sent without %s, and the error says so', (name, message) => {
		expect(() => signed({ ...credentials, [name]: undefined })).toThrow(message);
	});
});
