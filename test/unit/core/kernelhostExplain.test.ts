import * as fc from 'fast-check';
import { readBody } from '../../../core/http/answer';
import { explain } from '../../../core/kernelhost/explain';

/** The whole table of kernelhost.md section 8. */
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

function explained(status: number, problem: unknown, headers = {}) {
	return explain(status, headers, readBody(JSON.stringify(problem)));
}

describe('a refusal of KernelHost', () => {
	const all = DOCUMENTED.flatMap(([status, type, reasons]) => [
		{ status, type, reason: undefined },
		...reasons.map((reason) => ({ status, type, reason })),
	]);

	it.each(all)('$type / $reason has a text and a remedy of its own', ({ status, type, reason }) => {
		const words = { title: 'Some title', detail: 'Some detail.', request_id: '01HX' };
		const bare = explained(status, { type, reason, status, ...words });
		const byUrl = explained(status, { type: TYPE_URL + type, reason, status, ...words });
		expect(byUrl).toEqual(bare);
		expect(bare.message).not.toMatch(/HTTP|Some title/);
		expect(bare.description).toMatch(/^.{15,}KernelHost said: “Some title: Some detail\.”/);
		expect(bare.description).toContain(`HTTP ${status}, request ID 01HX`);
		expect(bare.details).toEqual({
			httpCode: String(status),
			type,
			...(reason ? { reason } : {}),
			requestId: '01HX',
		});
	});

	it('has as many texts as there are reasons', () => {
		const texts = all
			.filter(({ reason }) => reason)
			.map(({ status, type, reason }) => explained(status, { type, reason }).message);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('takes the request ID from the header when the body has none', () => {
		expect(
			explained(500, { type: 'internal_error' }, { 'x-request-id': '01HY' }).details,
		).toHaveProperty('requestId', '01HY');
	});

	it.each([
		[[{ field: 'product_id', message: 'is required' }], 'product_id: is required'],
		[[{ path: '/a', detail: 'no' }, 'plain'], '/a: no; plain'],
		[[{ unknown: 1 }], '{"unknown":1}'],
	])('lists the fields of %j, whose form nobody documented', (errors, line) => {
		expect(explained(400, { type: 'validation_failed', errors }).description).toContain(
			`Fields: ${line}.`,
		);
	});

	it('keeps the server’s words for what is not documented', () => {
		const { message, description } = explained(422, {
			title: 'Out of stock',
			reason: 'constructor',
		});
		expect(message).toBe('Out of stock');
		expect(description).toMatch(/KernelHost said: “Out of stock”.*reason constructor, HTTP 422/);
	});

	it.each([
		['<html><title>502 Bad Gateway</title>', /web page \("502 Bad Gateway"\)/],
		['upstream connect error', /not JSON: "upstream connect error"/],
		['', /no body/],
	])('recognises that a proxy answered with %j', (text, said) => {
		expect(explain(502, {}, readBody(text)).description).toMatch(said);
	});

	it('does not follow redirects, and says what that means', () => {
		expect(explain(302, {}, readBody('')).message).toMatch(/redirect/);
	});

	it('never throws and never leaves a person without words, whatever comes', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				const { message, description } = explained(status, body);
				expect(message.length).toBeGreaterThan(0);
				expect(description).toContain(`HTTP ${status}`);
			}),
		);
	});
});
