import * as fc from 'fast-check';

const bytes = (text: string) => Buffer.from(text);
const nested = (open: string, close: string) => (depth: number) =>
	bytes(`${open.repeat(depth)}1${close.repeat(depth)}`);

const event = fc
	.tuple(fc.nat(), fc.string({ maxLength: 12, unit: 'grapheme' }), fc.double())
	.map(([id, name, amount]) =>
		bytes(JSON.stringify({ id, event: 'RAMP', data: { name, amount } })),
	);

/** Members that would reach an object's prototype when they are copied by assignment. */
const polluting = fc.constantFrom(
	bytes('{"__proto__":{"admin":true},"id":"1"}'),
	bytes('{"id":"1","data":{"\\u005f_proto__":{"admin":true}}}'),
	bytes('{"constructor":{"prototype":{"admin":true}}}'),
	bytes('[{"__proto__":[{"__proto__":{"admin":true}}]}]'),
	bytes('{"__proto__":null,"prototype":{"admin":true},"toString":1,"hasOwnProperty":0}'),
);

/** Possible bodies. Some are nested too deeply for recursion. */
export const hostileBody: fc.Arbitrary<Buffer> = fc.oneof(
	{ weight: 8, arbitrary: event },
	{ weight: 6, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 60 }).map(Buffer.from) },
	{ weight: 3, arbitrary: event.map((text) => text.subarray(0, -1)) },
	{ weight: 3, arbitrary: polluting },
	{ weight: 1, arbitrary: event.map((json) => Buffer.concat([bytes('\uFEFF'), json])) },
	{ weight: 1, arbitrary: fc.nat(2000).map(nested('[', ']')) },
	{ weight: 1, arbitrary: fc.nat(400).map(nested('{"a":', '}')) },
	{ weight: 1, arbitrary: fc.constant(nested('[', ']')(30_000)) },
	{ weight: 3, arbitrary: fc.nat().map((n) => bytes(`${n}.{"id":"split"}`)) },
);
