import { createHash, createHmac } from 'node:crypto';
import type { RequestHeaders } from '../../../core/webhook/signature';
import { digest, NOW, SECRET } from './stripeOracle';

/** The parts of a delivery before someone tampers with it. */
export interface Material {
	body: Buffer;
	/** the signed time, Unix seconds */
	t: number;
	/** free to use: 0 to 299 */
	n: number;
	/** 64 random hexadecimal digits */
	noise: string;
}

export interface Attempt {
	headers: RequestHeaders;
	body: Buffer;
	/** the receiver's clock, Unix seconds */
	now?: number;
}

export interface Kind {
	genuine: boolean;
	make(material: Material): Attempt;
	/**
	 * whether the `stripe` package must come to the same result: one header, time not ahead of the
	 * receiver's
	 */
	asStripe?: true;
}

const hmac = (body: Uint8Array, secret = SECRET) =>
	createHmac('sha256', secret).update(body).digest('hex');
const suffix = (body: Uint8Array, secret = SECRET) =>
	createHash('sha256')
		.update(Buffer.concat([body, Buffer.from(`_${secret}`)]))
		.digest('hex');
const sig = ({ body, t }: Material, secret?: string) => digest(body, t, secret);

const flipped = (body: Buffer, at: number): Buffer => {
	const changed = Buffer.from(body);
	changed[at % body.length] = (changed[at % body.length] ?? 0) ^ (1 << at % 8);
	return changed;
};

type Header = (material: Material) => string;
const one = (
	genuine: boolean,
	header: Header,
	change: (m: Material) => Partial<Attempt> = () => ({}),
): Kind => ({
	genuine,
	asStripe: true,
	make: (m) => ({ headers: { 'kh-signature': header(m) }, body: m.body, ...change(m) }),
});
const own = (genuine: boolean, make: Kind['make']): Kind => ({ genuine, make });
const right: Header = (m) => `t=${m.t},v1=${sig(m)}`;
const wrong: Header = (m) => `t=${m.t},v1=${m.noise}`;

/** Deliveries to the KernelHost Trigger, and whether they are genuine (kernelhost.md 9). */
export const kernelHostKinds: Record<string, Kind> = {
	genuine: one(true, right),
	'two signatures, the right one first': one(true, (m) => `${right(m)},v1=${m.noise}`),
	'two signatures, the right one last': one(true, (m) => `t=${m.t},v1=${m.noise},v1=${sig(m)}`),
	'signature before time': one(true, (m) => `v1=${sig(m)},t=${m.t}`),
	'unknown schemes as well': one(true, (m) => `t=${m.t},v0=${m.noise},v1=${sig(m)},v2=x`),
	'received late, within the window': one(true, right, (m) => ({ now: m.t + m.n })),
	'received at the end of the window': one(true, right, ({ t }) => ({ now: t + 300 })),
	'sender’s clock ahead, within the window': own(true, (m) => ({
		headers: { 'kh-signature': right(m) },
		body: m.body,
		now: m.t - m.n,
	})),
	'header twice, the same': own(true, (m) => ({
		headers: { 'kh-signature': `${right(m)}, ${right(m)}` },
		body: m.body,
	})),
	'header twice, the right one last': own(true, (m) => ({
		headers: { 'kh-signature': [wrong(m), right(m)] },
		body: m.body,
	})),
	'a forged header as well': own(true, (m) => ({
		headers: { 'a-signature': wrong(m), 'kh-signature': right(m) },
		body: m.body,
	})),
	'in a header of another name': own(true, (m) => ({
		headers: { 'x-comment': right(m) },
		body: m.body,
	})),
	'among decoys of other names': own(true, (m) => ({
		headers: {
			...Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`x-trace-${n}`, wrong(m)])),
			'x-kh-auth': right(m),
		},
		body: m.body,
	})),

	'replayed after the window': one(false, right, (m) => ({ now: m.t + 301 + m.n ** 3 })),
	'sender’s clock too far ahead': own(false, (m) => ({
		headers: { 'kh-signature': right(m) },
		body: m.body,
		now: m.t - 301 - m.n,
	})),
	'random signature': one(false, wrong),
	'signed with another secret': one(false, (m) => `t=${m.t},v1=${sig(m, `${SECRET}${m.n}`)}`),
	'signed with an empty secret': one(false, (m) => `t=${m.t},v1=${sig(m, '')}`),
	'signed for another body': one(false, right, (m) => ({ body: flipped(m.body, m.n) })),
	'body truncated': one(false, right, ({ body }) => ({ body: body.subarray(0, -1) })),
	'body extended': one(false, right, ({ body }) => ({
		body: Buffer.concat([body, Buffer.from(' ')]),
	})),
	'time moved': one(false, (m) => `t=${m.t},v1=${sig({ ...m, t: m.t - 1 - m.n })}`),
	'signature truncated': one(false, (m) => right(m).slice(0, -1 - (m.n % 64))),
	'signature with a digit more': one(false, (m) => `${right(m)}${m.n % 10}`),
	'signature in upper case': one(false, (m) => `t=${m.t},v1=A${sig(m).slice(1).toUpperCase()}`),
	'signature in base64': one(
		false,
		(m) => `t=${m.t},v1=${Buffer.from(sig(m), 'hex').toString('base64url')}`,
	),
	'fifty wrong signatures': one(false, (m) => `t=${m.t}${`,v1=${m.noise}`.repeat(50)}`),
	'scheme v0': one(false, (m) => `t=${m.t},v0=${sig(m)}`),
	'no time': one(false, (m) => `v1=${sig(m)}`),
	'no signature': one(false, (m) => `t=${m.t}`),
	'bare digest': one(false, (m) => sig(m)),
	'scheme of KillB': one(false, (m) => `t=${m.t},v1=${hmac(m.body)}`),
	'suffix scheme of KillB': one(false, (m) => `t=${m.t},v1=${suffix(m.body)}`),
	'time and body split elsewhere': own(false, (m) => {
		const signed = Buffer.concat([Buffer.from(`${m.n}.`), m.body]);
		const header = `t=${m.t}.${m.n},v1=${digest(signed, m.t)}`;
		return { headers: { 'kh-signature': header }, body: m.body };
	}),
	'text after the time': own(false, (m) => ({
		headers: { 'kh-signature': `t=${m.t}x,v1=${digest(m.body, `${m.t}x`)}` },
		body: m.body,
	})),
	'stuffed with times': own(false, (m) => ({
		headers: { 'kh-signature': `t=1,t=2,${right(m)}` },
		body: m.body,
	})),
	'no header': own(false, ({ body }) => ({ headers: {}, body })),
	'empty header': own(false, ({ body }) => ({ headers: { 'kh-signature': '' }, body })),
	'in a header of the prototype': own(false, (m) => ({
		headers: JSON.parse('{"__proto__":{"kh-signature":"t=1"}}') as RequestHeaders,
		body: m.body,
	})),
};

const killB = (genuine: boolean, value: (m: Material) => string | string[] | undefined): Kind => ({
	genuine,
	make: (m) => ({ headers: { 'x-signature-sha256': value(m) }, body: m.body }),
});

/**
 * Deliveries to the KillB Trigger with both schemes accepted (killb.md 4.3). Neither signs a time:
 * a replayed delivery is the same delivery.
 */
export const killBKinds: Record<string, Kind> = {
	'genuine by HMAC': killB(true, ({ body }) => hmac(body)),
	'genuine by suffix': killB(true, ({ body }) => suffix(body)),
	'replayed a year later': own(true, ({ body }) => ({
		headers: { 'x-signature-sha256': hmac(body) },
		body,
		now: NOW + 31_536_000,
	})),
	'name of the header in capitals': own(true, ({ body }) => ({
		headers: { 'X-Signature-SHA256': suffix(body) },
		body,
	})),
	'two signatures, the right one first': killB(true, (m) => `${hmac(m.body)},${m.noise}`),
	'two signatures, the right one last': killB(true, (m) => `${m.noise}, ${suffix(m.body)}`),
	'header twice': killB(true, (m) => [m.noise, hmac(m.body)]),
	'both schemes': killB(true, (m) => [suffix(m.body), hmac(m.body)]),

	'random signature': killB(false, ({ noise }) => noise),
	'signed with another secret': killB(false, (m) => hmac(m.body, `${SECRET}${m.n}`)),
	'signed by suffix with another secret': killB(false, (m) => suffix(m.body, `${m.n}${SECRET}`)),
	'signed with an empty secret': killB(false, ({ body }) => [hmac(body, ''), suffix(body, '')]),
	'signed for another body': killB(false, (m) => hmac(flipped(m.body, m.n))),
	'signed by suffix for another body': killB(false, (m) => suffix(flipped(m.body, m.n))),
	'body truncated': killB(false, ({ body }) => hmac(Buffer.concat([body, Buffer.from('}')]))),
	'body extended': killB(false, ({ body }) => suffix(body.subarray(0, -1))),
	'suffix without its line': killB(false, ({ body }) =>
		createHash('sha256').update(body).update(SECRET).digest('hex'),
	),
	'secret before the body': killB(false, ({ body }) =>
		createHash('sha256').update(`${SECRET}_`).update(body).digest('hex'),
	),
	'plain hash of the body': killB(false, ({ body }) =>
		createHash('sha256').update(body).digest('hex'),
	),
	'signature truncated': killB(false, (m) => hmac(m.body).slice(0, -1 - (m.n % 64))),
	'signature with a digit more': killB(false, (m) => `${hmac(m.body)}0`),
	'signature in upper case': killB(false, (m) => `A${hmac(m.body).slice(1).toUpperCase()}`),
	'with a prefix': killB(false, ({ body }) => `sha256=${hmac(body)}`),
	'signature in base64': killB(false, ({ body }) =>
		createHmac('sha256', SECRET).update(body).digest('base64'),
	),
	'in the form of Stripe': killB(false, (m) => right(m)),
	'two wrong ones': killB(false, (m) => [m.noise, hmac(m.body, m.noise)]),
	'fifty wrong ones': killB(false, (m) => Array<string>(50).fill(m.noise)),
	'no header': killB(false, () => undefined),
	'empty header': killB(false, () => ''),
	'in another header': own(false, ({ body }) => ({
		headers: { 'x-signature': hmac(body), 'x-signature-sha-256': hmac(body) },
		body,
	})),
};
