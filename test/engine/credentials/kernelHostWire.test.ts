import type { Readable } from 'node:stream';
import * as fc from 'fast-check';
import type { IExecuteFunctions, IHttpRequestOptions, IRequestOptions } from 'n8n-workflow';
import { executeContext, WireServer } from '../../support/engine';
import { hostileRequest, type HostileRequest } from './hostileRequests';
import { kernelHostFields, ROOT_PATH, signatureFaults } from './kernelHostVerifier';

/*
 * Bytes on the wire equal bytes signed: every request goes through n8n-core's real helper and axios
 * to a server that knows nothing but raw bytes. The second oracle is n8n itself: the received
 * request must mean the same as n8n's own unsigned request.
 */

let server: WireServer;
let context: IExecuteFunctions;

beforeAll(async () => {
	server = await WireServer.start();
	context = await executeContext({ credentials: kernelHostFields(server.url) });
});

afterAll(async () => await server.close());

const RUNS = 150;

function options(request: HostileRequest): IHttpRequestOptions {
	const { path, ...rest } = request;
	return { ...rest, url: server.url + ROOT_PATH + path };
}

/** The options that n8n's HTTP Request node (4.2) passes to the helper. */
function legacyOptions(request: HostileRequest): IRequestOptions {
	const { path, arrayFormat, ...rest } = request;
	return {
		...rest,
		headers: { ...rest.headers },
		uri: server.url + ROOT_PATH + path,
		gzip: true,
		rejectUnauthorized: true,
		followRedirect: true,
		followAllRedirects: true,
		resolveWithFullResponse: true,
		timeout: 300_000,
		encoding: null,
		json: false,
		useStream: true,
		...(arrayFormat ? { qsStringifyOptions: { arrayFormat } } : {}),
	} as IRequestOptions;
}

async function only(send: () => Promise<unknown>) {
	server.requests.length = 0;
	await send();
	expect(server.requests).toHaveLength(1);
	return server.requests[0] as (typeof server.requests)[number];
}

const sendSigned = async (request: HostileRequest) =>
	await only(() =>
		context.helpers.httpRequestWithAuthentication.call(context, 'kernelHostApi', options(request)),
	);

const sendSignedLegacy = async (request: HostileRequest) =>
	await only(async () => {
		const answer = (await context.helpers.requestWithAuthentication.call(
			context,
			'kernelHostApi',
			legacyOptions(request),
			undefined,
			0,
		)) as { body: Readable };
		answer.body.resume();
	});

const sendUnsigned = async (request: HostileRequest) =>
	await only(() => context.helpers.httpRequest(options(request)));

/**
 * A request target with its encoding undone, so that two spellings of the same request are equal.
 */
function meaning(target: string) {
	const { pathname, searchParams } = new URL(target, 'http://any.example');
	// A signed request has its parameters in the order of their names.
	searchParams.sort();
	return { path: pathname.split('/').map(decodeURIComponent), query: [...searchParams] };
}

/** Requests that n8n sends as they are: axios drops members that could pollute a prototype. */
const unchanged = hostileRequest().filter(
	({ body }) =>
		Buffer.isBuffer(body) ||
		!/"(?:__proto__|constructor|prototype)":/.test(JSON.stringify(body ?? {})),
);

describe('bytes on the wire equal bytes signed', () => {
	it('through the helper that nodes use', async () => {
		await fc.assert(
			fc.asyncProperty(hostileRequest(), async (request) => {
				expect(signatureFaults(await sendSigned(request))).toEqual([]);
			}),
			{ numRuns: RUNS },
		);
	});

	it('through the legacy helper, in the shape of the HTTP Request node', async () => {
		await fc.assert(
			fc.asyncProperty(hostileRequest(), async (request) => {
				expect(signatureFaults(await sendSignedLegacy(request))).toEqual([]);
			}),
			{ numRuns: RUNS },
		);
	});

	it('with the full path signed, if the credential says so', async () => {
		const full = await executeContext({
			credentials: kernelHostFields(server.url, {
				vendorOverrides: '{"signedPath":"fullPath"}',
			}),
		});
		await fc.assert(
			fc.asyncProperty(hostileRequest(), async (request) => {
				const sent = await only(() =>
					full.helpers.httpRequestWithAuthentication.call(full, 'kernelHostApi', options(request)),
				);
				expect(signatureFaults(sent, 'fullPath')).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});

	it('and mean the same as n8n’s own unsigned request', async () => {
		await fc.assert(
			fc.asyncProperty(unchanged, async (request) => {
				const plain = await sendUnsigned(request);
				const signed = await sendSigned(request);
				expect(signed.method).toBe(plain.method);
				expect(meaning(signed.target)).toEqual(meaning(plain.target));
				// n8n drops an empty list like an empty object; the caller gave a list, so a signed request
				// sends it.
				const isEmptyList = Array.isArray(request.body) && request.body.length === 0;
				const expected = isEmptyList && request.method !== 'GET' ? '[]' : plain.body.toString();
				expect(signed.body.toString()).toBe(expected);
			}),
			{ numRuns: RUNS },
		);
	});
});
