import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { formsOf, SecretSearch } from '../../support/secrets/secretForms';
import { checkLogin, type LoginFields, tokenBinding } from '../../../core/killb/login';
import {
	type CredentialData,
	HOUR,
	type NodeResult,
	runNode,
	type WireAnswer,
	type WireRequest,
	WireServer,
} from '../../support/engine';
import { kernelHostFields, SECRET } from './kernelHostVerifier';

const HELD = {
	webhookSecret: 'whsec "current" ü/1234567890',
	previousWebhookSecret: 'whsec_previous+1234567890',
	password: 'Right & "Passw0rd"',
	apiKey: 'AIzaSy-api-key-1234',
	accessToken: 'eyJhbGciOi.eyJzdWIiOi.access-token',
	refreshToken: 'eyJhbGciOi.eyJzdWIiOi.refresh-token',
};

const ONCE = { adjustLimits: true, maximumAttempts: 1 };

let server: WireServer;

beforeAll(async () => {
	server = await WireServer.start();
});

afterAll(async () => await server.close());

/**
 * Every secret that must not come back, and a debugging page's dump of a request: all of it, in
 * every form.
 */
function echoOf({ headers, rawHeaders, body }: WireRequest) {
	const proofs = [headers['kh-signature'], headers.authorization?.replace(/^Bearer /, '')];
	const { webhookSecret, previousWebhookSecret, ...ofKillB } = HELD;
	const held =
		headers['kh-key'] === undefined
			? [webhookSecret, ...Object.values(ofKillB)]
			: [webhookSecret, previousWebhookSecret, SECRET];
	const secrets = [...held, ...proofs].flatMap((proof) => proof ?? []);
	return {
		request: { headers, rawHeaders, body: body.toString() },
		environment: secrets.flatMap((secret) => formsOf(secret)),
		[String(headers['kh-signature'] ?? headers.authorization)]: 1,
	};
}

const ANSWERS: Array<[string, (request: WireRequest) => WireAnswer]> = [
	['a success', (request) => ({ status: 200, body: { id: 1, ...echoOf(request) } })],
	['a list', (request) => ({ status: 200, body: [echoOf(request), echoOf(request)] })],
	[
		'KillB’s rejection',
		(request) => ({
			status: 400,
			body: { errorCode: 'X.0001', message: [JSON.stringify(echoOf(request))], statusCode: '400' },
		}),
	],
	[
		'KernelHost’s rejection',
		(request) => ({
			status: 422,
			headers: { 'Content-Type': 'application/problem+json' },
			body: {
				title: 'No',
				status: 422,
				detail: JSON.stringify(echoOf(request)),
				reason: 'invalid',
				request_id: String(request.headers['kh-signature']),
				errors: { field: echoOf(request).environment },
			},
		}),
	],
	[
		'a page',
		(request) => ({
			status: 500,
			headers: { 'Content-Type': 'text/html', 'x-request-id': JSON.stringify(request.headers) },
			body: `<html><title>${JSON.stringify(request.headers)}</title><pre>${JSON.stringify(echoOf(request))}</pre>`,
		}),
	],
	[
		'a text',
		(request) => ({
			status: 403,
			headers: { 'Content-Type': 'text/plain' },
			body: inspect(request.headers),
		}),
	],
];

async function killBFields(): Promise<CredentialData> {
	const { password, apiKey, accessToken, refreshToken, webhookSecret } = HELD;
	const fields = {
		environment: 'custom',
		baseUrl: server.url,
		email: 'a@example.com',
		password,
		webhookSecret,
		legacyHeader: true,
		apiKey,
	};
	const binding = await tokenBinding(checkLogin(fields as LoginFields));
	const renewAt = String(Date.now() + HOUR);
	return {
		killBApi: { ...fields, ...ONCE, accessToken, refreshToken, renewAt, tokenBinding: binding },
	};
}

/**
 * Everything that n8n keeps of the execution, except the credential; and the content of the
 * responses.
 */
function expectNoSecret(result: NodeResult): void {
	const proofs = server.requests.flatMap(({ headers }) => [
		headers['kh-signature'] ?? [],
		headers.authorization?.replace(/^Bearer /, '') ?? [],
	]);
	const values = [SECRET, ...Object.values(HELD), ...proofs.flat().map(String)];
	const search = new SecretSearch(values.map((value) => [value, value] as const));
	const kept = [
		JSON.stringify(result.items),
		JSON.stringify(result.hints),
		inspect(result.runData, {
			depth: 30,
			maxArrayLength: null,
			maxStringLength: null,
			showHidden: true,
		}),
		JSON.stringify(result.error ?? {}),
		inspect(result.error, { depth: 30, maxArrayLength: null, maxStringLength: null }),
	];
	expect(kept.flatMap((text) => search.in(text))).toEqual([]);
}

type Send = (onError: 'continueRegularOutput' | 'stopWorkflow') => Promise<NodeResult>;

const byNode =
	(
		type: string,
		credentials: () => CredentialData | Promise<CredentialData>,
		parameters: INodeParameters,
	): Send =>
	async (onError) =>
		await runNode({ type, parameters, credentials: await credentials(), node: { onError } });

const kernelHost = (): CredentialData => {
	const { webhookSecret, previousWebhookSecret } = HELD;
	return kernelHostFields(server.url, { webhookSecret, previousWebhookSecret, ...ONCE });
};

const SENDS: Array<[string, Send]> = [
	[
		'a read of KernelHost',
		byNode('kernelHost', kernelHost, { resource: 'balance', operation: 'get' }),
	],
	[
		'a request to KernelHost',
		byNode('kernelHost', kernelHost, {
			resource: 'apiRequest',
			operation: 'send',
			method: 'POST',
			path: '/v1/x',
			body: '{"a":1}',
			idempotencyMode: 'automatic',
		}),
	],
	[
		'a read of KillB',
		byNode('killB', killBFields, { resource: 'auth', operation: 'getCurrentUser' }),
	],
	[
		'a request to KillB with the webhook secret',
		byNode('killB', killBFields, {
			resource: 'webhook',
			operation: 'create',
			url: 'https://a.example/x',
			events: ['RAMP'],
			secretSource: 'credential',
		}),
	],
];

describe.each(ANSWERS)('a service that echoes the request in %s', (_, answer) => {
	it.each(SENDS)('returns no secret to %s', async (_name, send) => {
		for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
			server.answer(answer);
			const result = await send(onError);
			expect(server.requests.length).toBeGreaterThan(0);
			expectNoSecret(result);
		}
	});
});

it('a login that echoes its request returns no secret in the error', async () => {
	server.answer(({ body }) => ({
		status: 401,
		body: { errorCode: 'AUTH.0001', message: [body.toString(), ...formsOf(HELD.password)] },
	}));
	const { killBApi = {} } = await killBFields();
	const credentials = {
		killBApi: { ...killBApi, accessToken: '', baseUrl: `${server.url}/other` },
	};
	const result = await runNode({
		type: 'killB',
		parameters: { resource: 'auth', operation: 'getCurrentUser' },
		credentials,
	});
	expect(result.error?.message).toMatch(
		/^KillB rejected the login \(HTTP 401\)\. .*\*\*hidden\*\*/,
	);
	expectNoSecret(result);
});

it('a value outside the credential stays, such as a root password or a KYC token', async () => {
	const body = { id: 1, token: 'sbx:kyc-token-1234567890', password: 'root-password-12345' };
	server.answer(() => ({ status: 200, body }));
	const { items } = await runNode({
		type: 'kernelHost',
		parameters: {
			resource: 'service',
			operation: 'getCredentials',
			serviceId: { __rl: true, mode: 'id', value: '5001' },
		},
		credentials: kernelHost(),
	});
	expect(items.map(({ json }) => json)).toEqual([body]);
});
