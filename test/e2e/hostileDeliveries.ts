import { deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { hostileBody } from '../support/webhook/hostileBodies';
import {
	kernelHostKinds,
	killBKinds,
	type Kind,
	type Material,
} from '../support/webhook/hostileDeliveries';
import type { Load, Delivery } from './sendDeliveries';

type ServiceName = 'killB' | 'kernelHost';
const kindsOf = { killB: killBKinds, kernelHost: kernelHostKinds };

/**
 * Kinds that HTTP can't carry, or whose validity would change on the way: the last second of the
 * tolerance.
 */
const NOT_SENT = ['in a header of the prototype', 'received at the end of the window'];

const contentTypes: Array<Record<string, string>> = [
	{ 'content-type': 'application/json' },
	{ 'content-type': 'application/json; charset=utf-16le' },
	{ 'content-type': 'text/plain' },
	{ 'content-type': 'application/octet-stream' },
	{ 'content-type': 'application/x-www-form-urlencoded' },
	{ 'content-type': 'multipart/form-data; boundary=x' },
	{ 'content-type': 'multipart/form-data' },
	// Not XML: n8n's parser of it loses requests that arrive together (n8n.md 2.1).
	{ 'content-type': 'a/b;;;=' },
	{},
];

const HEX = fc.constantFrom(...'0123456789abcdef');
const sample = fc.record({
	name: fc.nat(),
	body: hostileBody,
	// Far from both ends of the tolerance, so that a slow machine changes nothing.
	n: fc.integer({ min: 60, max: 120 }),
	noise: fc.string({ unit: HEX, minLength: 64, maxLength: 64 }),
	contentType: fc.constantFrom(...contentTypes),
	packing: fc.constantFrom('none', 'none', 'none', 'gzip', 'deflate'),
});

/**
 * The beginning of what KernelHost signs: the KillB Trigger rejects it, and no event of KillB is
 * such a text.
 */
const ofKernelHost = /^\d{10,11}\./;
const ofKillB = sample.filter(({ body }) => !ofKernelHost.test(body.toString('latin1')));

interface Fixed {
	body?: Buffer;
	/** `plain`: the first genuine kind, as JSON, not compressed */
	kind?: 'plain';
}

export const forgedDeliveries = (service: ServiceName, count: number, seed: number) =>
	deliveriesOf(service, false, count, seed);

export const genuineDeliveries = (
	service: ServiceName,
	count: number,
	seed: number,
	fixed: Fixed = {},
) => deliveriesOf(service, true, count, seed, fixed);

/**
 * The same seed gives the same deliveries, except for the signed times, which are those of sending.
 */
function deliveriesOf(
	service: ServiceName,
	isGenuine: boolean,
	count: number,
	seed: number,
	fixed: Fixed = {},
): Delivery[] {
	const kinds = Object.entries(kindsOf[service]).filter(
		([name, kind]) => kind.genuine === isGenuine && !NOT_SENT.includes(name),
	);
	const drawnFrom = isGenuine && service === 'killB' ? ofKillB : sample;
	return fc.sample(drawnFrom, { numRuns: count, seed }).map((drawn, index) => {
		const isPlain = fixed.kind === 'plain';
		const [name, kind] = kinds[isPlain ? 0 : drawn.name % kinds.length] as [string, Kind];
		return {
			id: `${service}-${seed}-${index}`,
			isGenuine,
			isReadable: isReadable(
				isPlain ? contentTypes[0] : drawn.contentType,
				kind.make({ ...drawn, ...fixed, t: 0 }).body,
			),
			what: `${name}, ${drawn.packing}, ${JSON.stringify(drawn.contentType)}`,
			load: () => {
				const { headers, body } = atThisMoment(kind, { ...drawn, ...fixed });
				const [packed, encoding] = isPlain ? [body, {}] : pack(body, drawn.packing);
				const type = isPlain ? contentTypes[0] : drawn.contentType;
				return { body: packed, headers: { ...type, ...encoding, ...(headers as Load['headers']) } };
			},
		};
	});
}

/**
 * Whether n8n can parse a body by its content type. Otherwise it answers before the trigger gets the
 * delivery (n8n.md 2.1). No body here has the boundary of a form.
 */
function isReadable(headers: Record<string, string> | undefined, body: Buffer): boolean {
	const [type, charset] = headers?.['content-type']?.split('; charset=') ?? [];
	// There is nothing to parse in an empty body.
	if (body.length === 0) return true;
	if (type?.startsWith('multipart/form-data')) return false;
	if (type !== 'application/json') return true;
	try {
		JSON.parse(body.toString((charset ?? 'utf8') as BufferEncoding).replace(/^\uFEFF/, ''));
		return true;
	} catch {
		return false;
	}
}

/**
 * A kind may fix the receiver's clock, but here that is n8n's own: the signed time is moved
 * instead.
 */
function atThisMoment(kind: Kind, material: Omit<Material, 't'>) {
	const clock = Math.floor(Date.now() / 1000);
	const { now = clock } = kind.make({ ...material, t: clock });
	return kind.make({ ...material, t: clock - (now - clock) });
}

function pack(body: Buffer, packing: string): [Buffer, Record<string, string>] {
	if (packing === 'gzip') return [gzipSync(body), { 'content-encoding': 'gzip' }];
	if (packing === 'deflate') return [deflateSync(body), { 'content-encoding': 'deflate' }];
	return [body, {}];
}
