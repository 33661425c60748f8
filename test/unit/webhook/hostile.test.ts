import { isUtf8 } from 'node:buffer';
import * as fc from 'fast-check';
import { parseBody, readKernelHostEnvelope, readKillBEnvelope } from '../../../core/webhook/event';
import { verifyKernelHostDelivery } from '../../../core/webhook/kernelhostDelivery';
import { KILLB_SIGNATURE_HEADER, verifyKillBSignature } from '../../../core/webhook/killbSignature';
import { signatureHeaderValue } from '../../../core/webhook/signature';
import { hostileBody } from '../../support/webhook/hostileBodies';
import {
	type Attempt,
	kernelHostKinds,
	killBKinds,
	type Kind,
} from '../../support/webhook/hostileDeliveries';
import { NOW, SECRET, stripeVerifies } from '../../support/webhook/stripeOracle';

/** For each service; together more than 100,000. */
const RUNS = 52_000;
/** Milliseconds; only guards against hanging on a busy machine. */
const TIMEOUT = 300_000;
const secrets = [{ label: 'current', value: SECRET }] as const;
const HEX = fc.string({
	unit: fc.constantFrom(...'0123456789abcdef'),
	minLength: 64,
	maxLength: 64,
});
const noises = fc.sample(HEX, { numRuns: 500, seed: 5 });

/** Sends many deliveries of all kinds; `isGenuine` returns whether one is accepted. */
function bombard(
	kinds: Record<string, Kind>,
	isGenuine: (attempt: Attempt & { now: number }, kind: Kind) => boolean,
): { least: number; accepted: number } {
	const names = Object.keys(kinds);
	const counts = new Map(names.map((name) => [name, 0]));
	let accepted = 0;
	const material = fc.record({
		body: hostileBody,
		t: fc.nat(1000).map((seconds) => NOW - seconds),
		n: fc.nat(299),
		noise: fc.constantFrom(...noises),
	});
	fc.assert(
		fc.property(fc.constantFrom(...names), material, (name, given) => {
			const kind = kinds[name] as Kind;
			const attempt = kind.make(given);
			const isAccepted = isGenuine({ now: given.t, ...attempt }, kind);
			if (isAccepted !== kind.genuine) throw new Error(`${name}: accepted is ${isAccepted}`);
			counts.set(name, (counts.get(name) ?? 0) + 1);
			if (isAccepted) accepted += 1;
		}),
		{ numRuns: RUNS },
	);
	return { least: Math.min(...counts.values()), accepted };
}

/**
 * Copies as careless code does, by recursion and assignment. n8n's own `deepCopy` did until it
 * learnt to skip `__proto__`, and so do nodes that users write.
 */
function copy(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const made: Record<string, unknown> = {};
	for (const [name, member] of Object.entries(value)) made[name] = copy(member);
	if (Object.getPrototypeOf(made) !== Object.prototype) throw new Error('a prototype was changed');
	return made;
}

/** Processes an accepted body: reads, names and copies it. */
function handOn(body: Buffer, readEnvelope: (event: unknown) => object): void {
	const { event, ...rest } = parseBody(body);
	copy({ ...readEnvelope(event), event, ...rest });
	if ('admin' in {}) throw new Error('every prototype was changed');
}

it(
	`accepts the genuine ones and no other among ${RUNS} deliveries to the KernelHost Trigger, as the stripe package does`,
	() => {
		let compared = 0;
		const seen = bombard(kernelHostKinds, ({ headers, body, now }, kind) => {
			const { verdict } = verifyKernelHostDelivery({ headers, headerName: '', body, secrets, now });
			if (verdict.ok) handOn(body, readKernelHostEnvelope);
			// The package decodes bodies and removes a byte order mark: bodies that this does not change
			// can be compared.
			const header = headers['kh-signature'];
			if (kind.asStripe && typeof header === 'string' && isUtf8(body) && body[0] !== 0xef) {
				compared += 1;
				if (stripeVerifies(body.toString(), header, now) !== verdict.ok) {
					throw new Error(`the stripe package judges ${header} otherwise`);
				}
			}
			return verdict.ok;
		});
		expect(seen.least).toBeGreaterThan(500);
		expect(seen.accepted).toBeGreaterThan(10_000);
		expect(compared).toBeGreaterThan(20_000);
	},
	TIMEOUT,
);

it(
	`accepts the genuine ones and no other among ${RUNS} deliveries to the KillB Trigger`,
	() => {
		const seen = bombard(killBKinds, ({ headers, body }, kind) => {
			const header = signatureHeaderValue(headers, KILLB_SIGNATURE_HEADER);
			const verdict = verifyKillBSignature({ body, header, secrets, scheme: 'either' });
			if (!verdict.ok && verdict.reason === 'other_service') {
				// KernelHost's signed text is rejected, and can never be a KillB body.
				expect(body.toString('latin1')).toMatch(/^\d{10,11}\./);
				return kind.genuine;
			}
			if (verdict.ok) handOn(body, readKillBEnvelope);
			const only = (scheme: 'hmac' | 'suffix') =>
				verifyKillBSignature({ body, header, secrets, scheme }).ok;
			// "either" accepts exactly what one of the schemes accepts.
			if ((only('hmac') || only('suffix')) !== verdict.ok) throw new Error('the schemes disagree');
			return verdict.ok;
		});
		expect(seen.least).toBeGreaterThan(500);
		expect(seen.accepted).toBeGreaterThan(10_000);
	},
	TIMEOUT,
);
