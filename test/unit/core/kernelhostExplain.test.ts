import * as fc from 'fast-check';
import { readBody } from '../../../core/http/response';
import { explainKernelHost } from '../../../core/kernelhost/explain';

/** The whole table of kernelhost.md 8. */
const DOCUMENTED: Array<[number, string, string[]]> = [
	[400, 'validation_failed', []],
	[
		401,
		'auth_failed',
		[
			'missing_headers',
			'bad_key',
			'bad_timestamp',
			'timestamp_out_of_window',
			'bad_nonce',
			'bad_signature',
			'signature_mismatch',
			'replay_detected',
			'unknown_or_locked_key',
			'ip_not_allowed',
		],
	],
	[
		402,
		'payment_required',
		['insufficient_credit_and_no_card', 'card_declined', 'card_expired', 'client_not_found'],
	],
	[403, 'forbidden_scope', ['missing_scope']],
	[404, 'not_found', []],
	[409, 'idempotency_conflict', []],
	[429, 'rate_limited', []],
	[500, 'internal_error', []],
];

const TYPE_URL = 'https://www.kernelhost.com/en/reseller-api/errors/';

const UNDOCUMENTED =
	'KernelHost does not document this error. If its message does not say what to correct, quote it and the request ID to KernelHost support.';

function explained(status: number, problem: unknown, headers = {}) {
	return explainKernelHost(status, headers, readBody(JSON.stringify(problem)));
}

describe('a KernelHost rejection', () => {
	const all = DOCUMENTED.flatMap(([status, type, reasons]) => [
		{ status, type, reason: undefined },
		...reasons.map((reason) => ({ status, type, reason })),
	]);

	it.each(all)('$type / $reason has its own text and remedy', ({ status, type, reason }) => {
		const words = { title: 'Some title', detail: 'Some detail.', request_id: '01HX' };
		const bare = explained(status, { type, reason, status, ...words });
		const byUrl = explained(status, { type: TYPE_URL + type, reason, status, ...words });
		expect(byUrl).toEqual(bare);
		expect(bare.message).not.toMatch(/HTTP|Some title/);
		expect(bare.description).toMatch(/^.{15,}\n[^]*KernelHost said: “Some title: Some detail\.”\n/);
		expect(bare.description).toContain(`(HTTP ${status})\nRequest ID: 01HX`);
		expect(bare.details).toEqual({
			httpCode: String(status),
			type,
			...(reason ? { reason } : {}),
			requestId: '01HX',
		});
	});

	it.each([
		['a field of the form', [{ field: 'billing_cycle', message: 'is not offered' }], false],
		['a field of the form, in words', ['billing_cycle: is not offered'], false],
		['an assumed name', [{ field: 'config_options', message: 'is not a known field' }], true],
		['a part of an assumed name', [{ field: 'config_options.os', message: 'is unknown' }], true],
		['an unknown name', [{ field: 'configuration', message: 'is required' }], true],
		['no name', ['something is missing'], true],
		['both', ['billing_cycle: is not offered', 'configuration: is required'], true],
	])('mentions assumed names: %s (%j) → %s', (_what, errors, isMentioned) => {
		const labels = new Map([
			['billing_cycle', 'Billing Cycle'],
			['config_options', 'Configuration Options'],
			['config_options.os', 'Configuration Options'],
		]);
		const problem = { type: 'validation_failed', title: 'Validation failed' };
		const hints = {
			labelOf: (name: string) => labels.get(name),
			advice: { 400: 'Set it in Vendor Overrides.' },
		};
		const body = readBody(JSON.stringify({ ...problem, errors }));
		const { description } = explainKernelHost(400, {}, body, hints);
		expect(description.includes('Vendor Overrides')).toBe(isMentioned);
	});

	it('has one text per reason', () => {
		const texts = all
			.filter(({ reason }) => reason)
			.map(({ status, type, reason }) => explained(status, { type, reason }).message);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('takes the request ID from the header if the body has none', () => {
		expect(
			explained(500, { type: 'internal_error' }, { 'x-request-id': '01HY' }).details,
		).toHaveProperty('requestId', '01HY');
	});

	it.each([
		[[{ field: 'product_id', message: 'is required' }], 'product_id: is required'],
		[[{ path: '/a', detail: 'no' }, 'plain'], '/a: no\nplain'],
		[[{ unknown: 1 }], '{"unknown":1}'],
	])('lists the fields of %j, an undocumented format', (errors, line) => {
		expect(explained(400, { type: 'validation_failed', errors }).description).toContain(
			`\n${line}\n`,
		);
	});

	it('gives advice even if neither reason nor type is documented', () => {
		const { message, description } = explained(418, { title: 'I am a teapot', type: 'teapot' });
		expect(message).toBe('I am a teapot');
		expect(description.startsWith(UNDOCUMENTED)).toBe(true);
	});

	it('keeps the server’s message if it is undocumented', () => {
		const { message, description } = explained(422, {
			title: 'Out of stock',
			reason: 'constructor',
		});
		expect(message).toBe('Out of stock');
		expect(description).toMatch(
			/\nKernelHost said: “Out of stock”\nCode: constructor \(HTTP 422\)$/,
		);
	});

	it.each([
		['<html><title>502 Bad Gateway</title>', /web page \("502 Bad Gateway"\)/],
		['upstream connect error', /not JSON: "upstream connect error"/],
		['', /no body/],
	])('recognises a proxy’s response: %j', (text, said) => {
		expect(explainKernelHost(502, {}, readBody(text)).description).toMatch(said);
	});

	it('does not follow redirects, and explains that', () => {
		expect(explainKernelHost(302, {}, readBody('')).message).toMatch(/redirect/);
	});

	it('always has a text and never throws, whatever the body', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				const { message, description } = explained(status, body);
				expect(message.length).toBeGreaterThan(0);
				expect(description).toContain(`HTTP ${status}`);
			}),
		);
	});

	const EMPTY = 'The response has no body.';
	it.each([
		[{ title: 'T', detail: 'D' }, 'T', `${UNDOCUMENTED}\nKernelHost said: “T: D”\nHTTP 418`, {}],
		[{ detail: 'D' }, 'D', `${UNDOCUMENTED}\nKernelHost said: “D”\nHTTP 418`, {}],
		[
			{ reason: 'r', type: 't' },
			'KernelHost returned HTTP 418',
			`${UNDOCUMENTED}\nCode: r (HTTP 418)`,
			{ reason: 'r', type: 't' },
		],
		[
			{ type: 't' },
			'KernelHost returned HTTP 418',
			`${UNDOCUMENTED}\nCode: t (HTTP 418)`,
			{ type: 't' },
		],
		[
			{ title: 'T', request_id: '01', errors: ['a', 'b'] },
			'T',
			`${UNDOCUMENTED}\na\nb\nKernelHost said: “T”\nHTTP 418\nRequest ID: 01`,
			{ requestId: '01', fields: [{ problem: 'a' }, { problem: 'b' }] },
		],
	])('is worded exactly like this: %j', (problem, message, description, details) => {
		expect(explained(418, problem)).toEqual({
			message,
			code: 'KH_UNDOCUMENTED',
			description,
			details: { httpCode: '418', ...details },
		});
	});

	it('prefers the request ID of the body to that of the header', () => {
		const headers = { 'x-request-id': 'header' };
		const { details } = explained(418, { title: 'T', request_id: 'body' }, headers);
		expect(details).toHaveProperty('requestId', 'body');
	});

	it.each([
		[400, 'KernelHost rejected the input'],
		[401, 'KernelHost rejected the key or the signature'],
		[402, 'Payment failed'],
		[403, 'The key does not have the permission (scope) for this operation'],
		[404, 'KernelHost found nothing with this ID'],
		[409, 'KernelHost reports a conflict'],
		[425, 'KernelHost is still processing an earlier request'],
		[429, 'KernelHost’s rate limit was exceeded'],
		[500, 'KernelHost had an internal error'],
		[418, 'KernelHost’s URL returned an unexpected response (HTTP 418)'],
		[503, 'KernelHost’s URL returned an unexpected response (HTTP 503)'],
	])('is explained by its status %i alone, unless another site’s page came', (status, message) => {
		const { message: said, description, details } = explainKernelHost(status, {}, readBody(''));
		expect(said).toBe(message);
		expect(description).toContain(`${EMPTY}\n`);
		expect(details).toEqual({ httpCode: String(status) });
		expect(explainKernelHost(status, {}, readBody('<html>')).message).toBe(
			`KernelHost’s URL returned an unexpected response (HTTP ${status})`,
		);
	});

	it('names the form fields to check if another site answered or redirected', () => {
		expect(explainKernelHost(404, {}, readBody('no')).description).toBe(
			'Check the API Root in the credential, and n8n’s proxy. The response is not JSON: "no".\nHTTP 404',
		);
		expect(explainKernelHost(302, {}, readBody(''))).toMatchObject({
			message: 'KernelHost’s URL redirects to another one',
			description: `A signature is never sent to a redirect. Check the API Root in the credential: it must be the final URL, after redirects. ${EMPTY}\nHTTP 302`,
		});
	});
});
