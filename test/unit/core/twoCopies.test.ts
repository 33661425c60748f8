import type * as ClockSkew from '../../../core/clockSkew';
import type * as Errors from '../../../core/errors';
import type * as Mask from '../../../core/http/mask';
import type * as NetworkError from '../../../core/http/networkError';
import type * as Transport from '../../../nodes/shared/client/transport';

/** One package for both services and one for a single service in the same n8n. */
interface Copy {
	clockSkew: typeof ClockSkew;
	errors: typeof Errors;
	mask: typeof Mask;
	networkError: typeof NetworkError;
	transport: typeof Transport;
}

async function load(): Promise<Copy> {
	const loaded: Partial<Copy> = {};
	await jest.isolateModulesAsync(async () => {
		loaded.clockSkew = await import('../../../core/clockSkew');
		loaded.errors = await import('../../../core/errors');
		loaded.mask = await import('../../../core/http/mask');
		loaded.networkError = await import('../../../core/http/networkError');
		loaded.transport = await import('../../../nodes/shared/client/transport');
	});
	return loaded as Copy;
}

let node: Copy;
let credential: Copy;
beforeAll(async () => {
	[node, credential] = [await load(), await load()];
	expect(node.errors.CodedError).not.toBe(credential.errors.CodedError);
});

it('a node masks what the credential of another copy has sent', () => {
	const request = { headers: {} };
	const secrets = node.mask.secretsSentWith(request);
	credential.mask.notingSecrets(request, ['a-long-password'], () => ({
		...request,
		headers: { authorization: 'Bearer a-token' },
	}));
	expect([...secrets]).toEqual(['a-long-password', 'a-token']);
});

it('a credential signs with the clock that the node of another copy has confirmed', () => {
	node.clockSkew.clockSkews.confirm('https://two.copies.test', 600_000);
	expect(credential.clockSkew.clockSkews.offset('https://two.copies.test')).toBe(600_000);
});

it('a node knows why the credential of another copy sent nothing', () => {
	const { NotSent } = credential.networkError;
	const cause = new NotSent('KILLB_LOGIN_FAILED', 'KillB could not log in', true, 5000);
	const wrapped = new Error('n8n', { cause });
	expect(node.errors.codedErrorBehind(wrapped)).toBe(cause);
	expect(new node.transport.NoAnswer('n8n', undefined, wrapped)).toMatchObject({
		errorCode: 'KILLB_LOGIN_FAILED',
		isTransient: true,
		retryAfterMs: 5000,
	});
	expect(new node.transport.NoAnswer('n8n', undefined, new Error('another'))).toMatchObject({
		errorCode: undefined,
		isTransient: false,
		retryAfterMs: undefined,
	});
});
