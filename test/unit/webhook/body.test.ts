import * as fc from 'fast-check';
import { parseBody } from '../../../core/webhook/event';

const parse = (text: string) => parseBody(Buffer.from(text));

it('parses any JSON as JSON.parse does', () => {
	fc.assert(
		fc.property(fc.json({ maxDepth: 20 }), (text) => {
			fc.pre(!text.includes('__proto__'));
			expect(parse(text)).toEqual({ event: JSON.parse(text) as unknown });
		}),
		{ numRuns: 1000 },
	);
});

it('never throws or loses a body: non-JSON becomes text, non-UTF-8 becomes bytes', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
			const result = parseBody(bytes);
			const raw = Buffer.from(bytes);
			if (result.bodyBase64 !== undefined) {
				expect(Buffer.from(result.bodyBase64, 'base64').equals(raw)).toBe(true);
			} else if (result.bodyText !== undefined) {
				const withoutByteOrderMark = raw.subarray(0, 3).equals(Buffer.from('\uFEFF'))
					? raw.subarray(3)
					: raw;
				expect(Buffer.from(result.bodyText).equals(withoutByteOrderMark)).toBe(true);
			} else {
				expect(result.event).toEqual(JSON.parse(raw.toString().replace(/^\uFEFF/, '')));
			}
		}),
		{ numRuns: 5000 },
	);
});

it('keeps the text of a body that is not JSON', () => {
	expect(parse('order.paid')).toEqual({ event: null, bodyText: 'order.paid' });
	expect(parse('')).toEqual({ event: null, bodyText: '' });
	expect(parse('{"a":1')).toEqual({ event: null, bodyText: '{"a":1' });
});

it('reads JSON with a byte order mark, scalars and arrays', () => {
	expect(parse('\uFEFF{"a":1}')).toEqual({ event: { a: 1 } });
	expect(parse('[1,"b"]')).toEqual({ event: [1, 'b'] });
	expect(parse('null')).toEqual({ event: null });
});

it('reads JSON with invalid UTF-8 and keeps its bytes', () => {
	const raw = Buffer.concat([Buffer.from('{"name":"Jos'), Buffer.from([0xe9]), Buffer.from('"}')]);
	expect(parseBody(raw)).toEqual({
		event: { name: 'Jos\uFFFD' },
		bodyBase64: raw.toString('base64'),
	});
	expect(parse('{"name":"\uFFFD"}')).toEqual({ event: { name: '\uFFFD' } });
});

it('removes members that would become a prototype when n8n copies the item', () => {
	const { event } = parse(
		'{"a":{"__proto__":{"admin":true},"b":[{"\\u005f_proto__":1}]},"constructor":{"prototype":{"x":1}}}',
	);
	expect(JSON.stringify(event)).toBe('{"a":{"b":[{}]},"constructor":{"prototype":{"x":1}}}');
	expect(({} as Record<string, unknown>).admin).toBeUndefined();
});

it('accepts 256 levels of nesting, and keeps deeper bodies as text', () => {
	const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
	expect(parse(nested(256)).bodyText).toBeUndefined();
	expect(parse(nested(257))).toEqual({ event: null, bodyText: nested(257) });
	const million = nested(1_000_000);
	expect(parse(million).bodyText).toBe(million);
	const objects = `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`;
	expect(parse(objects)).toEqual({ event: null, bodyText: objects });
});
