/**
 * `node --import tsx bench/signing/child.ts BYTES MILLISECONDS`: times the variants alternately;
 * prints nanoseconds by name as JSON.
 */
import { median } from 'simple-statistics';
import { inTurns } from '../rounds';
import { check, VARIANTS, type Variant } from './variants';

/** Long compared with reading the clock, short compared with a busy machine's interruptions. */
const BATCH_NS = 2e6;

/** Returns the nanoseconds per request, over the given number of requests. */
function timed({ sign }: Variant, body: Buffer, count: number): number {
	const start = process.hrtime.bigint();
	for (let n = 0; n < count; n++) sign(body);
	return Number(process.hrtime.bigint() - start) / count;
}

async function main(): Promise<void> {
	const [bytes = 0, milliseconds = 0] = process.argv.slice(2).map(Number);
	const body = Buffer.alloc(bytes, '{"product_id":42}');
	check(body);
	const variants = Object.entries<Variant>(VARIANTS);
	// Warm-up: V8 compiles each variant before the measurement.
	for (const [, variant] of variants) timed(variant, body, bytes > 100_000 ? 100 : 20_000);
	const one = timed(VARIANTS.credential, body, bytes > 100_000 ? 100 : 5_000);
	const count = Math.max(1, Math.round(BATCH_NS / one));
	const batches = Math.ceil((milliseconds * 1e6) / (variants.length * count * one));
	const series = await inTurns(
		batches,
		Object.fromEntries(
			variants.map(([name, variant]) => [name, () => timed(variant, body, count)]),
		),
	);
	const medians = series.map(({ name, samples }) => [name, median(samples)]);
	process.stdout.write(JSON.stringify(Object.fromEntries(medians)));
}

void main();
